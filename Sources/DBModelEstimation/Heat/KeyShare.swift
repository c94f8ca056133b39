public import DBModelStatistics

/// Which part of some load falls on each key of a structure, as far as it is known.
public enum KeyShare: Sendable {
  /// The keys are named values; what is left of 1 falls on others, each at most `rest`.
  case named([(value: String, share: Interval)], rest: Interval)
  /// Only the share of the most popular key is known.
  case top(Interval)

  /// The share of the most popular key.
  public var hottest: Interval {
    switch self {
    case .top(let share): return share
    case .named(let values, let rest):
      let low = values.map(\.share.low).max() ?? 0
      let high = values.map(\.share.high).max() ?? 0
      return Interval(max(low, rest.low), max(high, rest.high))
    }
  }

  /// The share of one key: the named one, or the most popular one for `nil`. A key that is not
  /// among the named ones may be any of the others; one may be the most popular of all or not.
  public func share(of value: String?) -> Interval {
    switch (self, value) {
    case (.top(let share), nil): return share
    case (.top(let share), _?): return Interval(0, share.high)
    case (.named, nil): return hottest
    case (.named(let values, let rest), let value?):
      let own = values.filter { $0.value == value }.map(\.share)
      return own.isEmpty ? Interval(0, rest.high) : own.reduce(.zero) { $0 + $1 }
    }
  }

  /// The shares of keys that are spread over shards by the items behind them: a shard takes its
  /// part of a key's share, and all of the item in it that takes the most.
  ///
  /// - Parameter item: The share of the most popular item; `nil` where all items of a key are asked
  ///   for alike, as by a Query.
  public func sharded(over count: Int, item: Interval?) -> KeyShare {
    guard count > 1 else { return self }
    func divided(_ share: Interval) -> Interval {
      let even = share * (1 / Double(count))
      guard let item else { return even }
      return Interval(even.low, max(even.high, min(share.high, even.high + item.high)))
    }
    switch self {
    case .named(let values, let rest):
      // In which of the keys the most popular item stands is not known.
      let known = KeyShare.named(values.map { ($0.value, divided($0.share)) }, rest: divided(rest))
      guard let item, item.low > known.hottest.low else { return known }
      return .top(Interval(item.low, max(item.low, known.hottest.high)))
    case .top(let share):
      let part = divided(share)
      let low = max(part.low, item?.low ?? 0)
      return .top(Interval(low, max(low, part.high)))
    }
  }

  /// The share of a key made of two values that are asked for independently; where they are
  /// correlated it is at most the smaller of the two.
  public func combined(with other: KeyShare) -> KeyShare {
    pair(with: other) { Interval($0.low * $1.low, min($0.high, $1.high)) }
  }

  /// The share of a key made of two values, where `other` is the share among the keys that have one
  /// value of the first.
  public func times(_ other: KeyShare) -> KeyShare {
    pair(with: other) { $0 * $1 }
  }

  private func pair(
    with other: KeyShare,
    _ both: (Interval, Interval) -> Interval
  ) -> KeyShare {
    let (a, b) = (hottest, other.hottest)
    guard case .named(let own, let ownRest) = self, case .named(let others, let otherRest) = other,
      own.count * others.count <= Self.mostNamed
    else { return .top(both(a, b)) }
    let named = own.flatMap { first in
      others.map { (value: "\(first.value), \($0.value)", share: both(first.share, $0.share)) }
    }
    // A key that is not named has a value of one of them that is not.
    let (left, right) = (both(ownRest, b), both(a, otherRest))
    let rest = Interval(max(left.low, right.low), max(left.high, right.high))
    return .named(named, rest: rest)
  }

  /// Values of two attributes that are named together, at most.
  private static let mostNamed = 64
}
