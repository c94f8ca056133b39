import DBModelExplain
import DBModelTestKit
import Testing

@testable import DBModelEngines
@testable import DBModelEstimation

/// The costs by which a latency guesses PostgreSQL's way to rows, beside those that it has itself.
@Suite(.serialized) struct PlannerCostTests {
  private func cost(_ planner: ScratchPlanner, _ sql: String) throws
    -> (total: Double, rows: Double)
  {
    let estimate = try #require(planner.explain(sql, parameterCount: 0).root.estimate)
    return (try #require(estimate.totalCost), try #require(estimate.rows))
  }

  @Test(arguments: [2e5, 5e6, 5e7]) func costsAreThoseOfTheEngine(rows: Double) throws {
    for programs in Servers.all {
      var statistics = ScratchPlannerTests.statistics(rows: rows)
      let (customers, few) = (rows / 50, (rows / 6_000).rounded(.up))
      let all = (rows / 150).rounded(.up)
      (statistics[0].pages, statistics[1].pages) = (few, all)
      let planner = try Servers.planner(programs, ScratchPlannerTests.schema, statistics)
      // A table of 8 MB is divided among processes.
      if few < 1_024 {
        let whole = try cost(planner, "SELECT * FROM customer WHERE name = 'x'").total
        #expect(abs(PlannerCost(rows: customers, pages: few).scan / whole - 1) < 0.01)
      }
      // One of 10,000 tenants, anywhere in the table.
      let tenant = try cost(planner, "SELECT * FROM orders WHERE tenant = 5")
      let guess = PlannerCost(rows: rows, pages: all)
        .search(entries: tenant.rows, searches: 1, isAdjacent: false, isCovered: false)
      #expect(
        guess / tenant.total < 1.2 && tenant.total / guess < 1.2,
        "\(guess) beside \(tenant.total)"
      )
    }
  }

  /// A list of keys: read as a whole, which is exact, or searched for, which pages decide.
  @Test(arguments: [2, 5, 8]) func listsAreThoseOfTheEngine(values: Int) throws {
    for programs in Servers.all {
      var statistics = ScratchPlannerTests.statistics(rows: 25_000)
      (statistics[0].pages, statistics[1].pages) = (6, 170)
      let planner = try Servers.planner(programs, ScratchPlannerTests.schema, statistics)
      let customers = 500.0
      let list = (1...values).map { "'n\($0)'" }.joined(separator: ", ")
      let whole = try cost(planner, "SELECT * FROM customer WHERE name IN (\(list))").total
      let guess = PlannerCost(rows: customers, pages: 6).scan(forOneOf: Double(values))
      #expect(abs(guess / whole - 1) < 0.01, "\(guess) beside \(whole)")
    }
  }

  /// The first rows in the order of an index whose rows stand in no order: their part of all.
  @Test(arguments: [1_000.0, 20_000]) func walksAreThoseOfTheEngine(wanted: Double) throws {
    for programs in Servers.all {
      let rows = 5e6
      var statistics = ScratchPlannerTests.statistics(rows: rows)
      let pages = (rows / 150).rounded(.up)
      statistics[1].pages = pages
      let planner = try Servers.planner(programs, ScratchPlannerTests.schema, statistics)
      let limit = "SELECT * FROM orders ORDER BY tenant LIMIT \(Int(wanted))"
      let found = try cost(planner, limit).total
      let guess =
        PlannerCost(rows: rows, pages: pages).walk(rows, isAdjacent: false) * wanted / rows
      #expect(guess / found < 1.25 && found / guess < 1.25, "\(guess) beside \(found)")
    }
  }

  /// From nine values on PostgreSQL 14 makes a hash table of them.
  @Test(arguments: [9, 20, 50]) func hashedListsAreThoseOfTheEngine(values: Int) throws {
    for programs in Servers.all {
      var statistics = ScratchPlannerTests.statistics(rows: 25_000)
      (statistics[0].pages, statistics[1].pages) = (6, 170)
      let planner = try Servers.planner(programs, ScratchPlannerTests.schema, statistics)
      let list = (1...values).map { "'n\($0)'" }.joined(separator: ", ")
      let whole = try cost(planner, "SELECT * FROM customer WHERE name IN (\(list))").total
      let own = PlannerCost(rows: 500, pages: 6)
      let guess = own.scan(forOneOf: Double(values), isHashed: true)
      #expect(abs(guess / whole - 1) < 0.002, "\(guess) beside \(whole)")
    }
  }

  /// A search for each of several keys, as far as the engine takes that way.
  @Test(arguments: [2, 5, 20]) func searchesForListsAreThoseOfTheEngine(values: Int) throws {
    for programs in Servers.all {
      let rows = 25_000_000.0
      var statistics = ScratchPlannerTests.statistics(rows: rows)
      let pages = (rows / 6_000).rounded(.up)
      statistics[0].pages = pages
      let planner = try Servers.planner(programs, ScratchPlannerTests.schema, statistics)
      let list = (1...values).map { "\($0 * 1_000)" }.joined(separator: ", ")
      let found = try cost(planner, "SELECT * FROM customer WHERE id IN (\(list))")
      let customers = rows / 50
      let guess = PlannerCost(rows: customers, pages: pages)
        .search(forOneOf: Double(values), entries: Double(values))
      #expect(
        guess.low <= found.total * 1.1 && found.total <= guess.high * 1.1,
        "\(guess) beside \(found.total)"
      )
    }
  }
}
