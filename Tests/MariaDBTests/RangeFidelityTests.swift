import DBModelDiagnostics
import DBModelExplain
import DBModelTestKit
import DBModelWorkload
import Foundation
import Testing

@testable import DBModelDriver

/// How far plans on sample rows are those on all rows. Run by `make evaluate`, which sets
/// `DBMODEL_EVALUATION` (where the page goes); loads some four million rows.
@Suite struct RangeFidelityTests {
  private struct Statement {
    let name: String
    let sample: StatementPlan
    let whole: StatementPlan

    var isSame: Bool { PlanShape.text(of: sample.tree) == PlanShape.text(of: whole.tree) }
  }

  @Test func plansOnSamplesAreThoseOnAllRows() throws {
    guard let folder = TestMode.variable("DBMODEL_EVALUATION") else {
      return LiveServers.leftOut("plans on all rows", because: "make evaluate asks for them")
    }
    var page = Self.introduction
    for name in ["freight", "shop"] {
      let text = try #require(Repository.text("Tests/Evaluation/ranges/\(name).dbmodel"))
      let model = try SampleModel(text)
      let (sample, sampleTime) = try plans(model, rows: nil)
      let (whole, wholeTime) = try plans(model, rows: 2_000_000)
      let statements = paired(sample, whole, model)
      #expect(statements.count > 10)
      let same = statements.count { $0.isSame }
      // Figures that a change of the sample must not make worse unseen.
      #expect(Double(same) >= 0.85 * Double(statements.count), "\(name): \(same)")
      page += section(name, statements, same, (sampleTime, wholeTime))
    }
    try page.write(toFile: "\(folder)/ranges.md", atomically: true, encoding: .utf8)
  }

  private func plans(
    _ model: SampleModel,
    rows: Double?
  ) throws -> (plans: [StatementPlan], seconds: Double) {
    var request = ModelExplainRequest(paths: [], planner: .scratch(programs: nil))
    request.sampleRows = rows
    let start = ContinuousClock.now
    let sets = try ModelExplainRun.mariaDBSets(
      model.pipeline,
      request,
      { TestMode.variable($0) },
      { _ in }
    )
    let time = ContinuousClock.now - start
    let set = try #require(sets.first)
    #expect(set.plans.refusals.isEmpty)
    return (set.plans.plans, Double(time.components.seconds))
  }

  /// The plans that most calls get.
  private func paired(
    _ sample: [StatementPlan],
    _ whole: [StatementPlan],
    _ model: SampleModel
  ) -> [Statement] {
    sample.compactMap { plan in
      guard plan.sample != nil, plan.values.hasPrefix("usual"),
        let other = whole.first(where: {
          $0.pattern == plan.pattern && $0.variant == plan.variant && $0.number == plan.number
            && $0.values == plan.values
        })
      else { return nil }
      let name = model.workload[plan.pattern].name
      return Statement(
        name: plan.variant.isEmpty ? "`\(name)`" : "`\(name)`, \(plan.variant)",
        sample: plan,
        whole: other
      )
    }
  }

  // MARK: The page

  private func section(
    _ name: String,
    _ statements: [Statement],
    _ same: Int,
    _ seconds: (sample: Double, whole: Double)
  ) -> String {
    var text = "\n## \(name): \(same) of \(statements.count) statements have the same plan\n\n"
    text += "| statement | rows of the sample | plan | rows read first: sample | all rows |\n"
    text += "|---|---|---|---|---|\n"
    for one in statements {
      let tables = (one.sample.sample?.tables ?? []).map {
        "\(FigureFormatter.number($0.rows)) of \(FigureFormatter.number($0.declaredRows))"
      }
      text += "| \(one.name) | \(tables.joined(separator: ", ")) | "
      let mark = one.sample.sample?.dependsOnSize == true ? ", marked" : ""
      text +=
        "\(one.isSame ? "same" : "**other**")\(mark) | \(rows(one.sample)) | \(rows(one.whole)) |\n"
    }
    for one in statements where !one.isSame {
      text += "\n\(one.name) on the sample and on all rows:\n\n```\n"
      text += shape(one.sample).joined(separator: "\n") + "\n\n"
      text += shape(one.whole).joined(separator: "\n") + "\n```\n"
    }
    let (a, b) = (Int(seconds.sample), Int(seconds.whole))
    return text + "\nThe sample took \(a) s, all rows \(b) s, in a debug build.\n"
  }

  private func rows(_ plan: StatementPlan) -> String {
    func first(_ node: PlanNode) -> PlanNode? {
      node.relation == nil ? node.children.lazy.compactMap(first).first : node
    }
    let rows = first(plan.tree.root)?.properties["rows"]?.number
    return rows.map(FigureFormatter.number) ?? "–"
  }

  private func shape(_ plan: StatementPlan) -> [String] {
    plan.tree.outline.map { line in
      line.components(separatedBy: " (").first ?? line
    }
  }

  private static let introduction = """
    # Ranges on sample rows

    Written by `make evaluate`; `Tests/Support/ranges.sh` writes this page alone.

    Two models with statements that rest on ranges, planned by MariaDB on the thinned database that
    `dbmodel explain` loads and on one with every declared row (`Tests/Evaluation/ranges`; 2.5 and 1.9 million
    rows). The same plan means the same steps, tables, indexes and kinds of access for the calls that most calls
    are like; the calls themselves are drawn anew from either. Rows are those of the first table that is read,
    multiplied to the declared size; – where the sample finds too few to say. Marked are the plans of which
    `explain` says that they depend on the size of the table: they sort what an index holds in order.

    """
}
