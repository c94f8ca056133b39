public import DBModelWorkload

/// A table in partitions by time, `PARTITION BY RANGE`: each holds the rows of one day or month in
/// UTC, and is dropped as a whole when all of them are old.
public struct TablePartitioning: Hashable, Sendable {
  /// The time that one partition holds.
  public enum Period: String, Sendable {
    case day, month

    /// Seconds, a month by its mean.
    public var seconds: Double { self == .day ? DayLength.seconds : MonthLength.seconds }
  }

  /// At most so many partitions that hold rows: PostgreSQL's planner does well with "up to a few
  /// thousand", if most can be left out (manual, Best Practices for Declarative Partitioning,
  /// checked 2026-11-30), and each takes memory and a lock in every connection that uses it.
  public static let mostFilled = 400

  /// The time that rows are placed by, and its column.
  public let field: FieldID
  public let column: String
  public let period: Period
  /// Rows are old when their time is past by so many seconds.
  public let keptSeconds: Int
  /// How many partitions hold rows in a steady state, about.
  public let filledCount: Int
  /// How many are made before their time, the present one among them: twice as long as from one
  /// run to the next.
  public let aheadCount: Int
  /// The part of the rows, 0…1, that is deleted one by one all the same, since the oldest partition
  /// still holds rows that are not old when the pattern runs.
  public let remainder: Double
  /// What the names of partitions begin with; the first day follows, `20261130`.
  public let prefix: String
  /// The partition of rows for whose time none has been made.
  public let rest: String
  /// The pattern that deletes what is old.
  public let deletedBy: PatternID

  /// All of them: those that hold rows, those ahead, and the rest.
  public var partitionCount: Int { filledCount + aheadCount + 1 }

  public init(
    field: FieldID,
    column: String,
    period: Period,
    keptSeconds: Int,
    filledCount: Int,
    aheadCount: Int,
    remainder: Double,
    prefix: String,
    rest: String,
    deletedBy: PatternID
  ) {
    self.field = field
    self.column = column
    self.period = period
    self.keptSeconds = keptSeconds
    self.filledCount = filledCount
    self.aheadCount = aheadCount
    self.remainder = remainder
    self.prefix = prefix
    self.rest = rest
    self.deletedBy = deletedBy
  }
}
