import DBModelDiagnostics
public import DBModelExplain

/// Asks MariaDB how it would run a statement at full size, on tables with a few rows.
///
/// InnoDB reads what it knows of a table from two tables of its own when it first opens it. So the
/// schema and the rows are made, the declared sizes are written there, and the server is started
/// again. Values that are looked up are then judged by those sizes, once the optimizer is told not
/// to look into the index itself (`eq_range_index_dive_limit`); ranges it always looks up, and
/// finds the few rows that there are: those are planned beside it, on sample rows (`load`).
/// Statements are planned and never run.
///
/// Not to be used by two tasks at a time.
public final class MariaDBScratchPlanner {
  let server: MariaDBScratchServer
  private let connection: MariaDBConnection
  private let clock: Int64?
  /// The session in which statements are planned on sample rows; `nil` before there are any.
  var sampled: MariaDBConnection?

  private static let database = "planned"
  /// A plan that takes longer is not waited for.
  static let planSeconds = 20

  /// Makes the server, the schema in it and the sizes of that: about a second.
  ///
  /// - Parameters:
  ///   - schema: Statements in an order that works, each without a semicolon.
  ///   - rows: Statements that bring rows, so that those that are looked up by a key are there.
  ///   - clock: What time it is for the statements, seconds since 1970; `nil` for what it is.
  ///   - variable: A variable of the environment.
  public init(
    schema: [String],
    rows: [String],
    statistics: [MariaDBTableStatistics],
    program: MariaDBProgram,
    clock: Int64? = nil,
    variable: (String) -> String?
  ) throws(SchemaRefusal) {
    server = try MariaDBScratchServer(program, startsTwice: true, variable: variable)
    do {
      let session = try server.connect()
      // What is counted of the few rows in the background may come late, and must not stand in the
      // place of what is written here.
      try session.run("SET GLOBAL innodb_stats_auto_recalc = OFF")
      try session.run("CREATE DATABASE mysql")
      for statement in Self.statisticsTables { try session.run(statement) }
      try session.run("CREATE DATABASE \(Self.database)")
      try session.run("USE \(Self.database)")
      for statement in schema { try session.run(statement) }
      try session.run("SET SESSION foreign_key_checks = 0")
      for statement in rows { try session.run(statement) }
      try Self.write(statistics, session)
      // The answer may be lost with the server.
      _ = try? session.run("SHUTDOWN")
    }
    self.clock = clock
    connection = try server.reconnect()
    try connection.run("USE \(Self.database)")
    try prepare(connection)
    try connection.run("SET SESSION eq_range_index_dive_limit = 1")
  }

  /// What holds for every session that plans.
  func prepare(_ session: MariaDBConnection) throws(SchemaRefusal) {
    try session.run("SET SESSION use_stat_tables = 'never'")
    try session.run("SET SESSION max_statement_time = \(Self.planSeconds)")
    // The answer of a clock, so that what SQL as written asks of it does not change by the hour.
    if let clock { try session.run("SET SESSION timestamp = \(clock)") }
  }

  /// `10.11.19-MariaDB-0+deb12u1`.
  public var version: String { connection.version }

  /// The plan of one statement, in which every value stands as a literal.
  ///
  /// MariaDB does not escape every text of a condition in JSON (seen in 10.11 where a condition
  /// holds a document of JSON): then the table of the plan is read, which holds no conditions.
  public func explain(_ sql: String) throws(SchemaRefusal) -> PlanTree {
    try explain(sql, connection)
  }

  func explain(_ sql: String, _ session: MariaDBConnection) throws(SchemaRefusal) -> PlanTree {
    let rows = try session.run("EXPLAIN FORMAT=JSON \(sql)")
    let text = Self.plain(rows.compactMap { $0.first ?? nil }.joined(separator: "\n"))
    if let tree = plan(text).tree { return tree }
    let table = plan(Self.framed(try session.run("EXPLAIN \(sql)")))
    guard let tree = table.tree else {
      throw SchemaRefusal("the server's plan could not be read: \(table.reason)")
    }
    return tree
  }

  /// Columns without the name of the server's own database, which no statement knows of.
  private static func plain(_ plan: String) -> String {
    [database, sample].reduce(plan) { $0.replacing("\"\($1).", with: "\"") }
  }

  private func plan(_ text: String) -> (tree: PlanTree?, reason: String) {
    let file = SourceFile(id: FileID(0), path: "plan", bytes: Array(text.utf8))
    let reading = PlanReader.read(file)
    guard reading.diagnostics.isEmpty, var tree = reading.plans.first else {
      return (nil, reading.diagnostics.first?.title ?? "it holds no plan")
    }
    tree.engineVersion = connection.version
    return (tree, "")
  }

  /// The columns of EXPLAIN, as MariaDB's client shows them.
  private static let columns = [
    "id", "select_type", "table", "type", "possible_keys", "key", "key_len", "ref", "rows", "Extra",
  ]

  private static func framed(_ rows: [[String?]]) -> String {
    let frame = "+" + columns.map { _ in "---+" }.joined()
    let lines = ([columns] + rows.map { $0.map { $0 ?? "NULL" } }).map { cells in
      "| " + cells.joined(separator: " | ") + " |"
    }
    return ([frame, lines[0], frame] + lines.dropFirst() + [frame]).joined(separator: "\n")
  }

  // MARK: Statistics

  /// As MariaDB's own installation makes them (`scripts/mysql_system_tables.sql`, version 10.11).
  private static let statisticsTables = [
    """
    CREATE TABLE mysql.innodb_table_stats (database_name VARCHAR(64) NOT NULL,
      table_name VARCHAR(199) NOT NULL, last_update TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
      n_rows BIGINT UNSIGNED NOT NULL, clustered_index_size BIGINT UNSIGNED NOT NULL,
      sum_of_other_index_sizes BIGINT UNSIGNED NOT NULL, PRIMARY KEY (database_name, table_name))
      ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_bin STATS_PERSISTENT=0
    """,
    """
    CREATE TABLE mysql.innodb_index_stats (database_name VARCHAR(64) NOT NULL,
      table_name VARCHAR(199) NOT NULL, index_name VARCHAR(64) NOT NULL,
      last_update TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, stat_name VARCHAR(64) NOT NULL,
      stat_value BIGINT UNSIGNED NOT NULL, sample_size BIGINT UNSIGNED,
      stat_description VARCHAR(1024) NOT NULL,
      PRIMARY KEY (database_name, table_name, index_name, stat_name))
      ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_bin STATS_PERSISTENT=0
    """,
  ]

  /// Every index stands there already, with the columns of each of its prefixes beside their count.
  private static func write(
    _ statistics: [MariaDBTableStatistics],
    _ session: MariaDBConnection
  ) throws(SchemaRefusal) {
    var tables: [String: MariaDBTableStatistics] = [:]
    for one in statistics { tables[one.table] = one }
    let found = try session.run(
      """
      SELECT table_name, index_name, stat_name, stat_description FROM mysql.innodb_index_stats
      WHERE database_name = '\(database)' AND stat_name LIKE 'n_diff%'
      ORDER BY table_name, index_name, stat_name
      """
    )
    var others: [String: Double] = [:]
    var place = 0
    while place < found.count {
      let head = found[place]
      let prefixes = found[place...].prefix { $0[...1] == head[...1] }
      place += prefixes.count
      guard let name = head[0], let index = head[1], let table = tables[name] else { continue }
      let columns = (prefixes.last?[3] ?? "").split(separator: ",").map(String.init)
      let isClustered = index == "PRIMARY"
      let pages = table.pages(of: columns, isClustered: isClustered)
      if !isClustered { others[name, default: 0] += pages }
      for prefix in prefixes {
        let part = (prefix[3] ?? "").split(separator: ",").map(String.init)
        let distinct = min(max(1, table.distinct(part)), max(1, table.rows))
        try set(whole(distinct), prefix[2] ?? "", index, name, session)
      }
      for stat in ["n_leaf_pages", "size"] { try set(whole(pages), stat, index, name, session) }
    }
    for table in statistics {
      let clustered = table.pages(of: [], isClustered: true)
      try session.run(
        """
        UPDATE mysql.innodb_table_stats SET n_rows = \(whole(table.rows)),
          clustered_index_size = \(whole(clustered)),
          sum_of_other_index_sizes = \(whole(others[table.table] ?? 0))
        WHERE database_name = '\(database)' AND table_name = '\(escaped(table.table))'
        """
      )
    }
  }

  private static func set(
    _ value: Int,
    _ stat: String,
    _ index: String,
    _ table: String,
    _ session: MariaDBConnection
  ) throws(SchemaRefusal) {
    try session.run(
      """
      UPDATE mysql.innodb_index_stats SET stat_value = \(value)
      WHERE database_name = '\(database)' AND table_name = '\(escaped(table))'
        AND index_name = '\(escaped(index))' AND stat_name = '\(escaped(stat))'
      """
    )
  }

  /// Names of the catalog, in quotes.
  private static func escaped(_ name: String) -> String {
    name.replacing("\\", with: "\\\\").replacing("'", with: "''")
  }

  /// What the columns hold at most that is far from an overflow.
  private static func whole(_ value: Double) -> Int { Int(min(max(value.rounded(), 0), 1e15)) }
}
