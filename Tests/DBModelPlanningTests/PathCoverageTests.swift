import DBModelDesign
import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// Whether the models that the referee looks at have every kind of design among their best ones.
@Suite("Kinds of ways")
struct PathCoverageTests {
  /// How many patterns, or entities, of the referee's models have each kind.
  private func counts() throws -> (kinds: [PathKind: Int], models: Int, patterns: Int) {
    var counts: [PathKind: Int] = [:]
    var patterns = 0
    let seeds = RefereeModels.seeds
    for seed in seeds {
      let model = Model(RefereeModels.text(seed))
      try #require(model.errors == [], "seed \(seed)")
      let workload = model.workload
      let planner = DynamoDBPlanner(
        context: PlanningContext(workload),
        store: workload.stores[0].id
      )
      for (problem, _) in planner.searches().compactMap(\.chosen) {
        for placement in problem.placements {
          counts[PathKind.kind(of: placement.option), default: 0] += 1
        }
      }
      let plan = planner.derive(weighsChoices: false)
      guard case .dynamoDB(let design) = plan.design else { continue }
      for access in plan.accesses {
        guard case .dynamoDB(let path) = access.path else { continue }
        patterns += 1
        for kind in PathKind.kinds(of: path, workload[access.pattern], design, workload) {
          counts[kind, default: 0] += 1
        }
      }
    }
    return (counts, seeds.count, patterns)
  }

  /// With `DBMODEL_LONG=1` each 20 times, over the models of the long run; else once.
  @Test("are all chosen, again and again")
  func everyKindIsChosen() throws {
    let (counts, models, patterns) = try counts()
    let least = TestMode.variable("DBMODEL_LONG") == nil ? 1 : 20
    var lines = [
      "## What the designs are made of", "",
      "The best designs of the \(models) models that the enumeration looked at, "
        + "\(patterns) patterns in all:", "",
      "| | chosen |", "|---|---|",
    ]
    for kind in PathKind.allCases {
      let count = counts[kind] ?? 0
      lines.append("| \(kind.rawValue) | \(count) |")
      #expect(count >= least, "\(kind.rawValue)")
    }
    print(lines.joined(separator: "\n"))
    Evaluation.write("kinds", lines)
  }
}
