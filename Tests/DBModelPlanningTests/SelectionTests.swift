import DBModelStatistics
import DBModelTestKit
import Testing

@testable import DBModelPlanning

/// The solver against trying everything.
@Suite("Which structures to keep")
struct SelectionTests {
  /// The cost of the best selection, by trying every set of structures.
  private func bruteForce(_ problem: SelectionProblem, forbidden: Set<Int> = []) -> Double? {
    // Structures as bits: the tests try half a million sets.
    func bits(_ structures: some Sequence<Int>) -> Int { structures.reduce(0) { $0 | 1 << $1 } }
    let refused = bits(forbidden)
    let limits = problem.limits.map { (structures: bits($0.structures), most: $0.most) }
    let clients = problem.clients.map { $0.map { (needed: bits($0.structures), cost: $0.cost) } }
    var best: Double?
    for kept in 0..<(1 << problem.upkeep.count) where kept & refused == 0 {
      var isAllowed = true
      for limit in limits where (kept & limit.structures).nonzeroBitCount > limit.most {
        isAllowed = false
      }
      guard isAllowed else { continue }
      var cost = 0.0
      for structure in problem.upkeep.indices where kept >> structure & 1 == 1 {
        cost += problem.upkeep[structure]
      }
      for paths in clients {
        var least = Double.infinity
        for path in paths where path.needed & ~kept == 0 { least = min(least, path.cost) }
        cost += least
      }
      if cost < .infinity { best = min(best ?? .infinity, cost) }
    }
    return best
  }

  private func random(_ seed: UInt64) -> SelectionProblem {
    var random = SplitMix64(seed: seed)
    let structures = random.integer(1...9)
    // Small whole numbers make ties, which is where a search goes wrong.
    let upkeep = (0..<structures).map { _ in Double(random.integer(0...12)) }
    let clients = (0..<random.integer(1...7)).map { _ in
      var paths = (0..<random.integer(1...5)).map { _ in
        let count = random.integer(0...min(3, structures))
        let through = Set((0..<count).map { _ in random.integer(0...(structures - 1)) })
        return SelectionProblem.Path(
          cost: Double(random.integer(0...20)),
          structures: through.sorted()
        )
      }
      if random.chance(0.8) {
        paths.append(SelectionProblem.Path(cost: Double(random.integer(5...60)), structures: []))
      }
      return paths
    }
    var problem = SelectionProblem(upkeep: upkeep, clients: clients)
    if random.chance(0.3) {
      problem.limits = [
        SelectionProblem.Limit(
          structures: Array(0..<structures),
          most: random.integer(1...max(1, structures / 2))
        )
      ]
    }
    return problem
  }

  /// `DBMODEL_LONG=1` tries 2,000.
  @Test("is the best of all there are, on hundreds of problems")
  func optimal() {
    let count: UInt64 = TestMode.variable("DBMODEL_LONG") == nil ? 500 : 2_000
    var solved = 0
    for seed in 0..<count {
      let problem = random(seed)
      let expected = bruteForce(problem)
      let found = SelectionSolver.solve(problem)
      #expect(found?.cost == expected, "seed \(seed)")
      #expect(found?.isOptimal ?? true, "seed \(seed)")
      guard let found else { continue }
      solved += 1
      // What it says of itself is what it is.
      var cost = found.structures.reduce(0) { $0 + problem.upkeep[$1] }
      for (paths, position) in zip(problem.clients, found.paths) {
        cost += paths[position].cost
        #expect(Set(found.structures).isSuperset(of: paths[position].structures), "seed \(seed)")
      }
      #expect(cost == found.cost, "seed \(seed)")
      for structure in problem.upkeep.indices {
        let without = SelectionSolver.solve(problem, forbidden: [structure])
        #expect(without?.cost == bruteForce(problem, forbidden: [structure]), "seed \(seed)")
      }
    }
    Evaluation.write(
      "subsets",
      [
        "## Every subset of structures", "",
        "The solver against all there is, on random problems with ties and limits, each also "
          + "without each of its structures.", "",
        "| problems | that can be solved | of the same cost |", "|---|---|---|",
        "| \(count) | \(solved) | \(solved) |",
      ]
    )
  }

  @Test("an odd circle, whose relaxation costs 61.5, costs 82")
  func oddCycle() throws {
    func path(_ structure: Int) -> SelectionProblem.Path {
      SelectionProblem.Path(cost: 0, structures: [structure])
    }
    let problem = SelectionProblem(
      upkeep: [41, 41, 41],
      clients: [[path(0), path(1)], [path(1), path(2)], [path(2), path(0)]]
    )
    let found = try #require(SelectionSolver.solve(problem))
    #expect(found.cost == 82)
    #expect(found.isOptimal)
    #expect(found.nodes > 1, "the bound alone cannot know")
  }

  @Test("nodes that run out leave a gap, and a bound below the best")
  func budget() throws {
    var sawGap = false
    for seed in 0..<200 as Range<UInt64> {
      let problem = random(seed)
      guard let best = bruteForce(problem),
        let found = SelectionSolver.solve(problem, budget: 1)
      else { continue }
      #expect(found.bound <= best + 1e-9, "seed \(seed)")
      #expect(found.cost >= best - 1e-9, "seed \(seed)")
      if !found.isOptimal { sawGap = true }
      #expect(found.isOptimal == (found.gap <= 1e-11), "seed \(seed)")
    }
    #expect(sawGap)
  }

  @Test("nothing is chosen where a client has no way, or the limits leave none")
  func impossible() {
    let needsBoth = SelectionProblem.Path(cost: 1, structures: [0, 1])
    var problem = SelectionProblem(upkeep: [1, 1], clients: [[needsBoth]])
    #expect(SelectionSolver.solve(problem)?.cost == 3)
    #expect(SelectionSolver.solve(problem, forbidden: [0]) == nil)
    problem.limits = [SelectionProblem.Limit(structures: [0, 1], most: 1)]
    #expect(SelectionSolver.solve(problem) == nil)
  }
}
