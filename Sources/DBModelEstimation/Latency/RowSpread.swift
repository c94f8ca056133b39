import DBModelStatistics
import DBModelWorkload
import Glibc

/// How many rows a call meets, from call to call; once with the least that the model allows for
/// the mean, once with the most.
struct RowSpread: Sendable {
  struct Outcome: Hashable, Sendable {
    var chance: Double
    var count: Double
  }

  private(set) var low: [Outcome]
  private(set) var high: [Outcome]

  /// Always the same number.
  init(_ count: Interval) {
    low = [Outcome(chance: 1, count: count.low)]
    high = [Outcome(chance: 1, count: count.high)]
  }

  /// As a model declares how a number varies.
  init(_ spread: Spread) {
    low = Self.outcomes(of: spread, isCount: true)
    high = low
  }

  /// Rows around a mean as they are spread over the values asked for.
  ///
  /// - Parameters:
  ///   - popular: How they are at the most, where that is another way.
  ///   - shares: The part of them that a condition leaves, and how often it leaves it.
  init(
    _ mean: Interval,
    _ shape: CountShape,
    popular: PopularParents? = nil,
    shares: [(probability: Double, share: Interval)] = [(1, .one)]
  ) {
    func outcomes(
      _ mean: Double,
      _ shape: CountShape,
      _ end: (Interval) -> Double
    ) -> [Outcome] {
      let all = shares.flatMap { part -> [Outcome] in
        let share = end(part.share)
        let counts = RowCounts(shape, mean: mean * share, isWhole: share >= 1)
        return counts.numbers(upTo: .greatestFiniteMagnitude).map {
          Outcome(chance: $0.chance * part.probability, count: $0.count)
        }
      }
      return Self.merged(all)
    }
    low = outcomes(mean.low, shape, \.low)
    let isExact = popular == nil && mean.isExact && shares.allSatisfy(\.share.isExact)
    high =
      isExact
      ? low : outcomes(mean.high * (popular?.factor ?? 1), popular?.shape ?? shape, \.high)
  }

  /// Of several searches at a time, whose rows do not depend on each other.
  ///
  /// - Parameter searches: How many there are, with their chances.
  func times(_ searches: [Outcome]) -> RowSpread {
    if searches == [Outcome(chance: 1, count: 1)] { return self }
    var result = self
    result.low = Self.times(low, searches)
    result.high = Self.times(high, searches)
    return result
  }

  func map(_ transform: (Double) -> Interval) -> RowSpread {
    var result = self
    result.low = low.map { Outcome(chance: $0.chance, count: transform($0.count).low) }
    result.high = high.map { Outcome(chance: $0.chance, count: transform($0.count).high) }
    return result
  }

  /// Whether all calls meet the same number.
  var isAlike: Bool { low.count == 1 && high.count == 1 }

  /// The same in proportion, with other means; a number that is always none becomes that mean.
  func scaled(to means: Interval) -> RowSpread {
    func scaled(_ outcomes: [Outcome], _ own: Double, _ wanted: Double) -> [Outcome] {
      guard own > 0 else { return [Outcome(chance: 1, count: wanted)] }
      return outcomes.map { Outcome(chance: $0.chance, count: $0.count / own * wanted) }
    }
    var result = self
    result.low = scaled(low, mean.low, means.low)
    result.high = scaled(high, mean.high, means.high)
    return result
  }

  /// From the mean of the low end to that of the high one.
  var mean: Interval {
    Interval(
      low.reduce(0) { $0 + $1.chance * $1.count },
      high.reduce(0) { $0 + $1.chance * $1.count }
    )
  }

  // MARK: A declared spread

  /// A number as declared; see `Spread.outcomes`.
  static func outcomes(of spread: Spread, isCount: Bool) -> [Outcome] {
    spread.outcomes(isCount: isCount).map { Outcome(chance: $0.chance, count: $0.value) }
  }

  // MARK: Few outcomes

  /// The mean and the spread of a sum of so many draws: three values of a normal number
  /// (Gauss-Hermite), which have its mean and its variance.
  private static func times(_ one: [Outcome], _ searches: [Outcome]) -> [Outcome] {
    let mean = one.reduce(0) { $0 + $1.chance * $1.count }
    let square = one.reduce(0) { $0 + $1.chance * $1.count * $1.count }
    let deviation = max(0, square - mean * mean).squareRoot()
    return merged(
      searches.flatMap { times -> [Outcome] in
        let reach = deviation * times.count.squareRoot() * 3.0.squareRoot()
        let middle = mean * times.count
        guard reach > 0 else { return [Outcome(chance: times.chance, count: middle)] }
        return [(1.0 / 6, -reach), (2.0 / 3, 0), (1.0 / 6, reach)].map {
          Outcome(chance: times.chance * $0.0, count: max(0, middle + $0.1))
        }
      }
    )
  }

  /// The outcomes in order, those next to each other as one, the finer the rarer what is beyond.
  private static func merged(_ all: [Outcome]) -> [Outcome] {
    var found: [Outcome] = []
    var (open, passed) = (Outcome(chance: 0, count: 0), 0.0)
    for outcome in all.sorted(by: { ($0.count, $0.chance) < ($1.count, $1.chance) })
    where outcome.chance > 0 {
      let chance = open.chance + outcome.chance
      open.count += (outcome.count - open.count) * outcome.chance / chance
      open.chance = chance
      if chance >= min(0.05, 0.25 * (1 - passed) + 0.0005) {
        passed += chance
        found.append(open)
        open = Outcome(chance: 0, count: 0)
      }
    }
    if open.chance > 0 { found.append(open) }
    return found.isEmpty ? [Outcome(chance: 1, count: 0)] : found
  }
}
