public import DBModelStatistics

/// What a load takes of the partition that serves its key.
public struct PartitionUse: Hashable, Sendable {
  /// Units a second.
  public var unitsPerSecond: Interval
  /// As a part of what is planned with for requests of their size: above 1 is too much. Of several
  /// loads the parts add up.
  public var ofCeiling: Interval

  public static let none = PartitionUse(unitsPerSecond: .zero, ofCeiling: .zero)

  public static func + (a: PartitionUse, b: PartitionUse) -> PartitionUse {
    PartitionUse(
      unitsPerSecond: a.unitsPerSecond + b.unitsPerSecond,
      ofCeiling: a.ofCeiling + b.ofCeiling
    )
  }

  public static func += (a: inout PartitionUse, b: PartitionUse) { a = a + b }

  /// The lower ends of both where they are higher.
  func atLeast(_ other: PartitionUse) -> PartitionUse {
    func raised(_ a: Interval, _ b: Interval) -> Interval {
      let low = max(a.low, b.low)
      return Interval(low, max(a.high, low))
    }
    return PartitionUse(
      unitsPerSecond: raised(unitsPerSecond, other.unitsPerSecond),
      ofCeiling: raised(ofCeiling, other.ofCeiling)
    )
  }

  /// The same with another high end.
  func upTo(_ other: PartitionUse) -> PartitionUse {
    func widened(_ a: Interval, _ b: Interval) -> Interval {
      Interval(a.low, max(a.low, b.high))
    }
    return PartitionUse(
      unitsPerSecond: widened(unitsPerSecond, other.unitsPerSecond),
      ofCeiling: widened(ofCeiling, other.ofCeiling)
    )
  }
}

extension HeatContribution {
  /// What it takes of one key: the named one, or the most popular one for `nil`.
  public func use(onKey value: String?) -> PartitionUse { use(share.share(of: value)) }

  /// What it takes of the most popular key that is left without so many of the most popular ones,
  /// at the least.
  public func use(beyondTop keys: Double) -> PartitionUse {
    use(Interval(leastUneven.top(beyond: keys)))
  }

  /// What it takes of a key with a share of its load.
  func use(_ share: Interval) -> PartitionUse {
    let share = capped(share)
    let units = unitsPerSecond
    let load = Interval(units.low * share.low, units.high * share.high)
    func part(_ load: Double, _ size: Double, _ share: Double) -> Double {
      // Of calls that come at once, a key is asked by its share of the others as well.
      let atOnce = size * (1 + (callsAtOnce - 1) * share)
      return load / PartitionCeiling.planned(isWrite: isWrite, requestUnits: atOnce)
    }
    return PartitionUse(
      unitsPerSecond: load,
      ofCeiling: Interval(
        part(load.low, unitsPerRequest.low, share.low),
        part(load.high, unitsPerRequest.high, share.high)
      )
    )
  }
}
