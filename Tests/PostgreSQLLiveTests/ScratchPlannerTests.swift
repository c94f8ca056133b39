import DBModelExplain
import DBModelTestKit
import Testing

@testable import DBModelEngines

/// Plans at a size that nobody loaded.
@Suite(.serialized) struct ScratchPlannerTests {
  static let schema = [
    "CREATE TABLE customer (id bigint PRIMARY KEY, name text NOT NULL)",
    """
    CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint NOT NULL REFERENCES customer,
      tenant int NOT NULL, at timestamptz NOT NULL)
    """,
    "CREATE INDEX orders_tenant ON orders (tenant)",
    "CREATE INDEX orders_customer_at ON orders (customer, at)",
    "CREATE INDEX orders_at ON orders (at)",
  ]

  static func statistics(rows: Double, hot: Double = 0.2) -> [PostgreSQLTableStatistics] {
    [
      PostgreSQLTableStatistics(
        table: "customer",
        rows: rows / 50,
        columns: [
          .init(name: "id", nullShare: 0, widthBytes: 8, distinct: -1),
          .init(name: "name", nullShare: 0, widthBytes: 20, distinct: -1),
        ]
      ),
      PostgreSQLTableStatistics(
        table: "orders",
        rows: rows,
        columns: [
          .init(name: "id", nullShare: 0, widthBytes: 8, distinct: -1, correlation: 1),
          .init(name: "customer", nullShare: 0, widthBytes: 8, distinct: rows / 50),
          .init(
            name: "tenant",
            nullShare: 0,
            widthBytes: 4,
            distinct: 10_000,
            common: .init(values: PostgreSQLArray(["1", "2"]), shares: [hot, 0.05]),
            correlation: 0
          ),
          .init(name: "at", nullShare: 0, widthBytes: 8, distinct: -1, correlation: 1),
        ]
      ),
    ]
  }

  private func steps(_ planner: ScratchPlanner, _ sql: String, _ count: Int = 0) throws -> String {
    try planner.explain(sql, parameterCount: count).outline.joined(separator: "\n")
  }

  @Test func plansFollowTheStatistics() throws {
    for programs in Servers.all {
      let many = try Servers.planner(programs, Self.schema, Self.statistics(rows: 5e7))
      let hot = try steps(many, "SELECT * FROM orders WHERE tenant = 1")
      #expect(hot.contains("table scan of `orders`"), "\(hot)")
      let usual = try steps(many, "SELECT * FROM orders WHERE tenant = 5")
      #expect(usual.contains("by `orders_tenant`"), "\(usual)")
      let prepared = try steps(many, "SELECT * FROM orders WHERE tenant = $1", 1)
      #expect(prepared.contains("by `orders_tenant`"), "\(prepared)")
      let latest = try steps(
        many,
        "SELECT * FROM orders WHERE customer = $1 ORDER BY at DESC LIMIT 10",
        1
      )
      #expect(latest.contains("index scan of `orders` by `orders_customer_at`"), "\(latest)")
      #expect(!latest.contains("sort"), "\(latest)")
      // The same statement on a table that fits into a page.
      let few = try Servers.planner(programs, Self.schema, Self.statistics(rows: 50))
      let small = try steps(few, "SELECT * FROM orders WHERE tenant = 5")
      #expect(small.hasPrefix("table scan of `orders`"), "\(small)")
    }
  }

  /// An end of an index that holds nothing overrides no histogram.
  @Test func rangesFollowTheHistogram() throws {
    for programs in Servers.all {
      var statistics = Self.statistics(rows: 1e9)
      statistics[1].columns[0].histogram = PostgreSQLArray(
        (0...100).map { String($0 * 10_000_000) }
      )
      let planner = try Servers.planner(programs, Self.schema, statistics)
      let plan = try planner.explain(
        "SELECT id FROM orders WHERE id > 985000000",
        parameterCount: 0
      )
      let rows = try #require(plan.root.estimate?.rows)
      let whole = rows * (plan.root.workersPlanned.map { Double($0) } ?? 1)
      #expect((1.4e7...1.6e7).contains(whole), "\(plan.outline)")
    }
  }

  @Test func aThousandMillionRowsTakeLittleDiskAndTime() throws {
    for programs in Servers.all {
      let clock = ContinuousClock()
      var empty: ScratchPlanner?
      let base = try clock.measure { empty = try Servers.planner(programs, []) }
      let before = try #require(empty).diskBytes
      var full: ScratchPlanner?
      let time = try clock.measure {
        full = try Servers.planner(programs, Self.schema, Self.statistics(rows: 1e9))
      }
      let planner = try #require(full)
      let disk = planner.diskBytes - before
      func milliseconds(_ time: Duration) -> Int { Int(time / .milliseconds(1)) }
      print(
        "10^9 rows, PostgreSQL \(planner.version): \(disk / 1_024) KB and"
          + " \(milliseconds(time - base)) ms beyond an empty cluster of \(before / 1_024) KB and"
          + " \(milliseconds(base)) ms"
      )
      #expect(disk < 50_000_000)
      #expect(time - base < .seconds(2))
      let scan = try planner.explain("SELECT * FROM orders", parameterCount: 0)
      #expect((0.99e9...1.01e9).contains(scan.root.estimate?.rows ?? 0), "\(scan.outline)")
      let all = try planner.explain("SELECT * FROM orders WHERE id = $1", parameterCount: 1)
      #expect(all.outline.joined().contains("by `orders_pkey`"))
    }
  }

  /// Some TB below what PostgreSQL can hold.
  @Test func theLargestTableThereCanBeIsPlanned() throws {
    guard let programs = Servers.all.first else { return }
    let planner = try Servers.planner(
      programs,
      ["CREATE TABLE t (id int, v text)", "CREATE INDEX t_id ON t (id)"],
      [
        PostgreSQLTableStatistics(
          table: "t",
          rows: 1.45e10,
          columns: [
            .init(name: "id", nullShare: 0, widthBytes: 4, distinct: -1),
            .init(name: "v", nullShare: 0, widthBytes: 2_000, distinct: -1),
          ]
        )
      ]
    )
    let plan = try planner.explain("SELECT * FROM t WHERE id = $1", parameterCount: 1)
    #expect(plan.outline.joined().contains("by `t_id`"), "\(plan.outline)")
    let scan = try planner.explain("SELECT * FROM t", parameterCount: 0)
    #expect((scan.root.estimate?.totalCost ?? 0) > 4e9, "\(scan.outline)")
  }

  @Test func oddNumbersAreNoTrouble() throws {
    guard let programs = Servers.all.first else { return }
    let rows = [0, 0.4, 1, -5, 1e9]
    let planner = try Servers.planner(
      programs,
      rows.indices.flatMap { place in
        [
          "CREATE TABLE t\(place) (v int, w text)",
          "CREATE INDEX t\(place)_v ON t\(place) (v, w)",
        ]
      },
      rows.enumerated().map { place, rows in
        PostgreSQLTableStatistics(
          table: "t\(place)",
          rows: rows,
          pages: place == 4 ? 1e5 : nil,
          allVisibleShare: 7,
          columns: [
            .init(name: "v", nullShare: 2, widthBytes: -4, distinct: 1e300),
            .init(name: "w", nullShare: -1, widthBytes: 1e300, distinct: 0),
            .init(name: "missing", nullShare: 0, widthBytes: 1, distinct: 1),
          ]
        )
      } + [PostgreSQLTableStatistics(table: "missing", rows: 1, columns: [])]
    )
    for place in rows.indices {
      let plan = try planner.explain("SELECT * FROM t\(place) WHERE v = $1", parameterCount: 1)
      #expect(plan.root.estimate != nil)
    }
  }

  @Test func oddNamesAreNames() throws {
    guard let programs = Servers.all.first else { return }
    let long = String(repeating: "n", count: 63)
    let names = ["we\"ird", "drop'; --", "täble €", "$1", "\\'", " ", "select", long]
    func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
    let planner = try Servers.planner(
      programs,
      names.flatMap { name in
        [
          "CREATE TABLE \(quoted(name)) (\(quoted(name)) text COLLATE \"C\")",
          "CREATE INDEX ON \(quoted(name)) (\(quoted(name)))",
        ]
      },
      names.map { name in
        PostgreSQLTableStatistics(
          table: name,
          rows: 1e6,
          columns: [
            .init(
              name: name,
              nullShare: 0,
              widthBytes: 9,
              distinct: -1,
              common: .init(
                values: PostgreSQLArray(["a\"b\\c'{},NULL", "NULL", "", "x"]),
                shares: [0.4, 0.1, 0.1, 0.1]
              )
            )
          ]
        )
      }
    )
    for name in names {
      func rows(_ value: String) throws -> Double {
        let sql = "SELECT * FROM \(quoted(name)) WHERE \(quoted(name)) = \(value)"
        return try planner.explain(sql, parameterCount: 0).root.estimate?.rows ?? -1
      }
      // The frequent value is found as it was given: nothing of it was lost on the way.
      #expect(try rows("E'a\"b\\\\c''{},NULL'") > 300_000, "\(name)")
      #expect(try rows("'NULL'") > 90_000, "\(name)")
    }
  }

  @Test func onlyOneStatementIsPlanned() throws {
    guard let programs = Servers.all.first else { return }
    let planner = try Servers.planner(programs, Self.schema)
    for (sql, count) in [
      ("SELECT 1; DROP TABLE orders", 0), ("SELECT $1::int; DROP TABLE orders", 1),
      ("DROP TABLE orders", 0), ("SELECT 1/", 0),
    ] {
      #expect(throws: ServerFailure.self, "\(sql)") {
        try planner.explain(sql, parameterCount: count)
      }
    }
    // Nothing of that is left, in the schema or in the session.
    #expect(
      try planner.explain("SELECT * FROM orders WHERE id = $1", parameterCount: 1).outline != []
    )
    #expect(
      try planner.explain("DELETE FROM orders WHERE id = $1", parameterCount: 1).outline != []
    )
  }

  /// The planner works out what is constant, for as long as it is let.
  @Test func aPlanThatTakesForEverEnds() throws {
    guard let programs = Servers.all.first else { return }
    let planner = try Servers.planner(programs, Self.schema)
    let large = (0..<400).map { "factorial(\(30_000 + $0))" }.joined(separator: " + ")
    for count in 0...1 {
      let sql = "SELECT id FROM orders WHERE tenant > \(large)" + (count == 1 ? " + $1" : "")
      do {
        _ = try planner.explain(sql, parameterCount: count)
        Issue.record("it was planned")
      } catch {
        #expect(error.message.hasPrefix("there was no plan in time"), "\(error.message)")
        #expect(error.help?.contains("what is constant") == true)
      }
    }
    // The session is as good as before.
    #expect(try planner.explain("SELECT 1 FROM orders", parameterCount: 0).outline != [])
  }

  @Test func aSchemaThatIsRefusedIsSaid() throws {
    guard let programs = Servers.all.first else { return }
    do {
      _ = try Servers.planner(programs, ["CREATE TABLE t (v nonsense)"])
      Issue.record("the schema was taken")
    } catch let failure as ServerFailure {
      #expect(failure.message.contains("nonsense"))
      #expect(failure.state == "42704")
    }
  }
}
