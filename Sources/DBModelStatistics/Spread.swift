/// A count or extent that varies: a fan-out, a page depth, the rows a job touches.
public struct Spread: Hashable, Sendable {
  public let minimum: Double
  /// Arithmetic mean.
  public let average: Double
  /// `nil` where no bound is known.
  public let maximum: Double?

  /// - Precondition: `0 ≤ minimum ≤ average ≤ maximum`, all finite.
  public init(minimum: Double, average: Double, maximum: Double?) {
    precondition(minimum >= 0 && average >= minimum && average.isFinite, "a spread is ordered")
    precondition(maximum.map { $0 >= average && $0.isFinite } ?? true, "a spread is ordered")
    self.minimum = minimum
    self.average = average
    self.maximum = maximum
  }

  /// In another unit, of which one of this is so many.
  public func scaled(by factor: Double) -> Spread {
    Spread(
      minimum: minimum * factor,
      average: average * factor,
      maximum: maximum.map { $0 * factor }
    )
  }

  /// Always the same.
  public static func exactly(_ value: Double) -> Spread {
    Spread(minimum: value, average: value, maximum: value)
  }
}
