import DBModelStatistics
import DBModelTestKit
import Testing

@testable import DBModelPlanning

/// The solver against every choice of paths, where paths together may take only so much.
@Suite("What paths may take together")
struct CapacityTests {
  /// The cost of the best choice of paths, penalties included, by trying every one.
  private func bruteForce(_ problem: SelectionProblem) -> Double? {
    var best: Double?
    var taken = [Int](repeating: 0, count: problem.clients.count)
    while true {
      let paths = zip(problem.clients, taken).map { $0[$1] }
      if let cost = cost(of: paths, problem) { best = min(best ?? .infinity, cost) }
      guard let next = taken.indices.last(where: { taken[$0] + 1 < problem.clients[$0].count })
      else { return best }
      taken[next] += 1
      for later in taken.indices where later > next { taken[later] = 0 }
    }
  }

  private func cost(of paths: [SelectionProblem.Path], _ problem: SelectionProblem) -> Double? {
    let kept = Set(paths.flatMap(\.structures))
    for limit in problem.limits where kept.intersection(limit.structures).count > limit.most {
      return nil
    }
    var cost = paths.reduce(0) { $0 + $1.cost } + kept.reduce(0) { $0 + problem.upkeep[$1] }
    for (number, capacity) in problem.capacities.enumerated() {
      let loads = paths.flatMap(\.loads).filter { $0.capacity == number }
      guard loads.reduce(0, { $0 + $1.amount }) > capacity.most else { continue }
      guard let penalty = capacity.penalty else { return nil }
      cost += penalty * Double(loads.count)
    }
    return cost
  }

  /// Structures in groups of one upkeep, through each of which a client may go alike, as twins are;
  /// what a path takes is of its structures, or of something that all paths share.
  private func random(_ seed: UInt64) -> SelectionProblem {
    var random = SplitMix64(seed: seed)
    let groups = random.integer(1...3)
    let size = random.integer(1...3)
    let upkeep = (0..<groups).flatMap { _ in
      [Double](repeating: Double(random.integer(0...12)), count: size)
    }
    let isSoft = random.chance(0.4)
    let clients = (0..<random.integer(1...5)).map { _ -> [SelectionProblem.Path] in
      var paths: [SelectionProblem.Path] = []
      for _ in 0..<random.integer(1...2) {
        let group = random.integer(0...(groups - 1))
        let cost = Double(random.integer(0...9))
        let amount = Double(random.integer(0...5))
        for structure in (group * size)..<((group + 1) * size) {
          paths.append(
            SelectionProblem.Path(
              cost: cost,
              structures: [structure],
              loads: amount > 0
                ? [SelectionProblem.Load(capacity: structure, amount: amount)] : []
            )
          )
        }
      }
      if random.chance(0.6) {
        paths.append(
          SelectionProblem.Path(
            cost: Double(random.integer(5...30)),
            structures: [],
            loads: [
              SelectionProblem.Load(
                capacity: upkeep.count,
                amount: Double(random.integer(1...4))
              )
            ]
          )
        )
      }
      return paths
    }
    var problem = SelectionProblem(upkeep: upkeep, clients: clients)
    problem.capacities = (0...upkeep.count).map { _ in
      SelectionProblem.Capacity(
        most: Double(random.integer(3...8)),
        penalty: isSoft ? 1_000 : nil
      )
    }
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
    var (exceeding, impossible, penalised) = (0, 0, 0)
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
      #expect(
        cost(of: zip(problem.clients, found.paths).map { $0[$1] }, problem) == found.cost,
        "seed \(seed)"
      )
      var free = problem
      free.capacities = []
      if let least = SelectionSolver.solve(free)?.cost, least < found.cost { exceeding += 1 }
      if found.cost >= 1_000 { penalised += 1 }
    }
    // Capacities that never decide anything would test nothing.
    #expect(exceeding > Int(count) / 10)
    #expect(impossible > Int(count) / 50)
    #expect(penalised > Int(count) / 100)
  }

  @Test("relaxations that run out leave a bound below the best")
  func budget() {
    var sawGap = false
    for seed in 0..<300 as Range<UInt64> {
      let problem = random(seed)
      guard let best = bruteForce(problem),
        let found = SelectionSolver.solve(problem, budget: Int(seed % 12) + 1)
      else { continue }
      #expect(found.bound <= best + 1e-9, "seed \(seed)")
      #expect(found.cost >= best - 1e-9, "seed \(seed)")
      if !found.isOptimal { sawGap = true }
    }
    #expect(sawGap)
  }
}
