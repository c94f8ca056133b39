public import DBModelExplain

/// Asks a server that is there how it would run a statement on the tables and statistics it has.
///
/// Every question is a read-only transaction that is rolled back, and nothing is run in it: EXPLAIN
/// without ANALYZE. Not to be used by two tasks at a time.
public final class LivePlanner {
  private let connection: PostgreSQLConnection

  /// Milliseconds for one plan, and for a lock that a migration may hold.
  private static let planMs = 10_000
  private static let lockMs = 2_000

  public init(_ address: PostgreSQLAddress) throws(ServerFailure) {
    connection = try PostgreSQLConnection(to: address)
  }

  /// `15.18 (Debian 15.18-0+deb12u1)`.
  public var version: String { connection.version }

  /// The plan of one statement, whose parameters stand as `$1`, `$2`, …: the one that serves all
  /// of their values, or with `literals` of SQL the one for these.
  public func explain(
    _ sql: String,
    parameterCount: Int,
    literals: [String]? = nil
  ) throws(ServerFailure) -> PlanTree {
    try connection.run(
      """
      BEGIN READ ONLY; SET LOCAL statement_timeout = \(Self.planMs);
      SET LOCAL lock_timeout = \(Self.lockMs)
      """
    )
    do throws(ServerFailure) {
      let plan = try PostgreSQLExplain(connection: connection)
        .plan(sql, parameterCount: parameterCount, literals: literals)
      try connection.run("ROLLBACK")
      return plan
    } catch {
      _ = try? connection.run("ROLLBACK")
      throw error
    }
  }

  /// What the server knows of the tables that are seen without naming a schema.
  public func statistics() throws(ServerFailure) -> [PostgreSQLTableStatistics] {
    try PostgreSQLStatisticsReader(connection: connection).tables()
  }
}
