import DBModelEngines
import DBModelExplain
import DBModelTestKit
import Testing

/// Plans at declared size, on tables with three rows.
@Suite(.serialized) struct MariaDBPlannerTests {
  private static let schema = [
    "CREATE TABLE customer (id INT PRIMARY KEY, city VARCHAR(20) NOT NULL, KEY by_city (city))",
    """
    CREATE TABLE purchase (id INT PRIMARY KEY, customer_id INT NOT NULL, at DATETIME NOT NULL,
      note JSON, KEY by_customer (customer_id, at), KEY by_time (at))
    """,
  ]

  private static let rows = [
    "INSERT INTO customer VALUES (1, 'Bonn'), (2, 'Bonn'), (3, 'Ulm')",
    "INSERT INTO purchase VALUES (1, 1, '2026-01-01', '{}'), (2, 2, '2026-01-02', '{}')",
  ]

  /// A million customers in a thousand cities, and fifty purchases of each.
  private static let statistics = [
    MariaDBTableStatistics(table: "customer", rows: 1e6, columnBytes: ["id": 4, "city": 10]) {
      $0 == ["city"] ? 1_000 : 1e6
    },
    MariaDBTableStatistics(
      table: "purchase",
      rows: 50e6,
      columnBytes: ["id": 4, "customer_id": 4, "at": 5, "note": 40]
    ) { $0 == ["customer_id"] ? 1e6 : 45e6 },
  ]

  static func planner() throws -> MariaDBScratchPlanner? {
    do throws(SchemaRefusal) {
      return try MariaDBScratchPlanner(
        schema: schema,
        rows: rows,
        statistics: statistics,
        program: try MariaDBProgram.find(variable: { TestMode.variable($0) }),
        variable: { TestMode.variable($0) }
      )
    } catch {
      guard error.message.contains("is installed") else { throw error }
      LiveServers.leftOut("plans of MariaDB", because: "no server of it is installed")
      return nil
    }
  }

  @Test func equalityIsJudgedByTheSizes() throws {
    guard let planner = try Self.planner() else { return }
    let list = try planner.explain(
      "SELECT * FROM purchase WHERE customer_id = 1 ORDER BY at LIMIT 9"
    )
    // Half of the fifty: InnoDB reports half of the mean.
    #expect(list.outline.contains { $0.contains("`by_customer`") && $0.contains("rows 25") })
    let key = try planner.explain("SELECT * FROM customer WHERE id = 2")
    #expect(key.outline.contains { $0.contains("key lookup of `customer`") })
    let scan = try planner.explain("SELECT count(*) FROM purchase WHERE note = '2'")
    #expect(scan.outline.contains { $0.contains("rows 50,000,000") })
  }

  /// Five hundred customers of a city, and then their purchases: never fifty million first.
  @Test func joinsBeginWithTheFewer() throws {
    guard let planner = try Self.planner() else { return }
    let join = try planner.explain(
      "SELECT * FROM purchase p JOIN customer c ON c.id = p.customer_id WHERE c.city = 'Bonn'"
    )
    let tables = join.outline.filter { $0.contains(" of `") }
    #expect(tables.count == 2)
    #expect(tables.first?.contains("`c` by `by_city`") == true, "\(join.outline)")
    #expect(tables.last?.contains("`p` by `by_customer`") == true, "\(join.outline)")
  }

  /// A condition that MariaDB writes as no JSON is read from the table of the plan.
  @Test func aConditionWithQuotesIsRead() throws {
    guard let planner = try Self.planner() else { return }
    let plan = try planner.explain(
      #"SELECT * FROM purchase WHERE customer_id = 1 AND JSON_CONTAINS(note, '"a\\"b"')"#
    )
    #expect(plan.outline.contains { $0.contains("`by_customer`") }, "\(plan.outline)")
  }

  @Test func aRefusalHasTheServersWords() throws {
    guard let planner = try Self.planner() else { return }
    let refusal = try #require(throws: SchemaRefusal.self) { try planner.explain("SELECT nothing") }
    #expect(refusal.message.contains("nothing"))
  }

  @Test func whereThereIsNoServerItSaysSo() throws {
    let refusal = try #require(throws: SchemaRefusal.self) {
      try MariaDBProgram.find { $0 == "DBMODEL_MARIADB" ? "/opt/none" : nil }
    }
    #expect(refusal.message.contains("/opt/none") && refusal.help?.contains("mariadbd") == true)
  }
}
