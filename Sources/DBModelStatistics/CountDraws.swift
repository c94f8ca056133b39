import Glibc

/// Draws how many of many independent chances come true: the same seed gives the same counts.
///
/// Means below 30 are drawn exactly, by inversion. Larger ones come from a normal draw that is
/// corrected for skewness and kurtosis (E. A. Cornish and R. A. Fisher, "Moments and cumulants in
/// the specification of distributions", 1938) and rounded: what is off is below a thousandth of the
/// standard deviation.
public struct CountDraws: Sendable {
  private var numbers: SplitMix64

  public init(seed: UInt64) { numbers = SplitMix64(seed: seed) }

  private static let exactBelow = 30.0

  /// A number of 0..<1, evenly.
  public mutating func unit() -> Double { numbers.unit() }

  /// How many events come where `mean` are expected.
  ///
  /// - Parameter mean: 0 or more, finite; less counts as 0.
  public mutating func poisson(_ mean: Double) -> Double {
    guard mean > 0 else { return 0 }
    if mean >= Self.exactBelow {
      let scale = mean.squareRoot()
      return max(0, corrected(mean, scale, skewness: 1 / scale, kurtosis: 1 / mean))
    }
    var left = unit()
    var part = exp(-mean)
    var count = 0.0
    // The parts beyond 400 are nothing beside a mean of 30.
    while left >= part, count < 400 {
      left -= part
      count += 1
      part *= mean / count
    }
    return count
  }

  /// How many of `count` chances come true, each by itself.
  ///
  /// - Parameters:
  ///   - count: Whole, 0 or more.
  ///   - part: The probability of each; held within 0…1.
  public mutating func binomial(_ count: Double, _ part: Double) -> Double {
    guard count > 0, part > 0 else { return 0 }
    guard part < 1 else { return count }
    if part > 0.5 { return count - binomial(count, 1 - part) }
    let mean = count * part
    if mean >= Self.exactBelow {
      let variance = mean * (1 - part)
      let scale = variance.squareRoot()
      let draw = corrected(
        mean,
        scale,
        skewness: (1 - 2 * part) / scale,
        kurtosis: (1 - 6 * part * (1 - part)) / variance
      )
      return min(count, max(0, draw))
    }
    var left = unit()
    var chance = exp(count * log1p(-part))
    let odds = part / (1 - part)
    var found = 0.0
    while left >= chance, found < count, found < 400 {
      left -= chance
      chance *= odds * (count - found) / (found + 1)
      found += 1
    }
    return found
  }

  private mutating func corrected(
    _ mean: Double,
    _ scale: Double,
    skewness: Double,
    kurtosis: Double
  ) -> Double {
    let z = numbers.normal()
    let square = z * z
    let bent =
      z + skewness * (square - 1) / 6 + kurtosis * z * (square - 3) / 24
      - skewness * skewness * z * (2 * square - 5) / 36
    return (mean + scale * bent).rounded()
  }
}
