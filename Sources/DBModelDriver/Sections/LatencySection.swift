import DBModelAnalysis
import DBModelDesign
import DBModelReport
import DBModelWorkload

/// The time of each pattern against its budget, and what that rests on.
struct LatencySection {
  let workload: Workload
  let accesses: [PatternAccess]
  let verdicts: [LatencyVerdict]

  var blocks: [ReportBlock] {
    let rows = verdicts.compactMap(row)
    let hasBudgets = verdicts.contains { $0.budget != nil }
    let heading = ReportBlock.heading(
      level: 2,
      hasBudgets ? "Latency against budget" : "Latency"
    )
    let below = remarks.isEmpty ? [] : [ReportBlock.paragraph(remarks.joined(separator: " "))]
    guard !rows.isEmpty else { return below.isEmpty ? [] : [heading] + below }
    return [
      heading,
      .table(
        ReportTable(
          columns: [
            ReportColumn("pattern"), ReportColumn("store"), ReportColumn("estimate", .trailing),
            ReportColumn("budget", .trailing), ReportColumn("made of"),
          ],
          rows: rows
        )
      ),
    ] + below
  }

  private func row(_ verdict: LatencyVerdict) -> [ReportCell]? {
    guard let estimate = verdict.milliseconds else { return nil }
    let figure = ReportFigure(low: estimate.low, high: estimate.high, unit: "ms")
    let percentile = Self.percentile(verdict)
    let budget = verdict.budget.map {
      "\(ReportFigure($0.milliseconds, unit: "ms").text) \(percentile)"
    }
    return [
      ReportCell("`\(workload[verdict.pattern].name)`"), ReportCell(workload[verdict.store].name),
      ReportCell("\(figure.text) \(percentile)", Self.word(verdict.verdict)),
      ReportCell(budget ?? "–"), ReportCell(estimate.formula),
    ]
  }

  /// Of which calls the estimate and the budget are.
  private static func percentile(_ verdict: LatencyVerdict) -> String {
    "p\(ReportFigure((verdict.budget?.percentile ?? 0.95) * 100, unit: "").text)"
  }

  private static func word(_ verdict: BudgetVerdict) -> ReportVerdict {
    switch verdict {
    case .inside: .inside
    case .atRisk: .atRisk
    case .outside: .outside
    case .none: .none
    }
  }

  // MARK: Below the table

  private var remarks: [String] { [assumed, leftOut].compactMap { $0 } }

  /// What is taken for granted, each once, in the order of the table.
  private var assumed: String? {
    var texts: [String] = []
    for input in verdicts.compactMap(\.milliseconds).flatMap(\.inputs)
    where !texts.contains(input.text) { texts.append(input.text) }
    guard !texts.isEmpty else { return nil }
    let more = texts.count - Self.mostShown
    return "Taken for granted: \(texts.prefix(Self.mostShown).joined(separator: "; "))"
      + (more > 0 ? "; and \(more) more." : ".")
  }

  private var leftOut: String? {
    let shown = Set(verdicts.filter { $0.milliseconds != nil }.map(\.pattern))
    let others = accesses.map { workload[$0.pattern] }.filter { !shown.contains($0.id) }
    let jobs = others.filter { $0.schedule != nil }
    let written = others.filter { $0.schedule == nil && $0.isWritten }
    let unknown = others.filter { $0.schedule == nil && !$0.isWritten }
    let parts = [
      sentence(jobs, "a job, for which nobody waits", "jobs, for which nobody waits"),
      sentence(
        written,
        "SQL as written, of which `dbmodel explain` shows the plan",
        "SQL as written, of which `dbmodel explain` shows the plans"
      ), sentence(unknown, "served by no request", "served by no request"),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : "Without an estimate: \(parts.joined(separator: "; "))."
  }

  private func sentence(_ patterns: [AccessPattern], _ one: String, _ many: String) -> String? {
    guard !patterns.isEmpty else { return nil }
    let more = patterns.count - Self.mostShown
    let names = patterns.prefix(Self.mostShown).map { "`\($0.name)`" }.joined(separator: ", ")
    let rest = more > 0 ? " and \(more) more" : ""
    return patterns.count == 1 ? "\(names) is \(one)" : "\(names)\(rest) are \(many)"
  }

  private static let mostShown = 8
}

extension AccessPattern {
  fileprivate var isWritten: Bool { if case .sql = operation { true } else { false } }
}
