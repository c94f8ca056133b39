import DBModelEstimation
import DBModelExplain
import DBModelQuery
import DBModelReport
import DBModelWorkload

/// The plans of one store as a part of a report.
struct ModelPlansSection {
  let workload: Workload
  let planned: PlannedSet

  var blocks: [ReportBlock] {
    var blocks: [ReportBlock] = [
      .heading(level: 2, "Plans of \(planned.source.engineName)"),
      .paragraph(planned.source.origin),
      .paragraph(planned.source.blindness),
    ]
    blocks += planned.assumed.map { .paragraph($0) }
    if planned.isElsewhere {
      blocks.append(
        .paragraph(
          "No store of the model is PostgreSQL: planned are all patterns, on the schema that "
            + "`compile` writes for it."
        )
      )
    }
    let consequences = DeleteConsequences(workload: workload, design: planned.design)
    for pattern in patterns {
      blocks.append(.heading(level: 3, "`\(workload[pattern].name)`"))
      blocks.append(.outline(lines(planned.plans.plans.filter { $0.pattern == pattern })))
      let besides = consequences.lines(of: workload[pattern])
      if !besides.isEmpty {
        blocks.append(
          .paragraph(
            "Beside this plan, for each row that is deleted: " + besides.joined(separator: "; ")
          )
        )
      }
    }
    var said: [String] = []
    for left in planned.plans.leftOut {
      let line = "`\(workload[left.pattern].name)` is not planned: \(left.reason)"
      if !said.contains(line) { blocks.append(.paragraph(line)) }
      said.append(line)
    }
    return blocks
  }

  /// For machines: each statement with its plan.
  var values: [ReportValue] {
    planned.plans.plans.map { plan in
      [
        "name": .string(workload[plan.pattern].name), "variant": .string(plan.variant),
        "values": .string(plan.values.isEmpty ? "all" : plan.values),
        "engine": .string(plan.tree.engine.rawValue), "version": .string(planned.version),
        "source": .string(planned.source.origin), "cannotSee": .string(planned.source.blindness),
        "statement": .string(plan.statement.text), "steps": .strings(plan.tree.outline),
        "sample": plan.sample.map(Self.value) ?? .null,
      ]
    }
  }

  private static func value(_ sample: PlannedSample) -> ReportValue {
    [
      "calls": .int(sample.calls), "plannedCalls": .int(sample.allCalls),
      "dependsOnSize": .bool(sample.dependsOnSize),
      "tables": .array(
        sample.tables.map {
          [
            "name": .string($0.name), "rows": .double($0.rows),
            "declaredRows": .double($0.declaredRows),
          ]
        }
      ),
    ]
  }

  /// For machines: the patterns that were not asked about, with why.
  var leftOut: [ReportValue] {
    planned.plans.leftOut.map {
      ["name": .string(workload[$0.pattern].name), "reason": .string($0.reason)]
    }
  }

  /// In order, each once.
  private var patterns: [PatternID] {
    var seen: Set<PatternID> = []
    return planned.plans.plans.map(\.pattern).filter { seen.insert($0).inserted }
  }

  /// The first text of a pattern stands for its others where their plans are the same.
  private func lines(_ plans: [StatementPlan]) -> [ReportOutlineLine] {
    var lines: [ReportOutlineLine] = []
    var shown: [[String]] = []
    for plan in plans where !shown.contains(plan.tree.outline) {
      shown.append(plan.tree.outline)
      let calls = plan.sample.map { " (\($0.calls) of \(ReportCount($0.allCalls, "call").text))" }
      let values = plan.values.isEmpty ? "" : "with \(plan.values)\(calls ?? "")"
      let title = [plan.variant, values].filter { !$0.isEmpty }.joined(separator: ", ")
      let offset = title.isEmpty ? 0 : 1
      if offset == 1 { lines.append(ReportOutlineLine(0, title)) }
      lines += (plan.sample?.lines ?? []).map { ReportOutlineLine(offset, $0) }
      lines += ExplainSection.outline(plan.tree).map {
        ReportOutlineLine($0.depth + offset, $0.text)
      }
    }
    return lines
  }
}
