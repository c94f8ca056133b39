/// Reads or writes of a table or an index over some time; units of all attempts:
/// `offered = served + throttled`.
public struct LoadTotals: Hashable, Sendable {
  public var offered = 0.0
  public var served = 0.0
  /// By partitions that served all they can.
  public var throttledByPartition = 0.0
  /// By what the table or index admits as a whole.
  public var throttledByAdmission = 0.0
  /// Writes of a table that an index had no room for.
  public var throttledByIndex = 0.0

  public init() {}

  public var throttled: Double {
    throttledByPartition + throttledByAdmission + throttledByIndex
  }

  /// The part of what was offered, 0…1.
  public var throttledShare: Double { offered > 0 ? throttled / offered : 0 }

  static func += (a: inout LoadTotals, b: LoadTotals) {
    a.offered += b.offered
    a.served += b.served
    a.throttledByPartition += b.throttledByPartition
    a.throttledByAdmission += b.throttledByAdmission
    a.throttledByIndex += b.throttledByIndex
  }
}

/// One row of the series of a table or an index.
public struct IntervalResult: Hashable, Sendable {
  /// Reads or writes.
  public struct Side: Hashable, Sendable {
    public var totals = LoadTotals()
    /// The fullest second of any partition: what was asked of it, as a part of what it serves.
    public var hottestUtilisation = 0.0
    /// The number of that partition; 0 where nothing was asked.
    public var hottestPartition = 0
    /// Units a second that the table or index as a whole admits at the end; `nil` for no bound.
    public var admitted: Double?
    /// Milliseconds that calls took which were served at last, waits and repetitions included;
    /// `nil` where none was served, and for writes of an index, which nobody waits for.
    public var latency: LatencyPercentiles?
  }

  /// Seconds from the start.
  public let second: Int
  public let seconds: Int
  public let reads: Side
  public let writes: Side
  /// At the end.
  public let partitions: Int

  public func side(isWrite: Bool) -> Side { isWrite ? writes : reads }
}

/// Milliseconds.
public struct LatencyPercentiles: Hashable, Sendable {
  public let p50: Double
  public let p95: Double
  public let p99: Double
}
