import Glibc

/// How a number is distributed of which the least, the mean and perhaps the greatest and the median
/// are declared.
///
/// Without a median it is the distribution of the greatest entropy between the ends with the mean
/// (E. T. Jaynes, "Information theory and statistical mechanics", 1957): even where the mean lies
/// in the middle, else a cut exponential, or a cut geometric one for few whole numbers. Any other
/// would claim more than was declared. Where no greatest value is declared, twice the mean less the
/// least takes its place, with which the number is even around its mean. With a median:
/// `SpreadCurve`.
extension Spread {
  /// Whether more is known of the numbers than their mean.
  public var saysHowItVaries: Bool { maximum != nil || median != nil }

  /// Whether the median tells how the numbers of a fan-out differ: that half of the parents have
  /// the least says nothing of the others, where a skew does.
  public func tells(beside skew: Popularity?) -> Bool {
    median.map { $0 > minimum || skew == nil } ?? false
  }

  /// The greatest value that is reckoned with.
  public var reach: Double {
    if let maximum { return maximum }
    guard median != nil else { return 2 * average - minimum }
    guard let curve = SpreadCurve(self) else { return average }
    return max(curve.quantile(0.9995), curve.mean(from: 0.995, to: 1))
  }

  /// A value and how often it is met.
  public struct Outcome: Hashable, Sendable {
    public let chance: Double
    public let value: Double

    public init(chance: Double, value: Double) {
      self.chance = chance
      self.value = value
    }
  }

  /// Some values with their chances, which sum to 1, in rising order; their mean is the average.
  /// The percentiles that budgets are made for (50, 90, 95, 99) lie in the middle of their values'
  /// parts.
  ///
  /// - Parameter isCount: Whether only whole numbers are met, which are told one by one where there
  ///   are few of them.
  public func outcomes(isCount: Bool) -> [Outcome] {
    guard let curve = SpreadCurve(self) else { return [Outcome(chance: 1, value: average)] }
    if isCount, let whole = wholeOutcomes() { return whole }
    return zip(Self.bounds, Self.bounds.dropFirst()).map { start, end in
      Outcome(chance: end - start, value: curve.mean(from: start, to: end))
    }
  }

  /// What the calls of a pattern meet: as declared where more is than the mean, else the same
  /// number always.
  public var calls: [Outcome] {
    saysHowItVaries ? outcomes(isCount: true) : [Outcome(chance: 1, value: average)]
  }

  /// The value that a part (0 < part < 1) of the draws stays below.
  public func quantile(_ part: Double) -> Double { SpreadCurve(self)?.quantile(part) ?? average }

  private static let bounds = [
    0, 0.15, 0.3, 0.45, 0.55, 0.7, 0.8, 0.87, 0.93, 0.97, 0.995, 1,
  ]
}
