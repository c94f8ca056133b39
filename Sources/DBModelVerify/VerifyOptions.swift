/// What a verification does and how much of it.
public struct VerifyOptions: Sendable {
  /// Draws everything: the same seed gives the same rows and calls.
  public var seed: UInt64
  /// Rows of the largest entity, of the rows that are as declared.
  public var rows: Int
  /// Calls of each pattern on each set of rows.
  public var calls: Int
  /// Whether the tables stay when the run is over.
  public var keepsTables: Bool
  /// Whether units are counted, for which an endpoint is asked everything twice.
  public var countsUnits: Bool

  public init(
    seed: UInt64 = 1,
    rows: Int = 120,
    calls: Int = 8,
    keepsTables: Bool = false,
    countsUnits: Bool = true
  ) {
    self.seed = seed
    self.rows = rows
    self.calls = calls
    self.keepsTables = keepsTables
    self.countsUnits = countsUnits
  }

  /// What the tables of a run are named with, so that they are told from everybody else's.
  public var tablePrefix: String { "dbmodel-verify-\(seed)-" }

  /// The time of every call: 2026-11-18. Answers depend on it, so it is no clock's.
  public static let now: Int64 = 1_795_000_000_000_000_000
}
