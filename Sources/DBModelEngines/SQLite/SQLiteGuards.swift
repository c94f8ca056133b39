/// What statements given to a database may do and how long they may take.
///
/// Schemas and statements come from a user's model or files, so that nothing in them may reach
/// another file or run without end.
public struct SQLiteGuards: Hashable, Sendable {
  /// Virtual machine instructions before a statement is interrupted; `nil` for no limit.
  public var instructions: Int?
  /// Refuses ATTACH, DETACH, PRAGMA that write, and `load_extension`.
  public var refusesOutside: Bool
  /// `SQLITE_LIMIT_EXPR_DEPTH`; SQLite's own is 1,000.
  public var expressionDepth: Int32
  /// `SQLITE_LIMIT_SQL_LENGTH`; SQLite's own is 1,000,000,000.
  public var statementBytes: Int32

  public init(
    instructions: Int? = nil,
    refusesOutside: Bool = true,
    expressionDepth: Int32 = 200,
    statementBytes: Int32 = 1_000_000
  ) {
    self.instructions = instructions
    self.refusesOutside = refusesOutside
    self.expressionDepth = expressionDepth
    self.statementBytes = statementBytes
  }

  /// 10^9 instructions: some ten seconds.
  public static let `default` = SQLiteGuards(instructions: 1_000_000_000)
}
