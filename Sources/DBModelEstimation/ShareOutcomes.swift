import DBModelStatistics

/// Which part of the rows several conditions leave together, and how often they leave that part:
/// conditions do not hang together, and not every call asks for all of them.
struct ShareOutcomes {
  typealias Outcome = (probability: Double, share: Interval)

  /// Beyond so many combinations the mean of what is added will do.
  private static let most = 64

  private(set) var outcomes: [Outcome] = [(1, .one)]

  /// The mean over the calls.
  var mean: Interval { Self.mean(outcomes) }

  /// - Parameter given: The part of the calls that ask for the condition; the others leave all.
  mutating func combine(_ next: [Outcome], given: Double = 1) {
    let asked =
      given < 1 ? [(1 - given, .one)] + next.map { ($0.probability * given, $0.share) } : next
    let parts =
      outcomes.count * asked.count > Self.most ? [(1, Self.mean(asked))] : asked
    outcomes = outcomes.flatMap { known in
      parts.map { (known.probability * $0.probability, known.share * $0.share) }
    }
  }

  private static func mean(_ outcomes: [Outcome]) -> Interval {
    outcomes.reduce(.zero) { $0 + $1.share * $1.probability }
  }
}
