/// Makes the bound of a selection better: by what its clients pay, shifted between them.
///
/// However the upkeep of each structure is divided among the clients that can use it, the sum of
/// each client's cheapest path with its parts is a bound. The best such sum is that of the linear
/// relaxation. Every round shifts parts towards clients whose cheapest path goes through the
/// structure and away from those whose does not: a step along the subgradient, as long as Polyak's
/// ("Minimization of unsmooth functionals", USSR Computational Mathematics and Mathematical Physics
/// 9, 1969) towards a known cost, and back to the nearest division of the upkeep.
struct DualImprovement {
  /// Rounds without a better bound after which steps are halved.
  private static let patience = 6
  /// The share of a step below which nothing is to be had.
  private static let leastShare = 1.0 / 64

  /// A client of a structure, with the structure's number among the client's own.
  private typealias Payer = (client: Int, own: Int)

  /// How upkeep is divided: for each client, its parts by its own numbers of structures.
  typealias Division = [[Double]]

  private let clients: [ClientPaths]
  /// By structure.
  private let payers: [[Payer]]

  init(_ clients: [ClientPaths], structureCount: Int) {
    self.clients = clients
    var payers = [[Payer]](repeating: [], count: structureCount)
    for (number, client) in clients.enumerated() {
      for (own, structure) in client.structures.enumerated() {
        payers[structure].append((number, own))
      }
    }
    self.payers = payers
  }

  /// Every client of a structure pays the same.
  func even(_ upkeep: [Double]) -> Division {
    clients.map { client in
      client.structures.map { upkeep[$0] / Double(payers[$0].count) }
    }
  }

  struct Found {
    var bound: Double
    var division: Division
  }

  /// The best bound of some rounds.
  ///
  /// - Parameters:
  ///   - upkeep: What there is to divide, by structure.
  ///   - open: For each client, the positions of the paths that are left; no list is empty.
  ///   - start: How it is divided at first: no more than there is.
  ///   - target: A bound of so much is good enough.
  func best(
    upkeep: [Double],
    open: [[Int]],
    from start: Division,
    target: Double,
    rounds: Int
  ) -> Found {
    var division = start
    var best = Found(bound: -.infinity, division: start)
    var share = 1.0
    var idle = 0
    for round in 0... {
      let (bound, paths) = cheapest(open, division)
      if bound > best.bound + SelectionSolver.tolerance(bound) {
        best = Found(bound: bound, division: division)
        idle = 0
      } else {
        idle += 1
      }
      guard bound < target, round < rounds else { break }
      if idle >= Self.patience {
        (share, idle) = (share / 2, 0)
        if share < Self.leastShare { break }
        division = best.division
        continue
      }
      guard step(&division, paths, share * (target - bound), upkeep) else { break }
    }
    return best
  }

  /// The cheapest path of each client with its parts, and the sum of these.
  private func cheapest(_ open: [[Int]], _ division: Division) -> (sum: Double, paths: [Int]) {
    var sum = 0.0
    var paths: [Int] = []
    paths.reserveCapacity(open.count)
    for (client, left) in open.enumerated() {
      let own = clients[client]
      let (costs, steps, starts, parts) = (own.costs, own.steps, own.starts, division[client])
      var least = Double.infinity
      var chosen = 0
      for path in left {
        var cost = costs[path]
        for place in starts[path]..<starts[path + 1] { cost += parts[steps[place].own] }
        if cost < least { (least, chosen) = (cost, path) }
      }
      sum += least
      paths.append(chosen)
    }
    return (sum, paths)
  }

  /// - Parameter distance: How far the bound is from what is aimed at.
  /// - Returns: Whether there is anything to shift.
  private func step(
    _ division: inout Division,
    _ paths: [Int],
    _ distance: Double,
    _ upkeep: [Double]
  ) -> Bool {
    // What part of a structure's clients go through it; all of them or none shift nothing.
    var users = [Int](repeating: 0, count: upkeep.count)
    for (client, path) in paths.enumerated() {
      let own = clients[client]
      for place in own.steps(of: path) { users[own.steps[place].structure] += 1 }
    }
    var length = 0.0
    for structure in upkeep.indices where upkeep[structure] > 0 {
      let share = Double(users[structure]) / Double(max(1, payers[structure].count))
      length += Double(users[structure]) * (1 - share)
    }
    guard length > 1e-12 else { return false }
    let amount = distance / length
    for (client, path) in paths.enumerated() {
      let own = clients[client]
      for place in own.steps(of: path) { division[client][own.steps[place].own] += amount }
    }
    for structure in upkeep.indices where users[structure] > 0 {
      divide(structure, upkeep[structure], &division)
    }
    return true
  }

  /// The nearest division of the upkeep of one structure: everybody pays less by the same, down to
  /// nothing.
  private func divide(_ structure: Int, _ upkeep: Double, _ division: inout Division) {
    let payers = payers[structure]
    guard upkeep > 0 else {
      for payer in payers { division[payer.client][payer.own] = 0 }
      return
    }
    let sorted = payers.map { division[$0.client][$0.own] }.sorted(by: >)
    var sum = 0.0
    var less = 0.0
    for (place, part) in sorted.enumerated() {
      sum += part
      let own = (sum - upkeep) / Double(place + 1)
      if part <= own { break }
      less = own
    }
    for payer in payers {
      division[payer.client][payer.own] = max(0, division[payer.client][payer.own] - less)
    }
  }
}
