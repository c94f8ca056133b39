/// Branch and bound over one part of a selection: a structure is kept, or it is not.
struct SelectionSearch {
  private enum State: UInt8 { case open, kept, closed }

  let upkeep: [Double]
  /// The cheapest path of each client first.
  let clients: [ClientPaths]
  let limits: [SelectionProblem.Limit]
  let budget: Int
  /// Rounds in which a bound is made better, at the first node and at others.
  private static let roundsAtFirst = 100
  private static let roundsBelow = 20

  private let improvement: DualImprovement
  private var best: (paths: [Int], structures: [Int], cost: Double)?
  private var nodes = 0
  /// Bounds that were looked at: one a node, and more where limits are priced.
  private var evaluations = 0
  /// No selection costs more.
  private let ceiling: Double
  /// The least bound of what was left unsearched.
  private var unsearched = Double.infinity

  /// - Parameter clients: The cheapest path of each first.
  init(
    upkeep: [Double],
    clients: [[SelectionProblem.Path]],
    limits: [SelectionProblem.Limit],
    budget: Int
  ) {
    self.upkeep = upkeep
    self.clients = clients.map(ClientPaths.init)
    improvement = DualImprovement(self.clients, structureCount: upkeep.count)
    self.limits = limits
    self.budget = budget
    ceiling = clients.reduce(upkeep.reduce(1, +)) { $0 + ($1.map(\.cost).max() ?? 0) }
  }

  /// `nil` where the limits allow no solution, or the nodes ran out before there was one.
  mutating func run() -> Selection? {
    branch([State](repeating: .open, count: upkeep.count), below: nil)
    return best.map {
      Selection(
        paths: $0.paths,
        structures: $0.structures,
        cost: $0.cost,
        bound: min($0.cost, unsearched),
        nodes: nodes
      )
    }
  }

  // Depth is bounded by the structures of one part, and each level closes or keeps one of them.
  private mutating func branch(_ decided: [State], below above: DualImprovement.Division?) {
    nodes += 1
    let kept = decided.map { $0 == .kept }
    guard isWithinLimits(kept) else { return }
    let states = closingFull(decided, kept)
    let isOpen = states.map { $0 != .closed }
    var open: [[Int]] = []
    open.reserveCapacity(clients.count)
    for client in clients {
      let left = client.costs.indices.filter { client.isWithin(isOpen, $0) }
      if left.isEmpty { return }
      open.append(left)
    }
    let bounds = LimitedBound(
      upkeep: upkeep,
      clients: clients,
      limits: limits,
      kept: kept,
      open: open,
      ceiling: ceiling
    )
    let found = bounds.best()
    evaluations += found.evaluations
    var bound = found.bound + upkeep(of: kept)
    if found.bound > ceiling || isHopeless(bound) { return }
    for solution in found.solutions { consider(solution) }
    if isHopeless(bound) { return }
    var division: DualImprovement.Division?
    if limits.isEmpty {
      let better = improved(above, kept, open)
      bound = max(bound, better.bound + upkeep(of: kept))
      division = better.division
      if isHopeless(bound) { return }
    }
    guard evaluations < budget else {
      unsearched = min(unsearched, bound)
      return
    }
    guard let structure = next(open, states, found.solutions.last) else { return }
    for state in [State.kept, .closed] {
      var deeper = states
      deeper[structure] = state
      branch(deeper, below: division)
    }
  }

  /// A better bound of a node.
  ///
  /// - Parameter above: How upkeep was divided at the node above; `nil` at the first.
  private func improved(
    _ above: DualImprovement.Division?,
    _ kept: [Bool],
    _ open: [[Int]]
  ) -> DualImprovement.Found {
    let rest = zip(upkeep, kept).map { $1 ? 0 : $0 }
    let start = above.map { division in
      zip(clients, division).map { client, parts in
        zip(client.structures, parts).map { kept[$0] ? 0 : $1 }
      }
    }
    return improvement.best(
      upkeep: rest,
      open: open,
      from: start ?? improvement.even(rest),
      target: (best?.cost ?? ceiling) - upkeep(of: kept),
      rounds: above == nil ? Self.roundsAtFirst : Self.roundsBelow
    )
  }

  /// Where as many of a limit are kept as it allows, the others are closed.
  private func closingFull(_ states: [State], _ kept: [Bool]) -> [State] {
    var states = states
    for limit in limits where limit.structures.count(where: { kept[$0] }) == limit.most {
      for structure in limit.structures where states[structure] == .open {
        states[structure] = .closed
      }
    }
    return states
  }

  private func isHopeless(_ bound: Double) -> Bool {
    best.map { bound >= $0.cost - SelectionSolver.tolerance($0.cost) } ?? false
  }

  private func isWithinLimits(_ structures: [Bool]) -> Bool {
    limits.allSatisfy { limit in limit.structures.count { structures[$0] } <= limit.most }
  }

  private func upkeep(of structures: [Bool]) -> Double {
    upkeep.indices.reduce(0) { structures[$1] ? $0 + upkeep[$1] : $0 }
  }

  /// What the paths of a solution go through, by structure.
  private func used(by paths: [Int]) -> [Bool] {
    var used = [Bool](repeating: false, count: upkeep.count)
    for (client, path) in zip(clients, paths) {
      for place in client.steps(of: path) { used[client.steps[place].structure] = true }
    }
    return used
  }

  private mutating func consider(_ paths: [Int]) {
    let used = used(by: paths)
    guard isWithinLimits(used) else { return }
    let cost = zip(clients, paths).reduce(0) { $0 + $1.0.costs[$1.1] } + upkeep(of: used)
    if let best, cost >= best.cost - SelectionSolver.tolerance(best.cost) { return }
    best = (paths, used.indices.filter { used[$0] }, cost)
  }

  /// The structure to decide next: one that the solution at hand uses, the dearest first; else any.
  private func next(_ open: [[Int]], _ states: [State], _ solution: [Int]?) -> Int? {
    let used = used(by: solution ?? [])
    var candidates = [Bool](repeating: false, count: upkeep.count)
    for (client, left) in zip(clients, open) {
      for path in left {
        for place in client.steps(of: path) { candidates[client.steps[place].structure] = true }
      }
    }
    return candidates.indices.filter { candidates[$0] && states[$0] == .open }.min {
      (used[$0] ? 0 : 1, -upkeep[$0], $0) < (used[$1] ? 0 : 1, -upkeep[$1], $1)
    }
  }
}
