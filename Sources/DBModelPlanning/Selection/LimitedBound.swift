/// The dual bound of one node of a search where only so many of some structures may be kept.
///
/// Without its limits the relaxation keeps what it likes and bounds weakly. A limit is priced
/// instead (Lagrange): each of its structures costs λ more, and the bound λ less for each that may
/// be kept. Every λ ≥ 0 bounds from below; the best is where as many are wanted as may be kept, and
/// what is wanted there is a good selection as well.
struct LimitedBound {
  /// Times that the distance between the ends of a price is halved.
  private static let halvings = 30
  /// Times that all limits are priced, one after the other.
  private static let rounds = 2

  let upkeep: [Double]
  let clients: [ClientPaths]
  let limits: [SelectionProblem.Limit]
  /// By structure.
  let kept: [Bool]
  /// For each client, the positions of the paths that are left.
  let open: [[Int]]
  /// No selection costs more: what is bounded above it cannot be had.
  let ceiling: Double

  struct Found {
    /// Of paths and the upkeep of what is not kept yet.
    var bound: Double
    /// Paths of each client; the last belongs to the best bound.
    var solutions: [[Int]]
    /// Prices that were looked at; a search counts them like nodes.
    var evaluations: Int
  }

  private struct Priced {
    let bound: Double
    let solution: [Int]?
    /// By limit: how many more are wanted than may be kept.
    let excess: [Int]
  }

  func best() -> Found {
    var prices = [Double](repeating: 0, count: limits.count)
    var best = priced(prices)
    var evaluations = 1
    var solutions = [best.solution].compactMap { $0 }
    guard best.excess.contains(where: { $0 > 0 }) else {
      return Found(bound: best.bound, solutions: solutions, evaluations: evaluations)
    }
    for _ in 0..<Self.rounds {
      var isBetter = false
      for limit in limits.indices
      where best.excess[limit] > 0 || prices[limit] > 0 && best.excess[limit] < 0 {
        let found = priced(limit, prices)
        solutions += found.solutions
        evaluations += found.evaluations
        guard let (price, own) = found.best, own.bound > best.bound else { continue }
        if own.bound > best.bound + SelectionSolver.tolerance(best.bound) { isBetter = true }
        prices[limit] = price
        best = own
        if let solution = own.solution { solutions.append(solution) }
      }
      if !isBetter { break }
    }
    return Found(bound: best.bound, solutions: solutions, evaluations: evaluations)
  }

  /// Prices one limit, the others as they are.
  private func priced(_ limit: Int, _ prices: [Double]) -> (
    best: (price: Double, priced: Priced)?, solutions: [[Int]], evaluations: Int
  ) {
    var evaluations = 0
    var best: (price: Double, priced: Priced)?
    var solutions: [[Int]] = []
    func look(_ price: Double) -> Bool {
      var prices = prices
      prices[limit] = price
      let found = priced(prices)
      evaluations += 1
      if best.map({ found.bound > $0.priced.bound }) ?? true { best = (price, found) }
      if found.excess.allSatisfy({ $0 <= 0 }), let solution = found.solution {
        solutions.append(solution)
      }
      return found.excess[limit] > 0
    }
    /// Nothing better is to be found: as many are wanted as may be kept, or there is none at all.
    var isSettled: Bool {
      guard let found = best?.priced else { return false }
      return found.excess[limit] == 0 || found.bound > ceiling
    }
    var (low, high) = (0.0, max(1e-6, upkeep.max() ?? 0))
    // Beyond the ceiling a price forbids what it is a price of.
    while look(high), high < ceiling, !isSettled { (low, high) = (high, high * 2) }
    for _ in 0..<Self.halvings where high - low > 1e-12 * high && !isSettled {
      let middle = (low + high) / 2
      if look(middle) { low = middle } else { high = middle }
    }
    return (best, solutions, evaluations)
  }

  private func priced(_ prices: [Double]) -> Priced {
    var costs = upkeep
    var owed = 0.0
    for (limit, price) in zip(limits, prices) where price > 0 {
      for structure in limit.structures { costs[structure] += price }
      owed += price * Double(limit.most - limit.structures.count { kept[$0] })
    }
    let rest = zip(costs, kept).map { $1 ? 0 : $0 }
    let dual = DualAscent(upkeep: rest, clients: clients, open: open)
    let solution = SelectionHeuristic(upkeep: costs, clients: clients, open: open)
      .solution(kept: kept, slack: dual.slack)
    guard !limits.isEmpty else {
      return Priced(bound: dual.bound, solution: solution, excess: [])
    }
    var used = kept
    for (client, path) in zip(clients, solution ?? []) {
      for place in client.steps(of: path) { used[client.steps[place].structure] = true }
    }
    return Priced(
      bound: dual.bound - owed,
      solution: solution,
      excess: limits.map { limit in limit.structures.count { used[$0] } - limit.most }
    )
  }
}
