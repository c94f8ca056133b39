import Glibc

/// How a number is distributed of which the least, the mean and perhaps the greatest are declared.
///
/// It is the distribution of the greatest entropy between the ends with the mean (E. T. Jaynes,
/// "Information theory and statistical mechanics", 1957): even where the mean lies in the middle,
/// else a cut exponential, or a cut geometric one for few whole numbers. Any other would claim
/// more than was declared. Where no greatest value is declared, twice the mean less the least takes
/// its place, with which the number is even around its mean.
extension Spread {
  /// The greatest value that is reckoned with.
  public var reach: Double { maximum ?? (2 * average - minimum) }

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
    let width = reach - minimum
    // A width that a number of this size cannot show is none.
    guard width > 0, width > 1e-9 * average else { return [Outcome(chance: 1, value: average)] }
    let mean = (average - minimum) / width
    if mean <= 0 || mean >= 1 { return [Outcome(chance: 1, value: average)] }
    if isCount, width <= Self.fewValues, minimum == minimum.rounded(), width == width.rounded() {
      return wholeOutcomes(Int(width), mean)
    }
    let curve = CutExponential(mean: mean)
    return zip(Self.bounds, Self.bounds.dropFirst()).map { start, end in
      Outcome(chance: end - start, value: minimum + width * curve.mean(from: start, to: end))
    }
  }

  /// The value that a part (0 < part < 1) of the draws stays below.
  public func quantile(_ part: Double) -> Double {
    let width = reach - minimum
    guard width > 0, average > minimum, average < reach else { return average }
    return minimum + width * CutExponential(mean: (average - minimum) / width).quantile(part)
  }

  /// So many steps from the least to the greatest whole number are still told one by one.
  private static let fewValues = 12.0
  private static let bounds = [
    0, 0.15, 0.3, 0.45, 0.55, 0.7, 0.8, 0.87, 0.93, 0.97, 0.995, 1,
  ]

  /// Chances of a cut geometric distribution: each is the same multiple of the one before.
  private func wholeOutcomes(_ steps: Int, _ mean: Double) -> [Outcome] {
    let wanted = mean * Double(steps)
    func parts(_ slope: Double) -> [Double] {
      (0...steps).map { exp(slope * (Double($0) - (slope > 0 ? Double(steps) : 0))) }
    }
    func middle(_ parts: [Double]) -> Double {
      let sum = parts.reduce(0, +)
      return parts.indices.reduce(0) { $0 + Double($1) * parts[$1] } / sum
    }
    var (low, high) = (-60.0, 60.0)
    for _ in 0..<80 {
      let slope = (low + high) / 2
      if middle(parts(slope)) < wanted { low = slope } else { high = slope }
    }
    let found = parts((low + high) / 2)
    let sum = found.reduce(0, +)
    return found.indices.map {
      Outcome(chance: found[$0] / sum, value: minimum + Double($0))
    }
  }
}

/// An exponential distribution that is cut to 0…1, or its mirror image.
struct CutExponential {
  /// How fast the density falls, 0 or more; even at 0.
  private let rate: Double
  private let isMirrored: Bool

  /// - Parameter mean: 0 < mean < 1.
  init(mean: Double) {
    isMirrored = mean > 0.5
    let wanted = isMirrored ? 1 - mean : mean
    // The mean, 1/k - 1/(e^k - 1), is below 1/k and falls from a half.
    var (low, high) = (0.0, 1 / max(1e-300, wanted))
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if Self.mean(middle) > wanted { low = middle } else { high = middle }
    }
    rate = (low + high) / 2
  }

  private static func mean(_ rate: Double) -> Double {
    rate < 1e-4 ? 0.5 - rate / 12 : 1 / rate - 1 / expm1(rate)
  }

  func quantile(_ part: Double) -> Double {
    isMirrored ? 1 - falling(1 - part) : falling(part)
  }

  /// The mean of what lies between two percentiles.
  func mean(from start: Double, to end: Double) -> Double {
    isMirrored ? 1 - fallingMean(1 - end, 1 - start) : fallingMean(start, end)
  }

  private func falling(_ part: Double) -> Double {
    guard rate >= 1e-6 else { return min(1, max(0, part)) }
    let cut = -expm1(-rate)
    return min(1, max(0, -log1p(-min(1, max(0, part)) * cut) / rate))
  }

  private func fallingMean(_ start: Double, _ end: Double) -> Double {
    guard rate >= 1e-6, end > start else { return (start + end) / 2 }
    // The part beyond a place, and the integral of place times density from there on.
    func beyond(_ part: Double) -> Double {
      let place = falling(part)
      return (place + 1 / rate) * exp(-rate * place)
    }
    let cut = -expm1(-rate)
    let mean = (beyond(start) - beyond(end)) / cut / (end - start)
    return min(falling(end), max(falling(start), mean))
  }
}
