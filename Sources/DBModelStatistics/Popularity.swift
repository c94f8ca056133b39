import Glibc

/// How often each key of a population is asked for, as declared.
public enum Popularity: Hashable, Sendable {
  /// Every key alike.
  case uniform
  /// The i-th most popular key is asked for in proportion to `i^-exponent`; `exponent ≥ 0`.
  case zipf(exponent: Double)
  /// A number of keys share a part of the requests evenly; the rest is spread evenly.
  case hotset(keys: Double, share: Double)
  /// A fraction of the keys shares a part of the requests evenly; the rest is spread evenly.
  case hotFraction(ofKeys: Double, share: Double)
  /// The shares of the most popular keys, gravest first; the rest is spread evenly. The labels name
  /// the values where the model does (`top(.paid 50%)`), else they are `nil`.
  case top([TopShare])
  /// Asked for evenly among the keys made within the last so many seconds.
  case recent(withinSeconds: Double)
  /// Measured; the profile stands in a file. Without shares it was not read.
  case trace(path: String, shares: RankedShares?)
  /// Declared not to be known: both ends of every verdict are computed.
  case unknown
}

/// One named or unnamed share of a `Popularity.top`.
public struct TopShare: Hashable, Sendable {
  public let value: String?
  /// 0…1.
  public let share: Double

  public init(value: String?, share: Double) {
    self.value = value
    self.share = share
  }
}

extension Popularity {
  /// The share of requests that the most popular of `keyCount` keys receives, as far as it is
  /// known.
  ///
  /// `recentKeyCount` is how many keys are young enough for `recent`; without it the share is
  /// bounded by 1/keyCount and 1. A trace that was not read is treated as unknown.
  public func topShare(keyCount: Double, recentKeyCount: Double? = nil) -> Interval {
    let count = max(1, keyCount)
    switch self {
    case .uniform:
      return Interval(1 / count)
    case .zipf(let exponent):
      return Interval(1 / Harmonic.generalized(count, exponent: exponent))
    case .hotset(let keys, let share):
      return Interval(Self.hotsetTop(keys: keys, share: share, count: count))
    case .hotFraction(let fraction, let share):
      return Interval(Self.hotsetTop(keys: fraction * count, share: share, count: count))
    case .top(let shares):
      let named = shares.map(\.share).max() ?? 0
      let rest = max(0, 1 - shares.reduce(0) { $0 + $1.share })
      let remaining = count - Double(shares.count)
      return Interval(max(named, remaining >= 1 ? rest / remaining : 0))
    case .recent:
      guard let recentKeyCount else { return Interval(1 / count, 1) }
      return Interval(1 / min(count, max(1, recentKeyCount)))
    case .trace(_, let shares?): return Interval(shares.top)
    case .trace, .unknown: return Interval(1 / count, 1)
    }
  }

  private static func hotsetTop(keys: Double, share: Double, count: Double) -> Double {
    let hot = min(max(1, keys), count)
    let cold = count - hot
    // Where there is no other key, the hot ones take all.
    return cold >= 1 ? max(share / hot, (1 - share) / cold) : 1 / count
  }
}

/// Generalised harmonic numbers.
public enum Harmonic {
  /// `Σ i^-exponent` for i = 1…⌊count⌋.
  ///
  /// The first 64 terms are summed, the rest comes from the Euler–Maclaurin formula (Abramowitz and
  /// Stegun 3.6.28): relative error below 1e-9 for exponents from 0 to 4.
  public static func generalized(_ count: Double, exponent s: Double) -> Double {
    let n = max(1, count.rounded(.down))
    let head = min(n, 64)
    var sum = 0.0
    var i = head
    while i >= 1 {
      sum += pow(i, -s)
      i -= 1
    }
    return n > head ? sum + rest(from: head, to: n, exponent: s) : sum
  }

  /// The same for several counts, ascending: the first terms are summed once.
  public static func generalized(upTo counts: [Double], exponent s: Double) -> [Double] {
    var sums = [0.0]
    while Double(sums.count) <= min(64, counts.last ?? 1) {
      sums.append(sums[sums.count - 1] + pow(Double(sums.count), -s))
    }
    return counts.map { count in
      let n = max(1, count.rounded(.down))
      let head = min(n, 64)
      return sums[Int(head)] + (n > head ? rest(from: head, to: n, exponent: s) : 0)
    }
  }

  private static func rest(from head: Double, to n: Double, exponent s: Double) -> Double {
    func integral(_ x: Double) -> Double {
      abs(s - 1) < 1e-12 ? log(x) : (pow(x, 1 - s)) / (1 - s)
    }
    let edges = (pow(n, -s) - pow(head, -s)) / 2
    let slope = s / 12 * (pow(head, -s - 1) - pow(n, -s - 1))
    return integral(n) - integral(head) + edges + slope
  }
}
