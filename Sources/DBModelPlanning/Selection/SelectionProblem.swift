/// Which structures to keep, and which way each client goes through them, for the least cost.
///
/// The question of every store: structures cost upkeep whoever uses them, a path costs what its
/// requests cost and needs its structures, and each client takes exactly one path. It is the
/// facility location problem with paths over several facilities, which is hard in general and small
/// here, because candidates are made by need.
struct SelectionProblem {
  /// One way of a client.
  struct Path: Hashable {
    /// What it costs besides upkeep, in USD a month; at least 0.
    let cost: Double
    /// The structures it goes through, ascending and each once.
    let structures: [Int]
    /// What it takes of structures that serve only so much.
    var loads: [Load] = []
  }

  /// What a path takes of one kind of what a structure serves; more than 0.
  struct Load: Hashable {
    /// One of the path's, or any number behind the structures: of something that is kept anyway.
    let structure: Int
    let kind: Int
    let amount: Double
  }

  /// At most so many of some structures.
  struct Limit: Hashable {
    let structures: [Int]
    let most: Int
  }

  /// What each structure costs to keep, in USD a month; at least 0.
  var upkeep: [Double]
  /// The ways of each client; none of the lists is empty in a problem that can be solved.
  var clients: [[Path]]
  var limits: [Limit] = []
  /// What the paths of all clients together may take of each kind of one structure.
  var mostTaken = Double.infinity
  /// By structure: others of the same upkeep that may share what is taken of it, in the order in
  /// which they are kept. No path names them.
  var twins: [Int: [Int]] = [:]
  /// Relaxations that are solved for what is taken, at most.
  var mostRelaxations = 2_000
  /// Structures, twins included, that share what is taken of them as far as clients may go through
  /// several of them.
  var groups: [[Int]] = []
  /// What it costs, USD a month, for each client and kind, to take of a structure together with
  /// others more than there is; `nil` where that must not be. A client that alone takes more costs
  /// nothing.
  var riskPenalty: Double?

  /// Whether some amount is more than there is, but for rounding.
  static func isTooMuch(_ amount: Double, of most: Double) -> Bool { amount > most + 1e-9 * most }

  /// The same without limits and capacities.
  var unlimited: SelectionProblem { SelectionProblem(upkeep: upkeep, clients: clients) }
}

/// A solution: what is kept, and the way of each client.
struct Selection {
  /// For each client, the position of its path.
  var paths: [Int]
  /// The structures that are kept, ascending.
  var structures: [Int]
  /// By structure that has twins, and client: which of them, 0 for the structure itself.
  var twins: [Int: [Int: Int]] = [:]
  /// Upkeep, paths and penalties, in USD a month.
  var cost: Double
  /// No solution costs less.
  var bound: Double
  /// Nodes of the search.
  var nodes: Int

  /// Whether the search closed: nothing is cheaper, but for rounding.
  var isOptimal: Bool { cost - bound <= SelectionSolver.tolerance(cost) }

  /// How much cheaper another solution could be at most, as a share of the cost.
  var gap: Double { cost > 0 ? max(0, (cost - bound) / cost) : 0 }
}
