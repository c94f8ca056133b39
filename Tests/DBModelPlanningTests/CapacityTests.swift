import DBModelStatistics
import DBModelTestKit
import Testing

@testable import DBModelPlanning

/// The solver against every choice of paths and of twins, where a structure serves only so much.
@Suite("What paths may take together")
struct CapacityTests {
  /// Calls a body with every tuple of numbers below some counts.
  private func forEach(_ counts: [Int], _ body: ([Int]) -> Void) {
    var taken = [Int](repeating: 0, count: counts.count)
    while true {
      body(taken)
      guard let next = taken.indices.last(where: { taken[$0] + 1 < counts[$0] }) else { return }
      taken[next] += 1
      for later in taken.indices where later > next { taken[later] = 0 }
    }
  }

  /// The least risks of some clients that are dealt out to so many structures, by every deal.
  private func risks(_ amounts: [[Int: Double]], _ count: Int, _ most: Double) -> Int {
    var best = Int.max
    forEach(amounts.map { _ in count }) { deal in
      var risks = 0
      for structure in 0..<count {
        let own = zip(amounts, deal).filter { $0.1 == structure }.map(\.0)
        for kind in 0..<3 {
          let taken = own.compactMap { $0[kind] }
          guard taken.count > 1, taken.reduce(0, +) > most else { continue }
          risks += taken.count { $0 <= most }
        }
      }
      best = min(best, risks)
    }
    return best
  }

  /// The cost of the best choice, by trying every one.
  private func bruteForce(_ problem: SelectionProblem) -> Double? {
    var best: Double?
    forEach(problem.clients.map(\.count)) { positions in
      let paths = zip(problem.clients, positions).map { $0[$1] }
      let kept = Set(paths.flatMap(\.structures)).sorted()
      let loaded = Set(paths.flatMap(\.loads).map(\.structure)).sorted()
      let all = Set(kept + loaded).sorted()
      forEach(all.map { (problem.twins[$0]?.count ?? 0) + 1 }) { more in
        let counts = Dictionary(uniqueKeysWithValues: zip(all, more.map { $0 + 1 }))
        for limit in problem.limits {
          let own = kept.reduce(0) { sum, structure in
            let twins = (problem.twins[structure] ?? []).prefix((counts[structure] ?? 1) - 1)
            return sum + ([structure] + twins).count { limit.structures.contains($0) }
          }
          if own > limit.most { return }
        }
        var cost = paths.reduce(0) { $0 + $1.cost }
        for structure in kept {
          cost += problem.upkeep[structure] * Double(counts[structure] ?? 1)
        }
        for structure in loaded {
          let amounts = paths.map { $0.amounts(of: structure) }.filter { !$0.isEmpty }
          let risks = risks(amounts, counts[structure] ?? 1, problem.mostTaken)
          guard risks > 0 else { continue }
          guard let penalty = problem.riskPenalty else { return }
          cost += penalty * Double(risks)
        }
        best = min(best ?? .infinity, cost)
      }
    }
    return best
  }

  private func random(_ seed: UInt64) -> SelectionProblem {
    var random = SplitMix64(seed: seed)
    let structures = random.integer(1...3)
    var upkeep = (0..<structures).map { _ in Double(random.integer(1...12)) }
    var twins: [Int: [Int]] = [:]
    for structure in 0..<structures where random.chance(0.6) {
      twins[structure] = (0..<random.integer(1...2)).map { upkeep.count + $0 }
      upkeep += (twins[structure] ?? []).map { _ in upkeep[structure] }
    }
    func loads(_ structure: Int) -> [SelectionProblem.Load] {
      let kinds = random.chance(0.3) ? [0, 1] : [random.integer(0...2)]
      return kinds.map {
        SelectionProblem.Load(
          structure: structure,
          kind: $0,
          amount: Double(random.integer(1...7))
        )
      }
    }
    let clients = (0..<random.integer(2...4)).map { _ -> [SelectionProblem.Path] in
      var paths = (0..<random.integer(1...3)).map { _ in
        let structure = random.integer(0...(structures - 1))
        return SelectionProblem.Path(
          cost: Double(random.integer(0...9)),
          structures: [structure],
          loads: random.chance(0.85) ? loads(structure) : []
        )
      }
      if random.chance(0.3) {
        paths.append(
          SelectionProblem.Path(
            cost: Double(random.integer(5...30)),
            structures: [],
            loads: random.chance(0.5) ? loads(upkeep.count) : []
          )
        )
      }
      return paths
    }
    var problem = SelectionProblem(upkeep: upkeep, clients: clients)
    problem.mostTaken = 5
    if random.chance(0.5) { problem.groups = [Array(upkeep.indices)] }
    problem.twins = twins
    problem.riskPenalty = random.chance(0.4) ? 1_000 : nil
    if random.chance(0.3) {
      problem.limits = [
        SelectionProblem.Limit(structures: Array(upkeep.indices), most: random.integer(1...3))
      ]
    }
    return problem
  }

  /// `DBMODEL_LONG=1` tries 5,000.
  @Test("is the best of all choices, on hundreds of problems")
  func optimal() {
    let count: UInt64 = TestMode.variable("DBMODEL_LONG") == nil ? 600 : 5_000
    var (exceeding, impossible, penalised, twinned) = (0, 0, 0, 0)
    for seed in 0..<count {
      let problem = random(seed)
      let expected = bruteForce(problem)
      let found = SelectionSolver.solve(problem)
      #expect(found?.cost == expected, "seed \(seed)")
      guard let found else {
        impossible += 1
        continue
      }
      #expect(found.isOptimal, "seed \(seed)")
      var free = problem
      free.mostTaken = .infinity
      if let least = SelectionSolver.solve(free)?.cost, least < found.cost { exceeding += 1 }
      if found.cost >= 1_000 { penalised += 1 }
      if !found.twins.isEmpty { twinned += 1 }
    }
    // Capacities that never decide anything would test nothing.
    #expect(exceeding > Int(count) / 10)
    #expect(impossible > Int(count) / 100)
    #expect(penalised > Int(count) / 100)
    #expect(twinned > Int(count) / 20)
  }

  @Test("relaxations that run out leave a bound below the best")
  func budget() {
    for seed in 0..<300 as Range<UInt64> {
      let problem = random(seed)
      guard let best = bruteForce(problem),
        let found = SelectionSolver.solve(problem, budget: Int(seed % 12) + 1)
      else { continue }
      #expect(found.bound <= best + 1e-9, "seed \(seed)")
      #expect(found.cost >= best - 1e-9, "seed \(seed)")
    }
  }

  @Test("eight that go two by two need four, and no search to know it")
  func pairs() throws {
    var problem = SelectionProblem(
      upkeep: [Double](repeating: 3, count: 8),
      clients: (0..<8).map { _ in
        [
          SelectionProblem.Path(
            cost: 1,
            structures: [0],
            loads: [SelectionProblem.Load(structure: 0, kind: 0, amount: 750)]
          ),
          SelectionProblem.Path(cost: 500, structures: []),
        ]
      }
    )
    problem.mostTaken = 2_100
    problem.twins = [0: Array(1..<8)]
    let found = try #require(SelectionSolver.solve(problem))
    #expect(found.cost == 8 + 4 * 3)
    #expect(found.isOptimal)
    #expect(found.nodes < 200)
    let sizes = Dictionary(grouping: try #require(found.twins[0]).values) { $0 }.mapValues(\.count)
    #expect(sizes == [0: 2, 1: 2, 2: 2, 3: 2])
  }
}
