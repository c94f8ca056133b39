/// Solves selections exactly by branch and bound, one independent part at a time.
///
/// Effort is counted in nodes, never in seconds: the same problem gives the same solution on every
/// machine. Where the nodes run out, the bound stays below the cost and the gap says by how much.
struct SelectionSolver {
  /// Nodes for one problem, at most.
  static let nodeBudget = 20_000
  /// Paths that are looked at in all nodes of one part: many paths leave few nodes.
  static let pathBudget = 400_000

  /// Differences below this are rounding.
  ///
  /// A step of effort (`Effort`), which decides between equal prices, has to be above it.
  static func tolerance(_ cost: Double) -> Double { 1e-11 * max(1, abs(cost)) }

  /// The cheapest selection; `nil` where a client has no way left, or where limits and capacities
  /// allow none.
  ///
  /// Both are looked at only where a solution without them breaks one: they tie together what could
  /// be decided apart.
  ///
  /// - Parameter forbidden: Structures that must not be kept.
  static func solve(
    _ problem: SelectionProblem,
    forbidden: Set<Int> = [],
    budget: Int = nodeBudget
  ) -> Selection? {
    guard let found = solveWithinLimits(problem, forbidden: forbidden, budget: budget) else {
      return nil
    }
    guard problem.isExceeded(by: found.paths) else { return found }
    return CapacityParts(problem).solve(forbidden: forbidden, budget: budget)
  }

  /// The cheapest selection, whatever is taken of capacities.
  static func solveWithinLimits(
    _ problem: SelectionProblem,
    forbidden: Set<Int>,
    budget: Int
  ) -> Selection? {
    var free = problem
    free.limits = []
    guard let found = solveAll(free, forbidden: forbidden, budget: budget) else { return nil }
    let kept = Set(found.structures)
    let isWithin = problem.limits.allSatisfy { limit in
      limit.structures.count { kept.contains($0) } <= limit.most
    }
    return isWithin ? found : solveAll(problem, forbidden: forbidden, budget: budget)
  }

  /// The search of one part, whose structures are numbered anew.
  private static func search(
    _ part: SelectionParts.Part,
    _ choices: [[SelectionReduction.Choice]],
    _ problem: SelectionProblem,
    budget: Int
  ) -> SelectionSearch {
    var number = [Int?](repeating: nil, count: problem.upkeep.count)
    for client in part.clients {
      for structure in choices[client].lazy.flatMap(\.path.structures) { number[structure] = 0 }
    }
    let own = number.indices.filter { number[$0] != nil }
    for (place, structure) in own.enumerated() { number[structure] = place }
    return SelectionSearch(
      upkeep: own.map { problem.upkeep[$0] },
      clients: part.clients.map { client in
        choices[client].map { choice in
          SelectionProblem.Path(
            cost: choice.path.cost,
            structures: choice.path.structures.compactMap { number[$0] }
          )
        }
      },
      limits: part.limits.map { place in
        SelectionProblem.Limit(
          structures: problem.limits[place].structures.compactMap { number[$0] },
          most: problem.limits[place].most
        )
      },
      budget: budget
    )
  }

  private static func nodes(
    for part: SelectionParts.Part,
    _ choices: [[SelectionReduction.Choice]]
  ) -> Int {
    pathBudget / max(1, part.clients.reduce(0) { $0 + choices[$1].count })
  }

  private static func solveAll(
    _ problem: SelectionProblem,
    forbidden: Set<Int>,
    budget: Int
  ) -> Selection? {
    var choices: [[SelectionReduction.Choice]] = []
    for paths in problem.clients {
      let open = paths.enumerated()
        .filter { $0.element.structures.allSatisfy { !forbidden.contains($0) } }
        .map { SelectionReduction.Choice(position: $0.offset, path: $0.element) }
      guard !open.isEmpty else { return nil }
      choices.append(open)
    }
    choices =
      problem.limits.isEmpty
      ? SelectionReduction(choices, upkeep: problem.upkeep).choices
      : choices.map(SelectionReduction.undominated)
    var total = Selection(
      paths: [Int](repeating: 0, count: choices.count),
      structures: [],
      cost: 0,
      bound: 0,
      nodes: 0
    )
    for part in SelectionParts(choices.map { $0.map(\.path) }, limits: problem.limits).parts {
      var search = search(
        part,
        choices,
        problem,
        budget: max(1, min(budget - total.nodes, nodes(for: part, choices)))
      )
      guard let found = search.run() else { return nil }
      for (client, position) in zip(part.clients, found.paths) {
        total.paths[client] = choices[client][position].position
      }
      total.cost += found.cost
      total.bound += found.bound
      total.nodes += found.nodes
    }
    let used = zip(problem.clients, total.paths).flatMap { $0[$1].structures }
    total.structures = Set(used).sorted()
    return total
  }
}

/// What can be decided apart: clients that share no structure, not even through a limit.
struct SelectionParts {
  struct Part {
    var clients: [Int] = []
    var limits: [Int] = []
  }

  private(set) var parts: [Part] = []

  init(_ clients: [[SelectionProblem.Path]], limits: [SelectionProblem.Limit]) {
    var leader: [Int: Int] = [:]
    func root(_ node: Int) -> Int {
      var node = node
      while let above = leader[node], above != node { node = above }
      return node
    }
    func join(_ nodes: [Int]) {
      guard let first = nodes.first else { return }
      let top = nodes.map(root).min() ?? first
      for node in nodes { leader[root(node)] = top }
    }
    // Clients are nodes below zero, so that a client without structures is a part of its own.
    for (client, paths) in clients.enumerated() {
      join([-1 - client] + paths.flatMap(\.structures))
    }
    for limit in limits where limit.structures.count > limit.most { join(limit.structures) }
    var places: [Int: Int] = [:]
    for client in clients.indices {
      let top = root(-1 - client)
      let place = places[top] ?? parts.count
      if place == parts.count {
        places[top] = place
        parts.append(Part())
      }
      parts[place].clients.append(client)
    }
    for (number, limit) in limits.enumerated() where limit.structures.count > limit.most {
      guard let first = limit.structures.first, let place = places[root(first)] else { continue }
      parts[place].limits.append(number)
    }
  }
}
