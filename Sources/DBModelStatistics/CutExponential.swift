import Glibc

/// An exponential distribution that is cut to 0…1, or its mirror image.
struct CutExponential {
  /// How fast the density falls, 0 or more; even at 0.
  private let rate: Double
  private let isMirrored: Bool

  /// Falling where the rate is above 0, rising where it is below.
  init(rate: Double) {
    self.rate = abs(rate)
    isMirrored = rate < 0
  }

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

  var mean: Double { isMirrored ? 1 - Self.mean(rate) : Self.mean(rate) }

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
