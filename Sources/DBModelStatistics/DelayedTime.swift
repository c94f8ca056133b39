import Glibc

/// A log-normal time and, after it, a delay that takes one of several values: the sum of both, as
/// a distribution.
///
/// Percentiles of the two are never added: the slowest twentieth of the one hardly ever meets the
/// slowest twentieth of the other.
public struct DelayedTime: Hashable, Sendable {
  /// A delay and how often it is met.
  public struct Delay: Hashable, Sendable {
    public let chance: Double
    /// What is always the same of it.
    public let length: Double
    /// The mean and the variance of what differs even then: turns of a loop, each of which takes
    /// its own time.
    public let varying: Double
    public let variance: Double

    public init(chance: Double, length: Double, varying: Double = 0, variance: Double = 0) {
      self.chance = chance
      self.length = length
      self.varying = varying
      self.variance = variance
    }

    /// Its mean where it is met.
    public var mean: Double { length + varying }
  }

  public let time: LogNormal
  public let delays: [Delay]
  /// What differs, for each delay.
  private let times: [LogNormal]

  /// - Parameter delays: Chances of any sum above 0: they are parts of it. None is no delay.
  public init(_ time: LogNormal, delays: [Delay]) {
    self.time = time
    let sum = delays.reduce(0) { $0 + $1.chance }
    self.delays =
      sum > 0
      ? delays.map {
        Delay(
          chance: $0.chance / sum,
          length: max(0, $0.length),
          varying: max(0, $0.varying),
          variance: max(0, $0.variance)
        )
      } : [Delay(chance: 1, length: 0)]
    times = self.delays.map { time.adding(mean: $0.varying, variance: $0.variance) }
  }

  /// The value that a part (0 < part < 1) of the draws stays below, by bisection to one part in a
  /// million.
  public func quantile(_ part: Double) -> Double {
    let own = time.quantile(part)
    guard let least = delays.map(\.length).min(), let most = delays.map(\.length).max() else {
      return own
    }
    if least == most, times.allSatisfy({ $0 == time }) { return own + most }
    let slowest = times.map { $0.quantile(1 - (1 - part) * 1e-3) }.max() ?? own
    var (low, high) = (least, most + slowest)
    while high - low > 1e-6 * high {
      let middle = (low + high) / 2
      // Two neighbours in the binary representation have no middle.
      if middle <= low || middle >= high { break }
      if below(middle) < part { low = middle } else { high = middle }
    }
    return high
  }

  /// The part of the draws that stays below a value.
  public func below(_ value: Double) -> Double {
    zip(delays, times).reduce(0) { $0 + $1.0.chance * $1.1.below(value - $1.0.length) }
  }
}

extension LogNormal {
  /// The sum with an independent time of this mean and variance, as the log-normal that has the
  /// mean and the variance of both (Fenton and Wilkinson, 1960).
  func adding(mean further: Double, variance: Double) -> LogNormal {
    guard further > 0 || variance > 0 else { return self }
    let mean = self.mean + further
    guard mean > 0 else { return self }
    let square = log1p((self.variance + variance) / mean / mean)
    return LogNormal(location: log(mean) - square / 2, scale: square.squareRoot())
  }

  /// The part of the draws that stays below a value.
  public func below(_ value: Double) -> Double {
    guard value > 0 else { return 0 }
    guard scale > 0 else { return log(value) < location ? 0 : 1 }
    return 0.5 * erfc((location - log(value)) / scale / 2.0.squareRoot())
  }
}
