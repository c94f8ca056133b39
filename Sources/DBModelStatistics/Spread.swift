/// A count or extent that varies: a fan-out, a page depth, the rows a job touches.
public struct Spread: Hashable, Sendable {
  public let minimum: Double
  /// Arithmetic mean.
  public let average: Double
  /// `nil` where no bound is known.
  public let maximum: Double?
  /// Half of them are at most this; `nil` where it is not declared.
  public let median: Double?

  /// - Precondition: `0 ≤ minimum ≤ average ≤ maximum`, all finite, and the median goes with them
  ///   (`averages(median:from:to:)`).
  public init(minimum: Double, average: Double, maximum: Double?, median: Double? = nil) {
    precondition(minimum >= 0 && average >= minimum && average.isFinite, "a spread is ordered")
    precondition(maximum.map { $0 >= average && $0.isFinite } ?? true, "a spread is ordered")
    self.minimum = minimum
    self.average = average
    self.maximum = maximum
    self.median = median
  }

  /// The averages that go with a median: half of the numbers lie on either side of it.
  public static func averages(
    median: Double,
    from minimum: Double,
    to maximum: Double?
  ) -> ClosedRange<Double> {
    // A sum is rounded in its last digit.
    let least = (minimum + median) / 2 * (1 - 1e-12)
    return least...max(least, maximum.map { (median + $0) / 2 * (1 + 1e-12) } ?? .infinity)
  }

  /// With another mean; the median moves with it, in terms of how far both are from the least, as
  /// far as the ends and the mean allow.
  public func with(average: Double, minimum: Double, maximum: Double?) -> Spread {
    let moved = median.map { median in
      let part = (median - self.minimum) / max(1e-300, self.average - self.minimum)
      let least = max(minimum, maximum.map { 2 * average - $0 } ?? minimum)
      let most = min(maximum ?? .infinity, 2 * average - minimum)
      return min(most, max(least, minimum + part * (average - minimum)))
    }
    return Spread(minimum: minimum, average: average, maximum: maximum, median: moved)
  }

  /// In another unit, of which one of this is so many.
  public func scaled(by factor: Double) -> Spread {
    Spread(
      minimum: minimum * factor,
      average: average * factor,
      maximum: maximum.map { $0 * factor },
      median: median.map { $0 * factor }
    )
  }

  /// Always the same.
  public static func exactly(_ value: Double) -> Spread {
    Spread(minimum: value, average: value, maximum: value)
  }
}
