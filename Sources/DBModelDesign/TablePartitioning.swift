public import DBModelWorkload

/// A table in partitions by time, `PARTITION BY RANGE`: each holds the rows of one day or month in
/// UTC, and is dropped as a whole when all of them are old.
public struct TablePartitioning: Hashable, Sendable {
  /// The time that one partition holds.
  public enum Period: String, Sendable {
    case day, month

    /// Seconds, a month by its mean.
    public var seconds: Double { self == .day ? 86_400 : 2_628_000 }
  }

  /// At most so many partitions: PostgreSQL's planner does well with "up to a few thousand", if most
  /// can be left out (manual, Best Practices for Declarative Partitioning, checked 2026-11-30), and
  /// each takes memory in every connection that uses it.
  public static let mostPartitions = 400
  /// Partitions that are made before their time, the present one among them.
  public static let madeAhead = 3

  /// The time that rows are placed by, and its column.
  public let field: FieldID
  public let column: String
  public let period: Period
  /// Rows are old when their time is past by so many seconds; 0 where it says when they expire.
  public let keptSeconds: Int
  /// How many partitions there are in a steady state, about.
  public let partitionCount: Int
  /// What the names of partitions begin with; the first day follows, `20261130`.
  public let prefix: String
  /// The partition of rows for whose time none has been made.
  public let rest: String
  /// The pattern that deletes what is old; `nil` where rows expire by themselves.
  public let deletedBy: PatternID?

  public init(
    field: FieldID,
    column: String,
    period: Period,
    keptSeconds: Int,
    partitionCount: Int,
    prefix: String,
    rest: String,
    deletedBy: PatternID?
  ) {
    self.field = field
    self.column = column
    self.period = period
    self.keptSeconds = keptSeconds
    self.partitionCount = partitionCount
    self.prefix = prefix
    self.rest = rest
    self.deletedBy = deletedBy
  }
}
