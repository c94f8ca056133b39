import DBModelStatistics
import Glibc

/// How long calls take that were served at their first, second, … attempt: what a request takes,
/// for each throttled attempt before it the median of that, and the waits between them.
struct LatencyMixture {
  /// Milliseconds, rising by a constant factor.
  private static let grid: [Double] = (0...560).map { 0.1 * pow(10, Double($0) / 80) }
  private static let samples = 4_096

  /// The part of the calls that takes no longer than each point of the grid, by attempt.
  private let below: [[Double]]

  init(_ request: LogNormal, _ retries: RetryPolicy) {
    var numbers = CountDraws(seed: 0x1A7E_2C15)
    let median = request.quantile(0.5)
    below = (0..<retries.attempts).map { attempt in
      var times = (0..<Self.samples).map { sample -> Double in
        // Strata, so that the single attempt is exact but for the grid.
        let own = request.quantile((Double(sample) + 0.5) / Double(Self.samples))
        var time = own + Double(attempt) * median
        for earlier in 0..<attempt {
          time += numbers.unit() * retries.longestWait(after: earlier) * 1_000
        }
        return time
      }
      times.sort()
      var place = 0
      return Self.grid.map { edge in
        while place < times.count, times[place] <= edge { place += 1 }
        return Double(place) / Double(Self.samples)
      }
    }
  }

  /// - Parameter served: Calls served, by attempt.
  func percentiles(_ served: [Double]) -> LatencyPercentiles? {
    let whole = served.reduce(0, +)
    guard whole > 0 else { return nil }
    return LatencyPercentiles(
      p50: quantile(0.5, served, whole),
      p95: quantile(0.95, served, whole),
      p99: quantile(0.99, served, whole)
    )
  }

  private func quantile(_ part: Double, _ served: [Double], _ whole: Double) -> Double {
    func reached(_ place: Int) -> Double {
      served.indices.reduce(0) { $0 + served[$1] * below[$1][place] } / whole
    }
    var (low, high) = (0, Self.grid.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if reached(middle) >= part { high = middle } else { low = middle + 1 }
    }
    guard low > 0 else { return Self.grid[0] }
    let (a, b) = (reached(low - 1), reached(low))
    let inside = b > a ? min(1, (part - a) / (b - a)) : 1
    return Self.grid[low - 1] + inside * (Self.grid[low] - Self.grid[low - 1])
  }
}
