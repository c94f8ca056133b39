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
    public let length: Double

    public init(chance: Double, length: Double) {
      self.chance = chance
      self.length = length
    }
  }

  public let time: LogNormal
  public let delays: [Delay]

  /// - Parameter delays: Chances of any sum above 0: they are parts of it. None is no delay.
  public init(_ time: LogNormal, delays: [Delay]) {
    self.time = time
    let sum = delays.reduce(0) { $0 + $1.chance }
    self.delays =
      sum > 0
      ? delays.map { Delay(chance: $0.chance / sum, length: max(0, $0.length)) }
      : [Delay(chance: 1, length: 0)]
  }

  /// The value that a part (0 < part < 1) of the draws stays below, by bisection to one part in a
  /// million.
  public func quantile(_ part: Double) -> Double {
    let own = time.quantile(part)
    guard let least = delays.map(\.length).min(), let most = delays.map(\.length).max() else {
      return own
    }
    if least == most { return own + most }
    var (low, high) = (least, most + time.quantile(1 - (1 - part) * 1e-3))
    while high - low > 1e-6 * high {
      let middle = (low + high) / 2
      if below(middle) < part { low = middle } else { high = middle }
    }
    return high
  }

  /// The part of the draws that stays below a value.
  public func below(_ value: Double) -> Double {
    delays.reduce(0) { $0 + $1.chance * time.below(value - $1.length) }
  }
}

extension LogNormal {
  /// The part of the draws that stays below a value.
  public func below(_ value: Double) -> Double {
    guard value > 0 else { return 0 }
    guard scale > 0 else { return log(value) < location ? 0 : 1 }
    return 0.5 * erfc((location - log(value)) / scale / 2.0.squareRoot())
  }
}
