/// Solves selections in which paths together may take only so much of something.
///
/// A solution without capacities bounds from below. Where its paths take too much of one, some of
/// the clients that do so have to take less: each of them in turn is made to, while those before it
/// are not; last, where too much is allowed at a price, all of them take what they took. These are
/// all the solutions there are, each in one branch.
struct CapacitySearch {
  /// Relaxations that are solved, at most.
  static let mostRelaxations = 2_000

  private let problem: SelectionProblem
  private let forbidden: Set<Int>
  /// Nodes of all relaxations, and of each.
  private let budget: Int
  private var best: Selection?
  private var relaxations = 0
  private var nodes = 0
  /// The least bound of what was reached, and of what was left unsearched.
  private var bound = Double.infinity

  init(_ problem: SelectionProblem, forbidden: Set<Int>, budget: Int) {
    self.problem = problem
    self.forbidden = forbidden
    self.budget = budget
  }

  private struct Node {
    /// For each client, the positions of the paths that are left.
    var open: [[Int]]
    /// Capacities of which too much is taken.
    var exceeded: Set<Int> = []
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

  // Depth is bounded by the paths of all clients, and each level leaves out one of them at least.
  private mutating func branch(_ node: Node) {
    guard let found = relaxation(node) else { return }
    if let best, found.bound >= best.cost - SelectionSolver.tolerance(best.cost) { return }
    guard let excess = problem.excess(of: found.paths, but: node.exceeded) else {
      bound = min(bound, found.bound)
      if best.map({ found.cost < $0.cost }) ?? true { best = found }
      return
    }
    guard relaxations < Self.mostRelaxations, nodes < budget else {
      bound = min(bound, found.bound)
      return
    }
    let capacity = excess.capacity
    var rest = node
    for (client, amount) in excess.cover {
      var less = rest
      less.open[client] = less.open[client].filter { load(client, $0, capacity) < amount }
      branch(less)
      rest.open[client] = rest.open[client].filter { load(client, $0, capacity) >= amount }
    }
    guard problem.capacities[capacity].penalty != nil else { return }
    rest.exceeded.insert(capacity)
    branch(rest)
  }

  private func load(_ client: Int, _ position: Int, _ capacity: Int) -> Double {
    problem.clients[client][position].load(of: capacity)
  }

  /// The best solution of a node, whatever is taken of capacities that are not exceeded yet; `nil`
  /// where there is none.
  private mutating func relaxation(_ node: Node) -> Selection? {
    guard node.open.allSatisfy({ !$0.isEmpty }) else { return nil }
    let clients = zip(problem.clients, node.open).map { paths, open in
      open.map { position in
        let path = paths[position]
        let more = path.loads.reduce(0) { sum, load in
          guard node.exceeded.contains(load.capacity) else { return sum }
          return sum + (problem.capacities[load.capacity].penalty ?? 0)
        }
        return SelectionProblem.Path(cost: path.cost + more, structures: path.structures)
      }
    }
    let left = SelectionProblem(upkeep: problem.upkeep, clients: clients, limits: problem.limits)
    relaxations += 1
    guard
      var found = SelectionSolver.solveWithinLimits(left, forbidden: forbidden, budget: budget)
    else { return nil }
    nodes += found.nodes
    found.paths = zip(node.open, found.paths).map { $0[$1] }
    return found
  }
}

extension SelectionProblem.Path {
  /// What it takes of a capacity.
  func load(of capacity: Int) -> Double {
    loads.first { $0.capacity == capacity }?.amount ?? 0
  }
}

extension SelectionProblem {
  /// A capacity of which too much is taken, and clients that do so together, with what each takes,
  /// the largest first: none of them can be left out.
  struct Excess {
    let capacity: Int
    let cover: [(client: Int, amount: Double)]
  }

  /// The capacity that paths exceed the most, but for some.
  ///
  /// - Parameter paths: For each client, the position of its path.
  func excess(of paths: [Int], but allowed: Set<Int> = []) -> Excess? {
    guard !capacities.isEmpty else { return nil }
    var taken: [Int: [(client: Int, amount: Double)]] = [:]
    for (client, position) in paths.enumerated() {
      for load in clients[client][position].loads where load.amount > 0 {
        taken[load.capacity, default: []].append((client, load.amount))
      }
    }
    let sums = taken.mapValues { $0.reduce(0) { $0 + $1.amount } }
    let worst = sums.filter {
      capacities[$0.key].isExceeded(by: $0.value) && !allowed.contains($0.key)
    }
    .max { a, b in
      let x = a.value / capacities[a.key].most
      let y = b.value / capacities[b.key].most
      return x == y ? a.key > b.key : x < y
    }
    guard let worst else { return nil }
    var cover: [(client: Int, amount: Double)] = []
    var sum = 0.0
    let sorted = (taken[worst.key] ?? []).sorted { ($1.amount, $0.client) < ($0.amount, $1.client) }
    let capacity = capacities[worst.key]
    for own in sorted where !capacity.isExceeded(by: sum) {
      cover.append(own)
      sum += own.amount
    }
    return Excess(capacity: worst.key, cover: cover)
  }
}
