import Glibc

/// A log-normal distribution: the usual shape of the time a request takes.
public struct LogNormal: Hashable, Sendable {
  /// Mean of the logarithm.
  public let location: Double
  /// Standard deviation of the logarithm; 0 for a constant.
  public let scale: Double

  public init(location: Double, scale: Double) {
    self.location = location
    self.scale = max(0, scale)
  }

  /// The distribution with a median and a 95th percentile.
  public init(median: Double, p95: Double) {
    precondition(median > 0 && p95 >= median, "percentiles rise")
    self.init(location: log(median), scale: log(p95 / median) / Self.z95)
  }

  /// The 95 % quantile of the standard normal distribution.
  private static let z95 = 1.644_853_626_951_472

  public var mean: Double { exp(location + scale * scale / 2) }
  public var variance: Double { expm1(scale * scale) * exp(2 * location + scale * scale) }

  /// The value that a part (0 < part < 1) of the draws stays below.
  public func quantile(_ part: Double) -> Double {
    exp(location + scale * Normal.quantile(part))
  }

  /// The sum of independent draws, as the log-normal with the same mean and variance
  /// (Fenton and Wilkinson, 1960). Percentiles are never added: two hops that are each slow 5 % of
  /// the time are slow together far less often.
  public static func sum(_ terms: [LogNormal]) -> LogNormal {
    guard let first = terms.first else { return LogNormal(location: -30, scale: 0) }
    if terms.count == 1 { return first }
    let mean = terms.reduce(0) { $0 + $1.mean }
    let variance = terms.reduce(0) { $0 + $1.variance }
    let square = log(1 + variance / (mean * mean))
    return LogNormal(location: log(mean) - square / 2, scale: square.squareRoot())
  }

  /// The slowest of `count` independent draws exceeds a value at the quantile `part` of the result:
  /// each draw must stay below its own quantile `part^(1/count)`.
  public func slowest(of count: Double, at part: Double) -> Double {
    quantile(pow(part, 1 / max(1, count)))
  }
}

/// The standard normal distribution.
public enum Normal {
  /// The quantile of a part (0 < part < 1).
  ///
  /// Source: P. J. Acklam's rational approximation (2003), relative error below 1.15e-9.
  public static func quantile(_ part: Double) -> Double {
    let p = min(max(part, 1e-12), 1 - 1e-12)
    let a = [
      -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
      1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00,
    ]
    let b = [
      -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
      6.680131188771972e+01, -1.328068155288572e+01,
    ]
    let c = [
      -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
      -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00,
    ]
    let d = [
      7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00,
    ]
    func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
      coefficients.reduce(0) { $0 * x + $1 }
    }
    if p < 0.02425 {
      let q = (-2 * log(p)).squareRoot()
      return polynomial(c, q) / (polynomial(d, q) * q + 1)
    }
    if p > 1 - 0.02425 {
      let q = (-2 * log(1 - p)).squareRoot()
      return -polynomial(c, q) / (polynomial(d, q) * q + 1)
    }
    let q = p - 0.5
    let r = q * q
    return polynomial(a, r) * q / (polynomial(b, r) * r + 1)
  }
}
