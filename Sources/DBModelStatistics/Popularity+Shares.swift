extension Popularity {
  /// The shares of all keys; `nil` where the popularity is unknown, or a trace was not read.
  ///
  /// - Parameters:
  ///   - keyCount: At least 1; less counts as 1. A measured popularity has its own keys.
  ///   - recentKeyCount: How many keys are young enough for `recent`; all where it is not known.
  public func shares(keyCount: Double, recentKeyCount: Double? = nil) -> RankedShares? {
    let count = max(1, keyCount)
    switch self {
    case .uniform: return .uniform(keyCount: count)
    case .zipf(let exponent): return .zipf(exponent: exponent, keyCount: count)
    case .hotset(let keys, let share): return .hotset(keys: keys, share: share, keyCount: count)
    case .hotFraction(let fraction, let share):
      return .hotset(keys: fraction * count, share: share, keyCount: count)
    case .top(let shares): return .top(shares.map(\.share), keyCount: count)
    case .recent: return .uniform(keyCount: min(count, recentKeyCount ?? count))
    case .trace(_, let shares): return shares
    case .unknown: return nil
    }
  }
}
