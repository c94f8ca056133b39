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

  /// The same without limits.
  var unlimited: SelectionProblem { SelectionProblem(upkeep: upkeep, clients: clients) }
}

/// A solution: what is kept, and the way of each client.
struct Selection {
  /// For each client, the position of its path.
  var paths: [Int]
  /// The structures that are kept, ascending.
  var structures: [Int]
  /// Upkeep and paths, in USD a month.
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
