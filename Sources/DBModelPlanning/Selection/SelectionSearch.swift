/// Branch and bound over one part of a selection: a structure is kept, or it is not.
struct SelectionSearch {
  private enum State { case kept, closed }

  let upkeep: [Double]
  /// The cheapest path of each client first.
  let clients: [[SelectionProblem.Path]]
  let limits: [SelectionProblem.Limit]
  let budget: Int
  private var best: (paths: [Int], structures: [Int], cost: Double)?
  private var nodes = 0
  /// Bounds that were looked at: one a node, and more where limits are priced.
  private var evaluations = 0
  /// No selection costs more.
  private let ceiling: Double
  /// The least bound of what was left unsearched.
  private var unsearched = Double.infinity

  init(
    upkeep: [Double],
    clients: [[SelectionProblem.Path]],
    limits: [SelectionProblem.Limit],
    budget: Int
  ) {
    self.upkeep = upkeep
    self.clients = clients
    self.limits = limits
    self.budget = budget
    ceiling = clients.reduce(upkeep.reduce(1, +)) { $0 + ($1.map(\.cost).max() ?? 0) }
  }

  /// `nil` where the limits allow no solution, or the nodes ran out before there was one.
  mutating func run() -> Selection? {
    branch([:])
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
  private mutating func branch(_ decided: [Int: State]) {
    nodes += 1
    let kept = Set(decided.filter { $0.value == .kept }.keys)
    guard isWithinLimits(kept) else { return }
    let states = closingFull(decided, kept)
    var open: [[Int]] = []
    for paths in clients {
      let left = paths.indices.filter { position in
        paths[position].structures.allSatisfy { states[$0] != .closed }
      }
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
    let bound = found.bound + kept.sorted().reduce(0) { $0 + upkeep[$1] }
    if found.bound > ceiling || isHopeless(bound) { return }
    for solution in found.solutions { consider(solution) }
    if isHopeless(bound) { return }
    guard evaluations < budget else {
      unsearched = min(unsearched, bound)
      return
    }
    guard let structure = next(open, states, found.solutions.last) else { return }
    for state in [State.kept, .closed] {
      var deeper = states
      deeper[structure] = state
      branch(deeper)
    }
  }

  /// Where as many of a limit are kept as it allows, the others are closed.
  private func closingFull(_ states: [Int: State], _ kept: Set<Int>) -> [Int: State] {
    var states = states
    for limit in limits where limit.structures.count(where: kept.contains) == limit.most {
      for structure in limit.structures where states[structure] == nil {
        states[structure] = .closed
      }
    }
    return states
  }

  private func isHopeless(_ bound: Double) -> Bool {
    best.map { bound >= $0.cost - SelectionSolver.tolerance($0.cost) } ?? false
  }

  private func isWithinLimits(_ structures: Set<Int>) -> Bool {
    limits.allSatisfy { limit in limit.structures.count { structures.contains($0) } <= limit.most }
  }

  private mutating func consider(_ paths: [Int]) {
    let structures = Set(zip(clients, paths).flatMap { $0[$1].structures }).sorted()
    guard isWithinLimits(Set(structures)) else { return }
    let cost =
      zip(clients, paths).reduce(0) { $0 + $1.0[$1.1].cost }
      + structures.reduce(0) { $0 + upkeep[$1] }
    if let best, cost >= best.cost - SelectionSolver.tolerance(best.cost) { return }
    best = (paths, structures, cost)
  }

  /// The structure to decide next: one that the solution at hand uses, the dearest first; else any.
  private func next(_ open: [[Int]], _ states: [Int: State], _ solution: [Int]?) -> Int? {
    let used = Set(
      solution.map { paths in zip(clients, paths).flatMap { $0[$1].structures } } ?? []
    )
    var candidates: Set<Int> = []
    for (paths, left) in zip(clients, open) {
      for position in left { candidates.formUnion(paths[position].structures) }
    }
    return candidates.filter { states[$0] == nil }.min {
      (used.contains($0) ? 0 : 1, -upkeep[$0], $0) < (used.contains($1) ? 0 : 1, -upkeep[$1], $1)
    }
  }
}
