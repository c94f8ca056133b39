/// Divides the bytes that the indexes of a store may take among its tables.
///
/// Each table has a choice of sets, from none to its best; one of each is taken, so that they fit
/// and the fewest budgets are broken with the least work. That is a knapsack with a choice from
/// each class: what is worse in both after any number of tables is worse in the end, so that only
/// the front of bytes and work is kept, table by table (Kellerer, Pferschy, Pisinger, Knapsack
/// Problems, 2004, chapter 11). It is exact while the front is no longer than `mostStates`; beyond
/// that, of those whose bytes are alike to a four-thousandth of the bound the best is kept.
enum IndexBudget {
  /// A set of one table's candidates.
  struct Option {
    let set: IndexPricing.Places
    let bytes: Double
    let rank: IndexWorkload.Rank
  }

  private static let mostStates = 4_096

  private struct State {
    var bytes: Double
    var rank: IndexWorkload.Rank
    var choices: [Int]
  }

  /// - Parameter frontiers: One for each table, each with a set without bytes.
  /// - Returns: The place in each.
  static func choose(_ frontiers: [[Option]], within limit: Double) -> [Int] {
    var states = [State(bytes: 0, rank: IndexWorkload.Rank(), choices: [])]
    for options in frontiers {
      var next: [State] = []
      for state in states {
        for (place, option) in options.enumerated()
        where state.bytes + option.bytes <= limit || option.bytes == 0 {
          var sum = state
          sum.bytes += option.bytes
          sum.rank.broken += option.rank.broken
          sum.rank.ms += option.rank.ms
          sum.choices.append(place)
          next.append(sum)
        }
      }
      states = thinned(front(next) { ($0.bytes, $0.rank) }, limit)
    }
    let best = states.min { $0.rank < $1.rank || (!($1.rank < $0.rank) && $0.bytes < $1.bytes) }
    return best?.choices ?? frontiers.map { _ in 0 }
  }

  /// Those of which no other is both as small and as good; ascending by bytes.
  static func pareto(_ options: [Option]) -> [Option] { front(options) { ($0.bytes, $0.rank) } }

  private static func front<T>(
    _ all: [T],
    _ measure: (T) -> (bytes: Double, rank: IndexWorkload.Rank)
  ) -> [T] {
    // Equals stay in the order in which they came.
    let ordered = all.enumerated().sorted { a, b in
      let (x, y) = (measure(a.element), measure(b.element))
      return (x.bytes, x.rank.broken, x.rank.ms, a.offset)
        < (y.bytes, y.rank.broken, y.rank.ms, b.offset)
    }
    var kept: [T] = []
    var best: IndexWorkload.Rank?
    for (_, one) in ordered {
      let rank = measure(one).rank
      if let best, !(rank < best) { continue }
      best = rank
      kept.append(one)
    }
    return kept
  }

  private static func thinned(_ states: [State], _ limit: Double) -> [State] {
    guard states.count > mostStates else { return states }
    // Along the front later ones are better.
    var kept: [Int: State] = [:]
    for state in states {
      kept[Int(min(1, state.bytes / max(1, limit)) * Double(mostStates))] = state
    }
    return kept.keys.sorted().compactMap { kept[$0] }
  }
}
