/// Finds a good selection quickly, from what a dual bound suggests.
struct SelectionHeuristic {
  let upkeep: [Double]
  let clients: [ClientPaths]
  /// For each client, the positions of the paths that are left, the cheapest first.
  let open: [[Int]]

  /// The paths of a solution out of the structures that the dual leaves without slack, made better
  /// as long as leaving one out helps.
  func solution(kept: [Bool], slack: [Double]) -> [Int]? {
    var usable = kept
    for (client, left) in zip(clients, open) {
      for path in left {
        for place in client.steps(of: path) {
          let structure = client.steps[place].structure
          if slack[structure] <= SelectionSolver.tolerance(upkeep[structure]) {
            usable[structure] = true
          }
        }
      }
    }
    for (client, left) in zip(clients, open)
    where !left.contains(where: { client.isWithin(usable, $0) }) {
      guard let first = left.first else { continue }
      for place in client.steps(of: first) { usable[client.steps[place].structure] = true }
    }
    guard var best = assignment(usable, free: kept) else { return nil }
    while let better = withOneLess(best, free: kept) { best = better }
    return best.paths
  }

  private struct Assignment {
    let paths: [Int]
    let used: [Bool]
    let cost: Double
  }

  private func withOneLess(_ assignment: Assignment, free: [Bool]) -> Assignment? {
    let order = upkeep.indices.filter { assignment.used[$0] && !free[$0] }.sorted {
      (upkeep[$0], $0) > (upkeep[$1], $1)
    }
    var usable = zip(assignment.used, free).map { $0 || $1 }
    for structure in order {
      usable[structure] = false
      if let tried = self.assignment(usable, free: free),
        tried.cost < assignment.cost - SelectionSolver.tolerance(assignment.cost)
      {
        return tried
      }
      usable[structure] = true
    }
    return nil
  }

  private func assignment(_ usable: [Bool], free: [Bool]) -> Assignment? {
    var chosen: [Int] = []
    chosen.reserveCapacity(clients.count)
    var used = [Bool](repeating: false, count: upkeep.count)
    var cost = 0.0
    for (client, left) in zip(clients, open) {
      guard let position = left.first(where: { client.isWithin(usable, $0) }) else { return nil }
      chosen.append(position)
      cost += client.costs[position]
      for place in client.steps(of: position) { used[client.steps[place].structure] = true }
    }
    var paid = 0.0
    for structure in upkeep.indices where used[structure] && !free[structure] {
      paid += upkeep[structure]
    }
    return Assignment(paths: chosen, used: used, cost: cost + paid)
  }
}
