import Glibc

/// A popularity that a model can state, fitted to a measured one, and how far it is off.
public struct PopularityFit: Hashable, Sendable {
  /// What is fitted. `top` is as many of the first shares as a person would write down.
  public enum Family: CaseIterable, Sendable {
    case uniform, zipf, hotset, top
  }

  public let family: Family
  /// Never `trace`, `recent` or `unknown`.
  public let popularity: Popularity
  /// What it says of the number of keys that were measured.
  public let shares: RankedShares
  /// The share of the most popular key that it predicts, divided by the measured one; above 0.
  public let topRatio: Double
  /// Kolmogorov's distance: over all n, the largest difference between the part of the requests
  /// that the n most popular keys take by the fit and by the measurement; 0…1.
  public let distance: Double

  private init(
    _ family: Family,
    _ popularity: Popularity,
    _ shares: RankedShares,
    _ measured: RankedShares
  ) {
    self.family = family
    self.popularity = popularity
    self.shares = shares
    topRatio = measured.top > 0 ? shares.top / measured.top : 1
    distance = Self.distance(shares, measured)
  }

  /// One of each family, in the order of `Family`.
  public static func all(_ measured: RankedShares) -> [PopularityFit] {
    [uniform(measured), zipf(measured), hotset(measured), top(measured)]
  }

  // MARK: Families

  static func uniform(_ measured: RankedShares) -> PopularityFit {
    PopularityFit(.uniform, .uniform, .uniform(keyCount: measured.keyCount), measured)
  }

  /// The exponent of the greatest likelihood, 0…4, in hundredths, which is how precisely it is
  /// written: the one that makes the measured counts likeliest when the key of rank i is drawn with
  /// probability `i^-s / H(N, s)`. Up to a constant and per request the logarithm of the likelihood
  /// is `-s Σ share(i) ln i - ln H(N, s)`, concave in s.
  ///
  /// Ranks are those of the counts themselves, so that a log with few requests for each key looks
  /// more skewed than it is.
  static func zipf(_ measured: RankedShares) -> PopularityFit {
    let count = measured.keyCount
    var logarithms = 0.0
    var before = 0.0
    for group in measured.groups {
      // Σ ln i over the ranks of the group is the logarithm of a quotient of factorials.
      logarithms += group.share * (lgamma(before + group.keys + 1) - lgamma(before + 1))
      before += group.keys
    }
    func likelihood(_ hundredths: Int) -> Double {
      let exponent = Double(hundredths) / 100
      return -exponent * logarithms - log(Harmonic.generalized(count, exponent: exponent))
    }
    var (low, high) = (0, 400)
    while low < high {
      let middle = (low + high) / 2
      if likelihood(middle) < likelihood(middle + 1) { low = middle + 1 } else { high = middle }
    }
    let exponent = Double(low) / 100
    let shares = RankedShares.zipf(exponent: exponent, keyCount: count)
    return PopularityFit(.zipf, .zipf(exponent: exponent), shares, measured)
  }

  /// The hot set of the greatest likelihood: of all n, the n keys that leave the least to say by
  /// telling hot from cold, `S ln(S/n) + (1-S) ln((1-S)/(N-n))` for their share S. Only ends of
  /// measured groups are looked at, between which keys are alike.
  static func hotset(_ measured: RankedShares) -> PopularityFit {
    let count = measured.keyCount
    func term(_ share: Double, _ keys: Double) -> Double {
      share > 0 && keys > 0 ? share * log(share / keys) : 0
    }
    var best = (keys: 1.0, share: measured.top, value: -Double.infinity)
    var (keys, share) = (0.0, 0.0)
    for group in measured.groups {
      keys += group.keys
      share += group.total
      if keys >= count { break }
      let value = term(share, keys) + term(1 - share, count - keys)
      if value > best.value { best = (keys, share, value) }
    }
    if best.value == -.infinity { best = (count, 1, 0) }
    let rounded = min(1, max(0.001, (best.share * 1_000).rounded() / 1_000))
    return PopularityFit(
      .hotset,
      .hotset(keys: best.keys, share: rounded),
      .hotset(keys: best.keys, share: rounded, keyCount: count),
      measured
    )
  }

  /// How many shares `top` states.
  private static let statedShares = 5

  /// The first shares, in tenths of a percent as far as they have any.
  static func top(_ measured: RankedShares) -> PopularityFit {
    var stated: [Double] = []
    for group in measured.groups where stated.count < statedShares {
      let share = (group.share * 1_000).rounded(.down) / 1_000
      let count = min(statedShares - stated.count, Int(min(group.keys, 1_000)))
      if share <= 0 { break }
      stated += [Double](repeating: share, count: count)
    }
    if stated.isEmpty { stated = [(measured.top * 1e6).rounded(.up) / 1e6] }
    return PopularityFit(
      .top,
      .top(stated.map { TopShare(value: nil, share: $0) }),
      .top(stated, keyCount: measured.keyCount),
      measured
    )
  }

  // MARK: Misfit

  /// Between ends of groups both are straight lines, so the largest difference is at an end.
  private static func distance(_ a: RankedShares, _ b: RankedShares) -> Double {
    var (i, j, left, right) = (0, 0, 0.0, 0.0)
    var (keysA, keysB) = (a.groups.first?.keys ?? 0, b.groups.first?.keys ?? 0)
    var largest = 0.0
    while i < a.groups.count, j < b.groups.count {
      let step = min(keysA, keysB)
      left += step * a.groups[i].share
      right += step * b.groups[j].share
      largest = max(largest, abs(left - right))
      keysA -= step
      keysB -= step
      if keysA <= 0 {
        i += 1
        keysA = i < a.groups.count ? a.groups[i].keys : 0
      }
      if keysB <= 0 {
        j += 1
        keysB = j < b.groups.count ? b.groups[j].keys : 0
      }
    }
    return min(1, largest)
  }
}
