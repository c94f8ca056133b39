public import DBModelWorkload

/// What a derived structure is worth: its upkeep, what its absence would cost, and who pays for it.
public struct StructureWorth: Sendable {
  /// The best design without the structure, set against the best with it, both searched alike.
  public enum Absence: Sendable {
    /// It costs so much more, USD a month; at least 0.
    case costs(usDollarsPerMonth: Double)
    /// These patterns then read whole tables, miss a latency budget, or have no way at all.
    case breaks([PatternID])
    /// These patterns then run a risk more: an end of the latency estimate beyond the budget, a
    /// sort of very many rows in the caller, or a key that is asked for, or written, more than one
    /// partition is planned with.
    case endangers([PatternID])
    /// The search for the best design without it found none, or did not close.
    case unknown
  }

  /// Writes and storage, USD a month.
  public let upkeepUSDollarsPerMonth: Double
  public let absence: Absence
  /// How the upkeep divides among the patterns that go through the structure: in proportion to what
  /// each would pay more by its next best way through the structures that are kept. A convention;
  /// the parts add up to 1.
  public let shares: [(pattern: PatternID, share: Double)]

  public init(
    upkeepUSDollarsPerMonth: Double,
    absence: Absence,
    shares: [(pattern: PatternID, share: Double)]
  ) {
    self.upkeepUSDollarsPerMonth = upkeepUSDollarsPerMonth
    self.absence = absence
    self.shares = shares
  }
}

/// How far the search for a store's design went.
public struct DesignProof: Sendable {
  public let store: StoreID
  /// What the design costs by the linear rates that designs are compared with, USD a month.
  public let usDollarsPerMonth: Double
  /// No design of the space costs less, USD a month; `nil` where part of the space was not looked
  /// at, so that nothing is known.
  public let boundUSDollarsPerMonth: Double?
  /// Ways to keep the rows that were looked at, over all parts that were planned apart.
  public let layouts: Int
  /// Nodes of the searches for indexes.
  public let nodes: Int
  /// Patterns whose rate is `unknown`, weighed with one call a second.
  public let assumedRates: [PatternID]
  /// `nil` where the store asks for nothing, or what it costs was not looked for.
  public var preferences: PreferenceWorth?

  public init(
    store: StoreID,
    usDollarsPerMonth: Double,
    boundUSDollarsPerMonth: Double?,
    layouts: Int,
    nodes: Int,
    assumedRates: [PatternID]
  ) {
    self.store = store
    self.usDollarsPerMonth = usDollarsPerMonth
    self.boundUSDollarsPerMonth = boundUSDollarsPerMonth
    self.layouts = layouts
    self.nodes = nodes
    self.assumedRates = assumedRates
  }

  /// The largest part of the cost that another design of the space could save, 0…1; `nil` where it
  /// is not known. Below a billionth it is rounding, and counts as 0.
  public var gap: Double? {
    guard let bound = boundUSDollarsPerMonth else { return nil }
    guard usDollarsPerMonth > 0 else { return 0 }
    let gap = (usDollarsPerMonth - bound) / usDollarsPerMonth
    return gap < 1e-9 ? 0 : gap
  }

  /// Whether no design of the space is cheaper.
  public var isOptimal: Bool { gap == 0 }
}
