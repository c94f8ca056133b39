import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// The search against CBC on candidates that nobody pruned.
@Suite("A general solver")
struct GeneralSolverTests {
  /// `DBMODEL_LONG=1` tries all 50.
  private static let cases =
    TestMode.variable("DBMODEL_LONG") == nil ? SelectionModels.some : SelectionModels.all
  private static let page = Locked(SolverPage())

  @Test("finds the design that the search found", arguments: cases)
  func agrees(_ model: SelectionModels.Case) throws {
    guard let solver = LiveServers.generalSolver.map(GeneralSolver.init) else {
      return LiveServers.leftOut(
        "the search against a general solver",
        because: "DBMODEL_CBC names no solver"
      )
    }
    let read = Model(model.text)
    try #require(read.errors == [])
    let workload = read.workload
    let planner = DynamoDBPlanner(
      context: PlanningContext(workload),
      store: workload.stores[0].id
    )
    let found = planner.searches().compactMap { $0.chosen?.solution }
    let cost = found.reduce(0) { $0 + $1.cost + $1.effort }
    let rank = found.reduce(WayRank()) {
      WayRank(broken: $0.broken + $1.rank.broken, risks: $0.risks + $1.rank.risks)
    }
    var referee = try SelectionReferee(workload, solver: solver)
    let verdict = try #require(try referee.verdict())
    #expect(rank == verdict.rank)
    // Money is compared no finer than what decides between equal prices.
    let slack =
      1e-6 * max(1, cost)
      + Effort.most(patterns: workload.patterns.count, entities: workload.entities.count)
    #expect(
      abs(cost - verdict.solution.cost) <= slack,
      "\(cost), not \(verdict.solution.cost) with \(referee.describe(verdict))"
    )
    let relaxed = try #require(try verdict.programme.relaxed(solver))
    let gap = 1 - relaxed / verdict.solution.cost
    #expect(model.group != .circle || gap > 0.001, "no odd circle: \(relaxed) is no less")
    let size = verdict.programme.programme
    Self.page.withLock { page in
      page.add(
        SolverPage.Row(
          patterns: workload.patterns.count,
          entities: workload.entities.count,
          tables: referee.space.kinds.count,
          keys: referee.space.keys.count,
          variables: size.costs.count,
          rows: size.rows.count,
          gap: gap,
          difference: abs(cost - verdict.solution.cost) / max(1, cost)
        ),
        model.group
      )
      Evaluation.write("solver", page.lines)
    }
  }
}
