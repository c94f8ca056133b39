public import DBModelExplain

/// Asks SQLite how it would run a statement at full size, on a schema without a single row.
///
/// The declared sizes are written into `sqlite_stat1`, which is all the planner looks at. It knows
/// averages per index prefix only: no skew (that would need STAT4), fixed guesses for predicates
/// without an index, and no difference between a page in memory and one on disk.
public final class SQLitePlanner {
  private let database: SQLiteDatabase

  /// Creates the schema in memory and gives it its sizes.
  ///
  /// - Parameter schema: CREATE TABLE and CREATE INDEX statements, in an order that works.
  public init(
    schema: [String],
    statistics: [TableStatistics] = [],
    guards: SQLiteGuards = .default
  ) throws(SQLiteError) {
    database = try SQLiteDatabase(.memory, guards: guards)
    for statement in schema { try database.execute(statement) }
    // Creates `sqlite_stat1`, although there is nothing to analyse.
    try database.execute("ANALYZE sqlite_schema")
    try setStatistics(statistics)
  }

  /// Replaces every size.
  public func setStatistics(_ statistics: [TableStatistics]) throws(SQLiteError) {
    try database.execute("BEGIN")
    do {
      try write(statistics)
      // The second ANALYZE reloads what was written.
      try database.execute("COMMIT; ANALYZE sqlite_schema")
    } catch {
      try? database.execute("ROLLBACK")
      throw error
    }
  }

  private func write(_ statistics: [TableStatistics]) throws(SQLiteError) {
    try database.execute("DELETE FROM sqlite_stat1")
    let insert = try database.prepare("INSERT INTO sqlite_stat1(tbl, idx, stat) VALUES(?, ?, ?)")
    for table in statistics {
      if table.indexes.isEmpty {
        try add([.text(table.table), .null, .text(String(max(table.rows, 1)))], insert)
      }
      for index in table.indexes {
        try add([.text(table.table), .text(index.name), .text(index.stat)], insert)
      }
    }
  }

  /// The plan of one statement. Parameters stay unbound, as in a prepared statement.
  public func explain(_ sql: String) throws(SQLiteError) -> PlanTree {
    SQLitePlanBuilder.tree(try planRows(sql), version: SQLiteDatabase.version)
  }

  /// The rows of EXPLAIN QUERY PLAN.
  public func planRows(_ sql: String) throws(SQLiteError) -> [SQLitePlanRow] {
    let statement = try database.prepare("EXPLAIN QUERY PLAN " + sql)
    var rows: [SQLitePlanRow] = []
    while try statement.step() {
      rows.append(
        SQLitePlanRow(
          id: statement.integer(0),
          parent: statement.integer(1),
          notUsed: statement.integer(2),
          detail: statement.text(3)
        )
      )
    }
    return rows
  }

  /// Changes the schema, for trying an index; sizes set before stay.
  public func execute(_ sql: String) throws(SQLiteError) { try database.execute(sql) }

  private func add(_ values: [SQLiteValue], _ insert: SQLiteStatement) throws(SQLiteError) {
    try insert.bind(values)
    _ = try insert.step()
    insert.reset()
  }
}
