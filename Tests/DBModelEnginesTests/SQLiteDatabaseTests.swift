import DBModelEngines
import Testing

@Suite struct SQLiteDatabaseTests {
  @Test func valuesComeBackAsTheyWent() throws {
    let database = try SQLiteDatabase()
    try database.execute("CREATE TABLE t(a, b, c, d, e, f, g)")
    let values: [SQLiteValue] = [
      .integer(.min), .real(0.1), .text("naïve \u{0} text"), .blob([0, 255]), .null, .text(""),
      .blob([]),
    ]
    let insert = try database.prepare("INSERT INTO t VALUES(?, ?, ?, ?, ?, ?, ?);  ")
    #expect(insert.parameterCount == 7)
    try insert.bind(values)
    #expect(try insert.step() == false)
    #expect(database.changes == 1)
    #expect(try database.rows("SELECT * FROM t") == [values])
    #expect(try database.prepare("SELECT a AS x FROM t").columnNames == ["x"])
  }

  @Test func errorsNameTheStatement() throws {
    let database = try SQLiteDatabase()
    let error = #expect(throws: SQLiteError.self) { try database.prepare("SELECT nope FROM") }
    #expect(error?.code == 1)
    #expect(error?.sql == "SELECT nope FROM")
    #expect(throws: SQLiteError.self) { try database.prepare("SELECT 1; SELECT 2") }
    #expect(throws: SQLiteError.self) { try database.prepare("  ") }
    #expect(throws: SQLiteError.self) { try SQLiteDatabase(.readOnlyFile("/nonexistent/x.db")) }
  }

  @Test func guardsHold() throws {
    let database = try SQLiteDatabase(
      guards: SQLiteGuards(instructions: 100_000, expressionDepth: 50, statementBytes: 10_000)
    )
    for refused in [
      "ATTACH '/tmp/x.db' AS x", "PRAGMA writable_schema = 1", "PRAGMA journal_mode = wal",
      "SELECT load_extension('x')",
      "SELECT \(String(repeating: "(1+", count: 60))1"
        + String(repeating: ")", count: 60), String(repeating: " ", count: 10_001) + "SELECT 1",
    ] {
      #expect(throws: SQLiteError.self, "\(refused.prefix(60))") { try database.execute(refused) }
    }
    let endless =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    let error = #expect(throws: SQLiteError.self) { _ = try database.rows(endless) }
    #expect(error?.message == "interrupted")
    // The budget is per statement.
    #expect(try database.rows("SELECT 1") == [[.integer(1)]])
    #expect(try database.rows("PRAGMA table_info(t)").isEmpty)
  }

  @Test func versionIsTheLibrarys() throws {
    let version = try SQLiteDatabase().rows("SELECT sqlite_version()")
    #expect(version == [[.text(SQLiteDatabase.version)]])
    #expect(!SQLiteDatabase.hasCompileOption("NO_SUCH_OPTION"))
  }
}
