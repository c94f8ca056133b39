public import DBModelDiagnostics
public import DBModelStatistics
public import DBModelWorkload

/// What a contribution does to the keys it falls on.
public enum HeatEffect: String, Hashable, Sendable {
  case reads, writes
  /// The entries that a change of an index key makes under the new key.
  case puts
  /// The entries that it removes under the old key.
  case deletes

  public var isWrite: Bool { self != .reads }
}

/// What one pattern adds to the heat of a table or an index.
public struct HeatContribution: Sendable {
  public let pattern: PatternID
  /// Calls a second at the pattern's peak.
  public let callsPerSecond: Interval
  /// Units of one call, over all keys.
  public let unitsPerCall: Interval
  public let effect: HeatEffect
  public let share: KeyShare
  /// Each key is asked for one item, which no split can spread.
  public let isOneItem: Bool
  /// The place of the request in the pattern's path.
  public let request: Int
  /// The local index that it goes through or to: it takes the capacity of its table's key.
  public let localIndex: String?
  /// What the share rests on, for people, with its place where it has one.
  public let basis: String
  public let basisSpan: SourceSpan?

  public init(
    pattern: PatternID,
    callsPerSecond: Interval,
    unitsPerCall: Interval,
    effect: HeatEffect,
    share: KeyShare,
    isOneItem: Bool = false,
    request: Int = 0,
    localIndex: String? = nil,
    basis: String,
    basisSpan: SourceSpan?
  ) {
    self.pattern = pattern
    self.callsPerSecond = callsPerSecond
    self.unitsPerCall = unitsPerCall
    self.effect = effect
    self.share = share
    self.isOneItem = isOneItem
    self.request = request
    self.localIndex = localIndex
    self.basis = basis
    self.basisSpan = basisSpan
  }

  public var isWrite: Bool { effect.isWrite }

  /// Units a second at the pattern's peak, over all keys.
  public var unitsPerSecond: Interval { unitsPerCall * callsPerSecond }

  /// Units a second on one key: the named one, or the most popular one for `nil`.
  public func unitsPerSecond(onKey value: String?) -> Interval {
    let units = unitsPerSecond
    let part = share.share(of: value)
    return Interval(units.low * part.low, units.high * part.high)
  }
}

/// Whether DynamoDB can spread a hot partition key over several partitions by itself.
public enum Splitting: Sendable {
  case helps
  /// With the reason.
  case cannot(String)
}

/// The load on one table or index, and on its hottest key; reads and writes are throttled apart.
public struct StructureHeat: Sendable {
  /// `Order`, `Order.byCustomer`.
  public let structure: String
  public let store: StoreID
  /// The attributes of the partition key: `customer`, `seller, status`.
  public let partitionKey: String
  public let contributions: [HeatContribution]
  public let splitting: Splitting
  public let isIndex: Bool
  /// Without a sort key each key of a table is one item.
  public let hasSortKey: Bool
  /// Where a fixed design states the table or the index.
  public let span: SourceSpan?

  public init(
    structure: String,
    isIndex: Bool,
    hasSortKey: Bool,
    store: StoreID,
    partitionKey: String,
    contributions: [HeatContribution],
    splitting: Splitting,
    span: SourceSpan? = nil
  ) {
    self.structure = structure
    self.isIndex = isIndex
    self.hasSortKey = hasSortKey
    self.span = span
    self.store = store
    self.partitionKey = partitionKey
    self.contributions = contributions
    self.splitting = splitting
  }

  /// The heat that is left without some patterns.
  public func without(_ patterns: Set<PatternID>) -> StructureHeat {
    if patterns.isEmpty { return self }
    return StructureHeat(
      structure: structure,
      isIndex: isIndex,
      hasSortKey: hasSortKey,
      store: store,
      partitionKey: partitionKey,
      contributions: contributions.filter { !patterns.contains($0.pattern) },
      splitting: splitting,
      span: span
    )
  }

  /// Units a second over all keys, every pattern at its peak.
  public func total(isWrite: Bool) -> Interval {
    contributions.filter { $0.isWrite == isWrite }.reduce(.zero) { $0 + $1.unitsPerSecond }
  }

  /// What reads or writes one key, the heaviest first; the named key, or the most popular one.
  public func contributions(isWrite: Bool, onKey value: String?) -> [HeatContribution] {
    contributions.enumerated()
      .filter { $0.element.isWrite == isWrite && $0.element.unitsPerSecond(onKey: value).high > 0 }
      .sorted {
        let (a, b) = (
          $0.element.unitsPerSecond(onKey: value), $1.element.unitsPerSecond(onKey: value)
        )
        return (b.high, b.low, $0.offset) < (a.high, a.low, $1.offset)
      }
      .map(\.element)
  }

  /// What patterns read of each key that they know by a value, units a second at the least; what
  /// several of them read of one key adds up.
  public var namedReads: [(value: String, unitsPerSecond: Double)] {
    var found: [String: Double] = [:]
    for contribution in contributions where !contribution.isWrite {
      guard case .named(let values, _) = contribution.share else { continue }
      for value in values {
        found[value.value, default: 0] += contribution.unitsPerSecond.low * value.share.low
      }
    }
    return found.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The hottest key: the named value where there is one, and its units a second.
  ///
  /// Patterns that name the same value add up exactly. For the others the hottest keys of two
  /// patterns may be the same one or not: the low end is the hottest of one pattern alone, the high
  /// end all of them on one key.
  public func hottestKey(isWrite: Bool) -> (value: String?, unitsPerSecond: Interval) {
    var named: [(value: String, units: Interval)] = []
    var anonymousLow = 0.0
    var anonymousHigh = 0.0
    for contribution in contributions where contribution.isWrite == isWrite {
      let units = contribution.unitsPerSecond
      switch contribution.share {
      case .top(let share):
        anonymousLow = max(anonymousLow, units.low * share.low)
        anonymousHigh += units.high * share.high
      case .named(let values, let rest):
        anonymousLow = max(anonymousLow, units.low * rest.low)
        for value in values {
          let own = Interval(units.low * value.share.low, units.high * value.share.high)
          if let known = named.firstIndex(where: { $0.value == value.value }) {
            named[known].units += own
          } else {
            named.append((value.value, own))
          }
        }
      }
    }
    let hottest = named.max {
      ($0.units.low, $0.units.high, $1.value) < ($1.units.low, $1.units.high, $0.value)
    }
    guard let hottest, hottest.units.high > 0 else {
      return (nil, Interval(anonymousLow, max(anonymousLow, anonymousHigh)))
    }
    // What others spread over keys that they do not name may fall on this one.
    let unnamed = contributions.reduce(0.0) { sum, contribution in
      guard contribution.isWrite == isWrite, case .named(let values, let rest) = contribution.share,
        !values.contains(where: { $0.value == hottest.value })
      else { return sum }
      return sum + contribution.unitsPerSecond.high * rest.high
    }
    let low = max(hottest.units.low, anonymousLow)
    return (hottest.value, Interval(low, max(low, hottest.units.high + anonymousHigh + unnamed)))
  }
}
