import DBModelStatistics
import DBModelWorkload

/// How long the lists of a call are, from call to call.
enum ListLengths {
  /// So many combinations of lengths are told apart; of further lists the mean counts.
  private static let mostCombinations = 150
  /// Products of lengths are cut here: nobody waits for the end of such a loop.
  static let most = 1e15

  /// Combinations of lengths and their chances.
  struct Outcome {
    let chance: Double
    /// One for each list, in the order they were asked for.
    let lengths: [Double]
  }

  /// Lists of a pattern, each once. They do not depend on each other.
  static func outcomes(of lists: [ParameterID], _ pattern: AccessPattern) -> [Outcome] {
    var found = [Outcome(chance: 1, lengths: [])]
    for list in lists {
      var own = [Spread.Outcome(chance: 1, value: 1)]
      if case .many(_, let count) = pattern[list].type {
        own = count.outcomes(isCount: true)
        if found.count * own.count > mostCombinations {
          own = [Spread.Outcome(chance: 1, value: count.average)]
        }
      }
      found = found.flatMap { known in
        own.map { Outcome(chance: known.chance * $0.chance, lengths: known.lengths + [$0.value]) }
      }
    }
    return found
  }
}

/// Statements that loops of one call repeat, each with the mean and the variance of a turn.
///
/// Turns of one length of the lists do not depend on each other: their means and variances add, so
/// that the time of a call is a compound sum. The length is the same for all statements of a loop.
struct LoopTurns {
  /// What one turn of a statement takes, milliseconds.
  struct Turn {
    /// Lists whose elements it is sent for: a list that two loops go through counts twice.
    let lists: [ParameterID]
    let mean: Double
    let variance: Double
    /// The part of the mean that the server works for its rows.
    let work: Double
  }

  private(set) var turns: [Turn] = []

  mutating func add(_ turn: Turn) { turns.append(turn) }

  /// All turns of a call, with their mean work.
  func delays(_ pattern: AccessPattern) -> (delays: [DelayedTime.Delay], work: Double) {
    var lists: [ParameterID] = []
    for list in turns.flatMap(\.lists) where !lists.contains(list) { lists.append(list) }
    var work = 0.0
    let delays = ListLengths.outcomes(of: lists, pattern).map { outcome in
      var (mean, variance) = (0.0, 0.0)
      for turn in turns {
        let times = turn.lists.reduce(1.0) { product, list in
          let place = lists.firstIndex(of: list) ?? 0
          return min(ListLengths.most, product * outcome.lengths[place])
        }
        mean += times * turn.mean
        variance += times * turn.variance
        work += outcome.chance * times * turn.work
      }
      return DelayedTime.Delay(
        chance: outcome.chance,
        length: 0,
        varying: mean,
        variance: variance
      )
    }
    return (delays, work)
  }
}
