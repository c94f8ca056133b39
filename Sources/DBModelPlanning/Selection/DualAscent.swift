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
  ///   - clients: The paths that are still open, the cheapest first; no list is empty.
  init(upkeep: [Double], clients: [[SelectionProblem.Path]]) {
    slack = upkeep
    tolerance = SelectionSolver.tolerance(upkeep.max() ?? 0)
    var prices = clients.map { $0.first?.cost ?? 0 }
    bound = prices.reduce(0, +)
    var paid = [[Int: Double]](repeating: [:], count: clients.count)
    var active = clients.indices.filter { !clients[$0].isEmpty }
    // The price of a client rises from the cost of one path to that of the next, those with the
    // fewest ways first: they have the least to choose from.
    active.sort { (clients[$0].count, $0) < (clients[$1].count, $1) }
    while !active.isEmpty {
      var next: [Int] = []
      for client in active {
        let rise = raise(client, clients[client], prices[client], &paid[client])
        guard rise > 0 else { continue }
        prices[client] += rise
        bound += rise
        next.append(client)
      }
      active = next
    }
  }

  /// Raises the price of one client to the next step, as far as its paths let it.
  private mutating func raise(
    _ client: Int,
    _ paths: [SelectionProblem.Path],
    _ price: Double,
    _ paid: inout [Int: Double]
  ) -> Double {
    // How far each path is from binding, and what could still be paid along it.
    var most = Double.infinity
    var step = Double.infinity
    for path in paths {
      let pays = path.structures.reduce(path.cost) { $0 + (paid[$1] ?? 0) }
      let room = path.structures.reduce(0) { $0 + slack[$1] }
      most = min(most, pays + room - price)
      if pays > price { step = min(step, pays - price) }
    }
    // Paths that share a structure may lead each other by next to nothing, step after step.
    let rise = min(most, max(step, most / Self.mostSteps))
    let tolerance = max(tolerance, SelectionSolver.tolerance(price))
    guard rise > tolerance, rise < .infinity else { return 0 }
    for path in paths {
      var owed = price + rise - path.structures.reduce(path.cost) { $0 + (paid[$1] ?? 0) }
      guard owed > 0 else { continue }
      for structure in path.structures where owed > 0 {
        let part = min(owed, slack[structure])
        guard part > 0 else { continue }
        slack[structure] -= part
        paid[structure, default: 0] += part
        owed -= part
      }
      // Paths of one client that share structures may find less than each found alone.
      if owed > tolerance { return 0 }
    }
    return rise
  }
}
