import DBModelStatistics
import Testing

@testable import DBModelPlanning

/// How near the bound of a selection comes to its linear relaxation.
@Suite("The dual bound")
struct DualImprovementTests {
  private func bound(_ problem: SelectionProblem, target: Double, rounds: Int = 200) -> Double {
    let clients = problem.clients.map(ClientPaths.init)
    let improvement = DualImprovement(clients, structureCount: problem.upkeep.count)
    return improvement.best(
      upkeep: problem.upkeep,
      open: clients.map { Array($0.costs.indices) },
      from: improvement.even(problem.upkeep),
      target: target,
      rounds: rounds
    ).bound
  }

  @Test("an odd circle's is 61.5, as its relaxation is, and never more")
  func oddCircle() {
    func path(_ structure: Int) -> SelectionProblem.Path {
      SelectionProblem.Path(cost: 0, structures: [structure])
    }
    let problem = SelectionProblem(
      upkeep: [41, 41, 41],
      clients: [[path(0), path(1)], [path(1), path(2)], [path(2), path(0)]]
    )
    let found = bound(problem, target: 82)
    #expect(found <= 61.5 + 1e-9)
    #expect(found > 61.4)
  }

  @Test("no choice of paths costs less than it, on hundreds of problems")
  func isABound() {
    var isTight = 0
    for seed in 0..<400 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let structures = random.integer(1...8)
      let clients = (0..<random.integer(1...7)).map { _ in
        (0..<random.integer(1...4)).map { _ in
          SelectionProblem.Path(
            cost: Double(random.integer(0...20)),
            structures: Set(
              (0..<random.integer(0...3)).map { _ in random.integer(0...(structures - 1)) }
            ).sorted()
          )
        }
      }
      let upkeep = (0..<structures).map { _ in Double(random.integer(0...12)) }
      let problem = SelectionProblem(upkeep: upkeep, clients: clients)
      guard let best = SelectionSolver.solve(problem) else { continue }
      let found = bound(problem, target: best.cost)
      #expect(found <= best.cost + 1e-9 * max(1, best.cost), "seed \(seed)")
      if found > best.cost - 0.01 * max(1, best.cost) { isTight += 1 }
    }
    // The relaxation of problems of this kind has a gap now and then only.
    #expect(isTight > 300)
  }
}
