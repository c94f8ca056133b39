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
  /// Requests of one call, at least 1; a batch asks for each of its items.
  public let requestsPerCall: Interval
  /// They are for different keys, so that a call asks none for more than one of them.
  public let isDistinct: Bool
  /// The share of the most popular item, where each request is for one: no split spreads it.
  public let itemShare: Interval?
  /// Calls that come together; 1 where they come one by one.
  public let callsAtOnce: Double
  public let effect: HeatEffect
  public let share: KeyShare
  /// How it falls on all keys.
  public let spread: KeySpread
  public let ranking: KeyRanking?
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
    requestsPerCall: Interval = .one,
    isDistinct: Bool = false,
    itemShare: Interval? = nil,
    callsAtOnce: Double = 1,
    effect: HeatEffect,
    share: KeyShare,
    spread: KeySpread,
    ranking: KeyRanking? = nil,
    isOneItem: Bool = false,
    request: Int = 0,
    localIndex: String? = nil,
    basis: String,
    basisSpan: SourceSpan?
  ) {
    self.pattern = pattern
    self.callsPerSecond = callsPerSecond
    self.unitsPerCall = unitsPerCall
    self.requestsPerCall = requestsPerCall
    self.isDistinct = isDistinct
    self.itemShare = itemShare
    self.callsAtOnce = callsAtOnce
    self.effect = effect
    self.share = share
    self.spread = spread
    self.ranking = ranking
    self.isOneItem = isOneItem
    self.request = request
    self.localIndex = localIndex
    self.basis = basis
    self.basisSpan = basisSpan
  }

  public var isWrite: Bool { effect.isWrite }

  /// Units a second at the pattern's peak, over all keys.
  public var unitsPerSecond: Interval { unitsPerCall * callsPerSecond }

  /// Units that one of its requests takes of a key at once.
  public var unitsPerRequest: Interval {
    Interval(unitsPerCall.low / requestsPerCall.high, unitsPerCall.high / requestsPerCall.low)
  }

  /// The part of its load that falls on one key: the named one, or the most popular one for `nil`.
  public func share(onKey value: String?) -> Interval { capped(share.share(of: value)) }

  /// A share of its load, at most one request of each call where those are for different keys.
  func capped(_ share: Interval) -> Interval {
    guard isDistinct else { return share }
    return Interval(
      min(share.low, 1 / requestsPerCall.high),
      min(share.high, 1 / requestsPerCall.low)
    )
  }

  /// The shares of all its keys, as even as they may be.
  public var leastUneven: RankedShares {
    isDistinct ? spread.leastUneven.capped(at: 1 / requestsPerCall.high) : spread.leastUneven
  }

  /// Units a second on one key: the named one, or the most popular one for `nil`.
  public func unitsPerSecond(onKey value: String?) -> Interval {
    use(onKey: value).unitsPerSecond
  }
}
