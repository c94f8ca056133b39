/// A lower bound of a selection, and what it suggests.
///
/// The dual of the relaxation gives each client a price `v` and splits the upkeep of each structure
/// among clients; for every path, `v ≤ cost + what the client pays of its structures`. Raising
/// prices while there is upkeep left to pay with gives a bound without solving a linear programme
/// (Erlenkotter, "A dual-based procedure for uncapacitated facility location", Operations Research
/// 26, 1978; here for paths over several structures).
struct DualAscent {
  /// Upkeep that no client pays, by structure; a structure without slack is worth keeping.
  private(set) var slack: [Double]
  /// The sum of the prices.
  private(set) var bound = 0.0
  /// The steps in which a price rises by what there is room for, at most.
  private static let mostSteps = 64.0

  /// Differences below this are rounding, of what is paid as of prices.
  private let tolerance: Double

  /// - Parameters:
  ///   - upkeep: 0 for structures that are kept already.
  ///   - open: For each client, the positions of the paths that are left, the cheapest first; no
  ///     list is empty.
  init(upkeep: [Double], clients: [ClientPaths], open: [[Int]]) {
    slack = upkeep
    tolerance = SelectionSolver.tolerance(upkeep.max() ?? 0)
    var prices = zip(clients, open).map { client, left in left.first.map { client.costs[$0] } ?? 0 }
    bound = prices.reduce(0, +)
    var paid = clients.map { [Double](repeating: 0, count: $0.structures.count) }
    var active = open.indices.filter { !open[$0].isEmpty }
    // The price of a client rises from the cost of one path to that of the next, those with the
    // fewest ways first: they have the least to choose from.
    active.sort { (open[$0].count, $0) < (open[$1].count, $1) }
    while !active.isEmpty {
      var next: [Int] = []
      for client in active {
        let rise = raise(clients[client], open[client], prices[client], &paid[client])
        guard rise > 0 else { continue }
        prices[client] += rise
        bound += rise
        next.append(client)
      }
      active = next
    }
  }

  /// Raises the price of one client to the next step, as far as its paths let it.
  ///
  /// - Parameter paid: What the client pays, by its own numbers of structures.
  private mutating func raise(
    _ client: ClientPaths,
    _ open: [Int],
    _ price: Double,
    _ paid: inout [Double]
  ) -> Double {
    let (costs, steps, starts) = (client.costs, client.steps, client.starts)
    // How far each path is from binding, and what could still be paid along it.
    var most = Double.infinity
    var step = Double.infinity
    for path in open {
      var pays = costs[path]
      var room = 0.0
      for place in starts[path]..<starts[path + 1] {
        let part = steps[place]
        pays += paid[part.own]
        room += slack[part.structure]
      }
      most = min(most, pays + room - price)
      if pays > price { step = min(step, pays - price) }
    }
    // Paths that share a structure may lead each other by next to nothing, step after step.
    let rise = min(most, max(step, most / Self.mostSteps))
    let tolerance = max(tolerance, SelectionSolver.tolerance(price))
    guard rise > tolerance, rise < .infinity else { return 0 }
    for path in open {
      var pays = costs[path]
      for place in starts[path]..<starts[path + 1] { pays += paid[steps[place].own] }
      var owed = price + rise - pays
      guard owed > 0 else { continue }
      for place in starts[path]..<starts[path + 1] where owed > 0 {
        let step = steps[place]
        let part = min(owed, slack[step.structure])
        guard part > 0 else { continue }
        slack[step.structure] -= part
        paid[step.own] += part
        owed -= part
      }
      // Paths of one client that share structures may find less than each found alone.
      if owed > tolerance { return 0 }
    }
    return rise
  }
}
