public import DBModelStatistics

/// What a request is assumed to take where nobody has measured: no service publishes percentiles.
/// Every figure made with one of these names it as an assumption.
public enum LatencyPriors {
  /// A range of a percentile, milliseconds, with why.
  public struct Prior: Hashable, Sendable {
    public let name: String
    public let medianMs: Interval
    public let p95Ms: Interval
    public let source: String

    public init(_ name: String, medianMs: Interval, p95Ms: Interval, source: String) {
      self.name = name
      self.medianMs = medianMs
      self.p95Ms = p95Ms
      self.source = source
    }
  }

  /// One GetItem, PutItem, UpdateItem, DeleteItem, a page of a Query, a BatchGetItem.
  public static let dynamoDBRequest = Prior(
    "a DynamoDB request",
    medianMs: Interval(2, 3.5),
    p95Ms: Interval(4, 8),
    source: """
      assumed; "single-digit milliseconds on average for singleton operations", CloudWatch User \
      Guide, recommended alarms (2026-11-23); no percentile is published
      """
  )

  /// How much longer a transaction takes than a single write: two phases, one after the other.
  public static let transactionFactor = Interval(2, 2.5)

  /// Milliseconds for each further 100 KB that a request carries; assumed.
  public static let msPer100KB = Interval(0.5, 1.5)

  /// One round trip to a relational database in the same region, planning and statement overhead
  /// included; assumed, with 0.05 to 1 ms for planning as measured on PostgreSQL 15.
  public static let sqlRoundTrip = Prior(
    "a round trip and the planning of a statement",
    medianMs: Interval(0.4, 1.2),
    p95Ms: Interval(1, 3),
    source: "assumed: same region; planning took 0.05 to 1 ms on PostgreSQL 15"
  )

  /// The same for an embedded database: no network.
  public static let embeddedCall = Prior(
    "a call of an embedded database",
    medianMs: Interval(0.01, 0.05),
    p95Ms: Interval(0.03, 0.15),
    source: "assumed: no network, statement prepared"
  )

  /// A durable commit of a cluster that writes to a quorum of its storage; assumed.
  public static let commit = Prior(
    "a durable commit",
    medianMs: Interval(1, 3),
    p95Ms: Interval(2, 6),
    source: "assumed: no percentile is published for Aurora"
  )

  /// The same of an embedded database, whose file lies on a disk of the machine: two flushes or
  /// three, of the journal and of the file (www.sqlite.org/atomiccommit.html, checked 2026-11-29).
  public static let embeddedCommit = Prior(
    "a durable commit",
    medianMs: Interval(1, 3),
    p95Ms: Interval(2, 6),
    source: "assumed: two or three flushes of a solid-state disk; others take ten times as long"
  )

  /// Milliseconds for a page that the buffer pool holds: 1.0 microsecond, fitted on 412 queries of
  /// PostgreSQL 15, warm.
  public static let pageHitMs = 0.001
  /// Milliseconds for a page that is fetched from storage; assumed, Aurora publishes none. Measure
  /// it as storage_blk_read_time / storage_blks_read of aurora_stat_database().
  public static let pageMissMs = Interval(0.5, 1.5)
  /// The same where pages follow each other and are read ahead; assumed.
  public static let readAheadPageMs = Interval(0.02, 0.1)
  /// Milliseconds for a row touched: 0.12 microseconds, from the same fit.
  public static let rowMs = 0.000_12
  /// Milliseconds for a comparison of a sort in memory: 20 nanoseconds, assumed.
  public static let comparisonMs = 0.000_02
  /// Milliseconds of the processor for an entry that a write adds to a leaf it has just written,
  /// its search included. On PostgreSQL 15 a row that a statement of its own inserts into a table
  /// of 10^6 rows, all in memory, took 0.8 microseconds more for each index whose new keys all come
  /// at one place, and 4.6 for one whose keys come anywhere (docs/evaluation/indexes.md).
  public static let entryWriteMs = 0.000_75
  /// Milliseconds that a leaf takes besides which the processor's own cache does not hold, the
  /// pages above it left out; of the same measurement.
  public static let coldLeafMs = 0.001_9
  /// Of keys that come at so many places half of the leaves are cold: 1.4 microseconds with 10
  /// places, 2.4 with 100, 3.6 with 1,000, in the same measurement.
  public static let warmLeaves = 130.0

  /// Bytes of a page of Aurora PostgreSQL; Aurora MySQL has 16 KB.
  public static let pageBytes = 8_192.0
  /// The part of an instance's memory that the buffer pool takes by default on a db.t3.medium
  /// (Aurora User Guide, parameter shared_buffers; 66 % on a db.r6g.large).
  public static let bufferPoolShare = 0.58
}
