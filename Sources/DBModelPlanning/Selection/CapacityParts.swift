/// What can be decided apart where paths may take only so much: clients that share no structure,
/// not even through a limit or by what they take of something that is kept anyway.
struct CapacityParts {
  private let problem: SelectionProblem
  /// Clients.
  private let parts: [[Int]]

  init(_ problem: SelectionProblem) {
    self.problem = problem
    let tied = problem.clients.map { paths in
      paths.map { path in
        SelectionProblem.Path(cost: 0, structures: path.structures + path.loads.map(\.structure))
      }
    }
    parts = SelectionParts(tied, limits: problem.limits).parts.map(\.clients)
  }

  /// `nil` where some part has no solution.
  func solve(forbidden: Set<Int>, budget: Int) -> Selection? {
    var total = Selection(
      paths: [Int](repeating: 0, count: problem.clients.count),
      structures: [],
      cost: 0,
      bound: 0,
      nodes: 0
    )
    for clients in parts {
      var own = problem
      own.clients = clients.map { problem.clients[$0] }
      guard let found = solve(own, forbidden, budget) else { return nil }
      for (client, path) in zip(clients, found.paths) { total.paths[client] = path }
      for (structure, dealt) in found.twins {
        total.twins[structure] = Dictionary(
          uniqueKeysWithValues: dealt.map { (clients[$0.key], $0.value) }
        )
      }
      total.structures += found.structures
      total.cost += found.cost
      total.bound += found.bound
      total.nodes += found.nodes
    }
    total.structures.sort()
    return total
  }

  private func solve(
    _ part: SelectionProblem,
    _ forbidden: Set<Int>,
    _ budget: Int
  ) -> Selection? {
    let found = SelectionSolver.solveWithinLimits(part, forbidden: forbidden, budget: budget)
    guard let found, part.isExceeded(by: found.paths) else { return found }
    var search = CapacitySearch(part, forbidden: forbidden, budget: budget)
    return search.run()
  }
}
