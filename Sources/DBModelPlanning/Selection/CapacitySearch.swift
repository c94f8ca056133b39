/// Solves selections in which paths together may take only so much of a structure, and structures
/// may have twins that share what is taken.
///
/// A solution without capacities bounds from below. Where its paths take too much of a structure
/// with as many twins as it has, it has one more; or it has no more, and of the clients that take
/// too much each in turn is made to take less, while those before it are not; last, where too much
/// is allowed at a price, all of them take what they took. These are all the solutions there are.
/// Which twin a client goes through makes no difference to its path, so that it is no part of the
/// search: it is dealt out (`CapacityPacking`).
struct CapacitySearch {
  private let problem: SelectionProblem
  private let forbidden: Set<Int>
  /// Nodes of all relaxations, and of each.
  private let budget: Int
  private var best: Selection?
  private var relaxations = 0
  private var nodes = 0
  /// The least bound of what was reached, and of what was left unsearched.
  private var bound = Double.infinity
  /// What is kept in any case.
  private let floor: CapacityFloor

  init(_ problem: SelectionProblem, forbidden: Set<Int>, budget: Int) {
    self.problem = problem
    self.forbidden = forbidden
    self.budget = budget
    floor = CapacityFloor(problem)
  }

  private struct Node {
    /// For each client, the positions of the paths that are left.
    var open: [[Int]]
    /// By structure.
    var states: [Int: State] = [:]
  }

  private struct State {
    /// How many of it there are: at least, or exactly.
    var count = 1
    var isFixed = false
    /// Risks that are allowed, and paid for.
    var risks = 0
  }

  /// `nil` where nothing keeps the capacities that must be kept, or the nodes ran out before there
  /// was one.
  mutating func run() -> Selection? {
    branch(Node(open: problem.clients.map { Array($0.indices) }))
    guard var best else { return nil }
    best.nodes = nodes
    best.bound = min(best.cost, bound)
    return best
  }

  // Depth is bounded by the paths of all clients, the twins and the risks: each level has one less
  // of the first or one more of the others.
  private mutating func branch(_ node: Node) {
    guard let found = relaxation(node) else { return }
    if isHopeless(found.bound) { return }
    guard let excess = excess(found.paths, node) else {
      bound = min(bound, found.bound)
      if best.map({ found.cost < $0.cost }) ?? true { best = dealt(found, node) }
      return
    }
    let better = max(found.bound, betterBound(node) ?? found.bound)
    if isHopeless(better) { return }
    guard relaxations < problem.mostRelaxations, nodes < budget else {
      bound = min(bound, better)
      return
    }
    // Where clients could not be dealt out in every way, this may be a solution.
    if !excess.isExact { bound = min(bound, better) }
    let structure = excess.structure
    let state = node.states[structure] ?? State()
    if !state.isFixed, state.count <= problem.twins[structure]?.count ?? 0 {
      var more = node
      more.states[structure, default: State()].count += 1
      branch(more)
    }
    var rest = node
    rest.states[structure, default: State()].isFixed = true
    for item in excess.cover {
      let client = item.client
      func isOther(_ position: Int) -> Bool {
        let amounts = problem.clients[client][position].amounts(of: structure)
        return item.amounts.contains { kind, amount in
          let other = amounts[kind] ?? 0
          return other < amount || problem.isTooMuch(other) && !problem.isTooMuch(amount)
        }
      }
      var less = rest
      less.open[client] = less.open[client].filter(isOther)
      branch(less)
      rest.open[client] = rest.open[client].filter { !isOther($0) }
    }
    guard problem.riskPenalty != nil else { return }
    rest.states[structure]?.risks = excess.risks
    branch(rest)
  }

  private func isHopeless(_ bound: Double) -> Bool {
    best.map { bound >= $0.cost - SelectionSolver.tolerance($0.cost) } ?? false
  }

  /// The best solution of a node, whatever is taken of capacities; `nil` where there is none.
  private mutating func relaxation(_ node: Node) -> Selection? {
    guard var found = solved(node, upkeep: problem.upkeep) else { return nil }
    found.paths = zip(node.open, found.paths).map { $0[$1] }
    let risks = node.states.values.reduce(0) { $0 + $1.risks }
    let penalty = Double(risks) * (problem.riskPenalty ?? 0)
    found.cost += penalty
    found.bound += penalty
    return found
  }

  /// A bound that knows how many structures are kept in any case; `nil` where that says no more.
  private mutating func betterBound(_ node: Node) -> Double? {
    guard floor.cost > 0 else { return nil }
    return solved(node, upkeep: floor.rest).map { $0.bound + floor.cost }
  }

  private mutating func solved(_ node: Node, upkeep: [Double]) -> Selection? {
    guard node.open.allSatisfy({ !$0.isEmpty }) else { return nil }
    let clients = zip(problem.clients, node.open).map { paths, open in
      open.map { position in
        let path = paths[position]
        return SelectionProblem.Path(
          cost: path.cost,
          structures: path.structures.flatMap { [$0] + twins(of: $0, node) }.sorted()
        )
      }
    }
    let left = SelectionProblem(upkeep: upkeep, clients: clients, limits: problem.limits)
    relaxations += 1
    let found = SelectionSolver.solveWithinLimits(left, forbidden: forbidden, budget: budget)
    nodes += found?.nodes ?? 0
    return found
  }

  private func twins(of structure: Int, _ node: Node) -> ArraySlice<Int> {
    (problem.twins[structure] ?? []).prefix((node.states[structure]?.count ?? 1) - 1)
  }

  // MARK: Too much

  /// A structure of which too much is taken, and clients that do so together: none of them can be
  /// left out.
  private struct Excess {
    let structure: Int
    let cover: [CapacityPacking.Item]
    /// How many of them are at risk at the least.
    let risks: Int
    /// Whether no other deal has fewer.
    let isExact: Bool
  }

  private func excess(_ paths: [Int], _ node: Node) -> Excess? {
    for (structure, items) in problem.items(of: paths) {
      let state = node.states[structure] ?? State()
      var isExact = true
      func risks(_ items: [CapacityPacking.Item]) -> Int {
        let packing = CapacityPacking(items, count: state.count, most: problem.mostTaken)
        if !packing.isExact { isExact = false }
        return packing.risks
      }
      guard risks(items) > state.risks else { continue }
      var cover = items
      // The smallest are the least reason.
      let order = items.sorted {
        ($0.amounts.values.max() ?? 0, $0.client) < ($1.amounts.values.max() ?? 0, $1.client)
      }
      for item in order {
        let without = cover.filter { $0.client != item.client }
        if risks(without) > state.risks { cover = without }
      }
      let least = risks(cover)
      return Excess(structure: structure, cover: cover, risks: least, isExact: isExact)
    }
    return nil
  }

  /// A solution with the twins that its clients go through.
  private func dealt(_ found: Selection, _ node: Node) -> Selection {
    var found = found
    for (structure, items) in problem.items(of: found.paths) {
      let count = node.states[structure]?.count ?? 1
      guard count > 1 else { continue }
      let packing = CapacityPacking(items, count: count, most: problem.mostTaken)
      found.twins[structure] = packing.places
    }
    return found
  }
}

extension SelectionProblem.Path {
  /// What it takes of a structure, by kind.
  func amounts(of structure: Int) -> [Int: Double] {
    Dictionary(
      loads.filter { $0.structure == structure }.map { ($0.kind, $0.amount) },
      uniquingKeysWith: +
    )
  }
}

extension SelectionProblem {
  /// By structure, ascending: what the clients take of it that take anything.
  ///
  /// - Parameter paths: For each client, the position of its path.
  func items(of paths: [Int]) -> [(structure: Int, items: [CapacityPacking.Item])] {
    var found: [Int: [CapacityPacking.Item]] = [:]
    for (client, position) in paths.enumerated() {
      let path = clients[client][position]
      for structure in Set(path.loads.map(\.structure)) {
        found[structure, default: []].append(
          CapacityPacking.Item(client: client, amounts: path.amounts(of: structure))
        )
      }
    }
    return found.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Whether one client alone takes too much, but for rounding.
  func isTooMuch(_ amount: Double) -> Bool { Self.isTooMuch(amount, of: mostTaken) }

  /// Whether some paths together take too much of a structure.
  func isExceeded(by paths: [Int]) -> Bool {
    guard !mostTaken.isInfinite else { return false }
    return items(of: paths).contains {
      CapacityPacking($0.items, count: 1, most: mostTaken).risks > 0
    }
  }
}
