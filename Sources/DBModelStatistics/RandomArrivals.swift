import Glibc

/// Requests that come at random, one by one (a Poisson process), for what a second serves.
public enum RandomArrivals {
  /// The part of the requests that come when their second has served all it can, 0…1:
  /// E[(N − c)⁺] / E[N] for a Poisson variable N.
  ///
  /// - Parameters:
  ///   - mean: Requests a second on average; 0 or more.
  ///   - capacity: Requests that a second serves, rounded down; at least 1, at most a million.
  public static func overflow(mean: Double, capacity: Double) -> Double {
    guard mean > 0 else { return 0 }
    let most = min(max(1, capacity), 1_000_000).rounded(.down)
    // Beyond what a second serves each request more is one too many: Σ k p(c + k).
    let start = max(most + 1, (mean - 12 * mean.squareRoot()).rounded(.down))
    var chance = exp(start * log(mean) - mean - logFactorial(start))
    // Where the mean lies far above, nearly all come after: the mean less what is served.
    guard start == most + 1 else { return max(0, (mean - most) / mean) }
    var sum = 0.0
    var count = start
    while chance > 0 {
      let term = (count - most) * chance
      sum += term
      if count > mean, term < sum * 1e-12 { break }
      count += 1
      chance *= mean / count
    }
    return min(1, sum / mean)
  }

  /// The highest mean of which at most a part overflows.
  ///
  /// - Parameters:
  ///   - part: Above 0, below 1.
  ///   - capacity: Requests that a second serves, rounded down; at least 1.
  public static func mean(overflowing part: Double, capacity: Double) -> Double {
    var (low, high) = (0.0, max(1, capacity.rounded(.down)) / (1 - min(part, 0.999)))
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if overflow(mean: middle, capacity: capacity) > part { high = middle } else { low = middle }
    }
    return low
  }

  /// ln n!, by Stirling's series beyond 32 (Abramowitz and Stegun 6.1.41): relative error below
  /// 1e-12.
  private static func logFactorial(_ n: Double) -> Double {
    if n < 32 {
      var sum = 0.0
      var i = 2.0
      while i <= n {
        sum += log(i)
        i += 1
      }
      return sum
    }
    let x = n + 1
    let inverse = 1 / x
    let square = inverse * inverse
    let series = inverse / 12 * (1 - square / 30 * (1 - square * 2 / 7))
    return (x - 0.5) * log(x) - x + 0.918_938_533_204_672_7 + series
  }
}
