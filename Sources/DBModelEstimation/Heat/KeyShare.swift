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

  /// The share of a key made of two values that are asked for independently; where they are
  /// correlated it is at most the smaller of the two.
  public func combined(with other: KeyShare) -> KeyShare {
    let (a, b) = (hottest, other.hottest)
    return .top(Interval(a.low * b.low, min(a.high, b.high)))
  }
}
