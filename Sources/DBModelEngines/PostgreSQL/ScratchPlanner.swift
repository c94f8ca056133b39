public import DBModelExplain

/// Asks PostgreSQL how it would run a statement at full size, on a schema without a single row.
///
/// A cluster of its own is made for that, and removed with this value. The planner takes a table's
/// size from the length of its files, and everything else from the catalog; so the statistics are
/// written there, the files are made as long as they would be, as holes that take no disk, and
/// indexes get their height. Nothing is ever run there: the files hold nothing.
///
/// Not to be used by two tasks at a time.
public final class ScratchPlanner {
  let server: ScratchServer
  let connection: PostgreSQLConnection

  /// The oldest version whose catalog and B-trees are as they are written here.
  static let oldestVersion = 120_000

  /// Makes the cluster, the schema in it and the sizes of that: about a second.
  ///
  /// - Parameters:
  ///   - schema: Statements in an order that works, each without a semicolon.
  ///   - variable: A variable of the environment.
  public init(
    schema: [String],
    statistics: [PostgreSQLTableStatistics],
    programs: PostgreSQLPrograms,
    variable: (String) -> String?
  ) throws(ServerFailure) {
    let server = try ScratchServer(programs, variable: variable)
    self.server = server
    try Self.build(schema, on: server)
    // Copied file by file, so that the server holds no page of it in memory, least of all the
    // first pages of the indexes.
    connection = try server.connect(to: Self.planned)
    try ScratchStatistics(
      connection: connection,
      dataDirectory: server.dataDirectory,
      owner: server.owner
    ).apply(statistics)
    try connection.run("SET default_transaction_read_only = on")
    try connection.run("SET statement_timeout = \(Self.planMs)")
  }

  /// Milliseconds for one plan: the planner works out what is constant, however long that takes.
  static let planMs = 10_000

  /// The database that plans are made in.
  private static let planned = "planned"

  private static func build(
    _ schema: [String],
    on server: ScratchServer
  ) throws(ServerFailure) {
    do {
      let session = try server.connect(to: "postgres")
      guard session.versionNumber >= oldestVersion else {
        throw ServerFailure(
          "PostgreSQL \(session.version) is older than 12, which is the oldest that can be used",
          help: "name the programs of a newer one with --postgresql"
        )
      }
      try session.run("BEGIN")
      for statement in schema { try session.run(statement, []) }
      try session.run("COMMIT")
    }
    let session = try server.connect(to: "template1")
    let strategy = session.versionNumber >= 150_000 ? " STRATEGY file_copy" : ""
    try session.run("CREATE DATABASE \(planned) TEMPLATE postgres\(strategy)")
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
    try PostgreSQLExplain(connection: connection)
      .plan(sql, parameterCount: parameterCount, literals: literals)
  }

  /// Bytes that the cluster's files take on disk.
  public var diskBytes: Int { DiskUse.bytes(of: server.dataDirectory) }
}
