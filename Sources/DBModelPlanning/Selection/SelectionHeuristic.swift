/// Finds a good selection quickly, from what a dual bound suggests.
struct SelectionHeuristic {
  let upkeep: [Double]
  let clients: [[SelectionProblem.Path]]
  /// For each client, the positions of the paths that are left, the cheapest first.
  let open: [[Int]]

  /// The paths of a solution out of the structures that the dual leaves without slack, made better
  /// as long as leaving one out helps.
  func solution(kept: Set<Int>, slack: [Double]) -> [Int]? {
    var usable = kept
    for (paths, left) in zip(clients, open) {
      for structure in left.flatMap({ paths[$0].structures })
      where slack[structure] <= SelectionSolver.tolerance(upkeep[structure]) {
        usable.insert(structure)
      }
    }
    for (paths, left) in zip(clients, open)
    where !left.contains(where: { paths[$0].structures.allSatisfy(usable.contains) }) {
      if let first = left.first { usable.formUnion(paths[first].structures) }
    }
    guard var best = assignment(usable, free: kept) else { return nil }
    while let better = withOneLess(best, free: kept) { best = better }
    return best.paths
  }

  private struct Assignment {
    let paths: [Int]
    let used: Set<Int>
    let cost: Double
  }

  private func withOneLess(_ assignment: Assignment, free: Set<Int>) -> Assignment? {
    let order = assignment.used.subtracting(free).sorted {
      (upkeep[$0], $0) > (upkeep[$1], $1)
    }
    for structure in order {
      guard
        let tried = self.assignment(
          assignment.used.union(free).subtracting([structure]),
          free: free
        ),
        tried.cost < assignment.cost - SelectionSolver.tolerance(assignment.cost)
      else { continue }
      return tried
    }
    return nil
  }

  private func assignment(_ usable: Set<Int>, free: Set<Int>) -> Assignment? {
    var chosen: [Int] = []
    var used: Set<Int> = []
    var cost = 0.0
    for (paths, left) in zip(clients, open) {
      guard let position = left.first(where: { paths[$0].structures.allSatisfy(usable.contains) })
      else { return nil }
      chosen.append(position)
      cost += paths[position].cost
      used.formUnion(paths[position].structures)
    }
    let paid = used.subtracting(free)
    return Assignment(
      paths: chosen,
      used: used,
      cost: cost + paid.sorted().reduce(0) { $0 + upkeep[$1] }
    )
  }
}
