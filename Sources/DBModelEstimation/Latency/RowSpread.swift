import DBModelStatistics
import DBModelWorkload
import Glibc

/// How many rows a call meets, from call to call; once with the least that the model allows for
/// the mean, once with the most.
struct RowSpread: Sendable {
  struct Outcome: Hashable, Sendable {
    var chance: Double
    var count: Double
    /// Searches that found them, where a call makes more than one.
    var searches = 1.0

    func counting(_ count: Double) -> Outcome {
      Outcome(chance: chance, count: count, searches: searches)
    }
  }

  let low: [Outcome]
  let high: [Outcome]

  init(low: [Outcome], high: [Outcome]) { (self.low, self.high) = (low, high) }

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

  func map(_ transform: (Double) -> Interval) -> RowSpread {
    RowSpread(
      low: low.map { $0.counting(transform($0.count).low) },
      high: high.map { $0.counting(transform($0.count).high) }
    )
  }

  /// Whether all calls meet the same number.
  var isAlike: Bool { low.count == 1 && high.count == 1 }

  /// The same in proportion, with other means; a number that is always none becomes that mean.
  func scaled(to means: Interval) -> RowSpread {
    func scaled(_ outcomes: [Outcome], _ own: Double, _ wanted: Double) -> [Outcome] {
      outcomes.map { $0.counting(own > 0 ? $0.count / own * wanted : wanted) }
    }
    return RowSpread(
      low: scaled(low, mean.low, means.low),
      high: scaled(high, mean.high, means.high)
    )
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

  /// The outcomes in order, those next to each other as one, the finer the rarer what is beyond.
  ///
  /// - Parameters:
  ///   - part: How often one of them is met at most, where it is made of several.
  ///   - partOfRest: The same, in terms of how often what is not below it is met.
  static func merged(
    _ all: [Outcome],
    part: Double = 0.05,
    partOfRest: Double = 0.25
  ) -> [Outcome] {
    var found: [Outcome] = []
    var (open, passed) = (Outcome(chance: 0, count: 0), 0.0)
    let order = { (one: Outcome) in (one.count, one.searches, one.chance) }
    for outcome in all.sorted(by: { order($0) < order($1) })
    where outcome.chance > 0 {
      let chance = open.chance + outcome.chance
      open.count += (outcome.count - open.count) * outcome.chance / chance
      open.searches += (outcome.searches - open.searches) * outcome.chance / chance
      open.chance = chance
      if chance >= min(part, partOfRest * (1 - passed) + 0.0005) {
        passed += chance
        found.append(open)
        open = Outcome(chance: 0, count: 0)
      }
    }
    if open.chance > 0 { found.append(open) }
    return found.isEmpty ? [Outcome(chance: 1, count: 0)] : found
  }
}
