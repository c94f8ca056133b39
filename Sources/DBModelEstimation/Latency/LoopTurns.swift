import DBModelStatistics
import DBModelWorkload

/// How long the lists of a call are, from call to call.
enum ListLengths {
  /// So many combinations of lengths are told apart with all lengths of a list, and so many with
  /// two of it, which have its mean and its variance; of further lists the mean counts.
  private static let mostCombinations = 150
  private static let mostPairs = 600
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
          own =
            found.count * 2 > mostPairs
            ? [Spread.Outcome(chance: 1, value: count.average)] : pair(own)
        }
      }
      found = found.flatMap { known in
        own.map { Outcome(chance: known.chance * $0.chance, lengths: known.lengths + [$0.value]) }
      }
    }
    return found
  }

  /// The least length and one more, with the mean and the variance of all.
  private static func pair(_ lengths: [Spread.Outcome]) -> [Spread.Outcome] {
    guard lengths.count > 2, let least = lengths.first?.value else { return lengths }
    let mean = lengths.reduce(0) { $0 + $1.chance * ($1.value - least) }
    let square = lengths.reduce(0) { sum, one in
      sum + one.chance * (one.value - least) * (one.value - least)
    }
    guard mean > 0, square > mean * mean, square.isFinite else {
      return [Spread.Outcome(chance: 1, value: least + mean)]
    }
    let chance = mean * mean / square
    return [
      Spread.Outcome(chance: 1 - chance, value: least),
      Spread.Outcome(chance: chance, value: least + square / mean),
    ]
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

  /// Loops that go through no list in common, whose lengths do not depend on each other.
  var apart: [LoopTurns] {
    var found: [LoopTurns] = []
    for turn in turns {
      let lists = Set(turn.lists)
      var joined = LoopTurns()
      for other in found where other.turns.contains(where: { !lists.isDisjoint(with: $0.lists) }) {
        joined.turns += other.turns
      }
      found.removeAll { other in
        other.turns.contains { !lists.isDisjoint(with: $0.lists) }
      }
      joined.add(turn)
      found.append(joined)
    }
    return found
  }

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
