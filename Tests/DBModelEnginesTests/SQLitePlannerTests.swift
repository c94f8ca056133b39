import DBModelEngines
import DBModelExplain
import Testing

@Suite struct SQLitePlannerTests {
  private static let schema = [
    "CREATE TABLE orders(id INTEGER PRIMARY KEY, customer TEXT, status TEXT, placed TEXT)",
    "CREATE INDEX by_customer ON orders(customer, placed)",
    "CREATE INDEX by_status ON orders(status)",
    "CREATE TABLE country(code TEXT PRIMARY KEY, name TEXT UNIQUE)",
    "CREATE TABLE line(order_id INT, no INT, qty INT, PRIMARY KEY(order_id, no)) WITHOUT ROWID",
  ]

  private func orders(customer: Int, status: Int) -> TableStatistics {
    TableStatistics(
      table: "orders",
      rows: 50_000_000,
      indexes: [
        IndexStatistics(
          name: "by_customer",
          rows: 50_000_000,
          rowsPerPrefix: [customer, 1]
        ),
        IndexStatistics(name: "by_status", rows: 50_000_000, rowsPerPrefix: [status]),
      ]
    )
  }

  @Test func sizesDecideTheIndex() throws {
    let planner = try SQLitePlanner(
      schema: Self.schema,
      statistics: [orders(customer: 20, status: 10_000_000)]
    )
    let sql = "SELECT id FROM orders WHERE customer = ?1 AND status = ?2"
    #expect(try planner.explain(sql).root.children.first?.index == "by_customer")
    try planner.setStatistics([orders(customer: 10_000_000, status: 20)])
    #expect(try planner.explain(sql).root.children.first?.index == "by_status")
  }

  @Test func tablesWithoutAnIndexHaveASize() throws {
    let schema = ["CREATE TABLE a(x INT)", "CREATE TABLE b(y INT)"]
    for (small, large) in [("a", "b"), ("b", "a")] {
      let planner = try SQLitePlanner(
        schema: schema,
        statistics: [
          TableStatistics(table: small, rows: 10), TableStatistics(table: large, rows: 100_000_000),
        ]
      )
      let plan = try planner.explain("SELECT 1 FROM a, b WHERE x < y")
      #expect(plan.root.children.map(\.relation) == [small, large])
    }
  }

  @Test func constraintsNameTheirIndexes() throws {
    let planner = try SQLitePlanner(
      schema: Self.schema,
      statistics: [
        TableStatistics(
          table: "country",
          rows: 250,
          indexes: [
            IndexStatistics(name: "sqlite_autoindex_country_1", rows: 250, rowsPerPrefix: [1]),
            IndexStatistics(name: "sqlite_autoindex_country_2", rows: 250, rowsPerPrefix: [1]),
          ]
        ),
        TableStatistics(
          table: "line",
          rows: 9_000_000,
          indexes: [IndexStatistics(name: "line", rows: 9_000_000, rowsPerPrefix: [3, 1])]
        ),
      ]
    )
    let country = try planner.explain("SELECT code FROM country WHERE name = ?")
    #expect(country.root.children.first?.index == "sqlite_autoindex_country_2")
    let line = try planner.explain("SELECT qty FROM line WHERE order_id = ? AND no > ?")
    #expect(line.root.children.first?.operation == .keyLookup)
    #expect(line.root.children.first?.indexTerms.map(\.comparison) == [.equal, .above])
    #expect(line.engineVersion == SQLiteDatabase.version)
  }

  @Test func oddNumbersAreTamed() throws {
    let odd = TableStatistics(
      table: "orders",
      rows: .min,
      indexes: [
        IndexStatistics(name: "by_customer", rows: -5, rowsPerPrefix: [.max, 0]),
        IndexStatistics(name: "by_status", rows: .max, rowsPerPrefix: [.max]),
      ]
    )
    let planner = try SQLitePlanner(schema: Self.schema, statistics: [odd])
    _ = try planner.explain("SELECT 1 FROM orders WHERE customer = ?")
  }

  @Test func mistakesAreErrors() throws {
    #expect(throws: SQLiteError.self) { try SQLitePlanner(schema: ["CREATE TABEL t(x)"]) }
    let planner = try SQLitePlanner(schema: Self.schema)
    #expect(throws: SQLiteError.self) { try planner.explain("SELECT x FROM nowhere") }
    #expect(throws: SQLiteError.self) { try planner.explain("SELECT 1; DROP TABLE orders") }
  }

  /// The limit tells a planner that is slow from one that hangs; speed is measured elsewhere.
  @Test(.timeLimit(.minutes(2))) func thousandsOfPlansComeFromOneConnection() throws {
    let planner = try SQLitePlanner(
      schema: Self.schema,
      statistics: [orders(customer: 20, status: 10_000_000)]
    )
    let query = "SELECT id FROM orders WHERE customer = ?1 ORDER BY placed DESC LIMIT 20"
    let first = try planner.explain(query).outline
    for _ in 0..<2_000 { #expect(try planner.explain(query).outline == first) }
  }
}
