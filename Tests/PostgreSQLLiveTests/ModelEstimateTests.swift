import DBModelDiagnostics
import DBModelExplain
import DBModelQuery
import DBModelReport
import DBModelTestKit
import DBModelWorkload
import Glibc
import Testing

@testable import DBModelDriver
@testable import DBModelEngines

/// How many rows PostgreSQL expects on a scratch cluster, against what a model says.
@Suite(.serialized) struct ModelEstimateTests {
  /// The rows that each pattern's plan for usual values gives out; `nil` without a server.
  private func rows(_ text: String) throws -> [String: Double]? {
    guard let programs = Servers.all.first else { return nil }
    let loaded = ModelRun.load(
      DriverRequest(.plan, paths: ["-"]),
      readingStandardInput: { [UInt8](text.utf8) }
    )
    let titles = loaded.outcome.document.findings.map(\.title)
    let model = try #require(loaded.model, "\(titles)")
    let pipeline = Pipeline(model, explainsPlans: false, weighsChoices: false)
    let workload = pipeline.workload
    let statistics = PostgreSQLStatistics(
      workload: workload,
      design: pipeline.relational,
      today: 20_454
    )
    let planner = try Servers.planner(
      programs,
      SQLSchemaWriter.statements(
        design: pipeline.relational,
        workload: workload,
        dialect: .postgresql
      ),
      statistics.tables
    )
    var found: [String: Double] = [:]
    for pattern in workload.patterns {
      var estimates: [Double] = []
      let plans = PostgreSQLPlans(
        workload: workload,
        design: pipeline.relational,
        patterns: [pattern],
        sizes: PlanContext(),
        arguments: PlannedArguments(workload: workload, statistics: statistics)
      ) { text, count, literals throws(ServerFailure) in
        let tree = try planner.explain(text, parameterCount: count, literals: literals)
        if literals != nil, let rows = tree.root.estimate?.rows { estimates.append(rows) }
        return tree
      }
      #expect(plans.refused.isEmpty && plans.leftOut.isEmpty, "\(pattern.name)")
      found[pattern.name] = estimates.first
    }
    return found
  }

  private static func access(_ name: String, _ parameter: String, _ condition: String) -> String {
    """

    access \(name)(\(parameter)) {
      read  Event { id }
      where \(condition)
      rate  1/s peak 2/s
    }

    """
  }

  /// Too small for workers, whose rows version 15 does not add up.
  private static let events = """
    edition 2026
    model Events

    store main: aurora-postgresql default

    entity Event {
      id: uuid          key
      at: timestamp(ms) clock

      count 100K growing 10%/month
    }

    """

  /// A parameter that is `recent` asks for a time in the middle of what it may be.
  @Test func recentTimesFindTheirShare() throws {
    let stretches: [(name: String, text: String, hours: Double)] = [
      ("a", "1 hours", 1), ("b", "1 days", 24), ("c", "7 days", 168), ("d", "30 days", 720),
      ("e", "1 years", 8_760),
    ]
    let model = stretches.reduce(Self.events) { text, one in
      text
        + Self.access(one.name, "after: timestamp(ms) recent \(one.text)", "at >= $after")
    }
    guard let found = try rows(model) else { return }
    for one in stretches {
      // 1 - (1 + g)^-m of the rows are younger than m months of 730 hours.
      let share = 1 - pow(1.1, -one.hours / 2 / 730)
      let rows = found[one.name] ?? 0
      let expected = share * 100_000
      #expect(abs(rows - expected) <= max(2, expected * 0.05), "\(one.text): \(rows), \(expected)")
    }
  }

  /// Ranges of dates end with the newest rows, and have as many days as they say.
  @Test func rangesHaveTheirDays() throws {
    let days: [(name: String, count: Double)] = [("one", 1), ("two", 14), ("three", 20)]
    let model = days.reduce(Self.events) { text, one in
      let count = Int(one.count)
      return text
        + Self.access(
          one.name,
          "period: range of date \(count)..\(count) days avg \(count)",
          "at in $period"
        )
    }
    guard let found = try rows(model) else { return }
    for one in days {
      let share = 1 - pow(1.1, -one.count * 24 / 730)
      let rows = found[one.name] ?? 0
      let expected = share * 100_000
      #expect(abs(rows - expected) <= max(2, expected * 0.05), "\(one.count): \(rows), \(expected)")
    }
  }

  // MARK: Values of which nothing is said

  @Test func datesAndNumbersAreNotUnique() throws {
    let model = """
      edition 2026
      model Bills

      store main: aurora-postgresql default

      entity Bill {
        id:     uuid  key
        due:    date? present 50%
        number: int

        count 10M
      }

      access due(d: date) {
        read  Bill { id }
        where due == $d
        rate  100/s peak 200/s
      }

      access numbered(n: int) {
        read  Bill { id }
        where number == $n
        rate  100/s peak 200/s
      }
      """
    guard let found = try rows(model), let programs = Servers.all.first else { return }
    // Half of 10M over the 3,653 dates of ten years; ten for a number.
    #expect(abs((found["due"] ?? 0) - 5_000_000 / 3_653) < 2, "\(found)")
    #expect(found["numbered"] == 10, "\(found)")
    let outcome = ModelExplainRun.run(
      ModelExplainRequest(paths: ["-"], planner: .scratch(programs: programs.folder)),
      readingStandardInput: { [UInt8](model.utf8) },
      environment: Servers.variable,
      progress: { _ in }
    )
    let said = outcome.document.sections.compactMap { block -> String? in
      guard case .paragraph(let text) = block else { return nil }
      return "\(text)"
    }
    #expect(said.contains { $0.contains("those of ten years: `bill.due`") }, "\(said)")
    #expect(said.contains { $0.contains("ten rows share one: `bill.number`") }, "\(said)")
  }

  // MARK: The largest tables

  private static func sensors(_ count: String) -> String {
    """
    edition 2026
    model Sensors

    store main: aurora-postgresql default

    entity Reading {
      id:   uuid            key
      when: timestamp(ms)   clock
      k:    int(0..1000000)

      count \(count)
    }

    access ofKind(k: int(0..1000000)) {
      read  Reading { id, when }
      where k == $k
      rate  1/s peak 2/s
    }
    """
  }

  /// Below, at and above 2^31 pages.
  @Test(arguments: [100_000.0, 250_000, 300_000, 400_000, 550_000])
  func theLargestTablesHaveTheirRows(millions: Double) throws {
    guard let found = try rows(Self.sensors("\(Int(millions))M")) else { return }
    // A million and one values.
    let expected = millions * 1_000_000 / 1_000_001
    #expect(abs((found["ofKind"] ?? 0) / expected - 1) < 0.001, "\(found)")
  }

  @Test func longerTablesThanThereCanBeAreSaid() throws {
    guard let programs = Servers.all.first else { return }
    let outcome = ModelExplainRun.run(
      ModelExplainRequest(paths: ["-"], planner: .scratch(programs: programs.folder)),
      readingStandardInput: { [UInt8](Self.sensors("900000M").utf8) },
      environment: Servers.variable,
      progress: { _ in }
    )
    let finding = try #require(outcome.document.findings.first)
    #expect(finding.primary != nil && finding.path == "entity Reading")
    #expect(
      finding.notes == [
        "the table `reading` would take 50 TB, and PostgreSQL has room for 32 TB in one"
      ]
    )
    #expect(outcome.document.sections.isEmpty)
  }

  // MARK: Names

  @Test func columnsThatEveryTableHasAreNamedOtherwise() throws {
    let model = """
      edition 2026
      model Kept

      store main: aurora-postgresql default

      entity Event {
        id:       uuid key
        xmin:     int(0..9)
        xmax:     int(0..9)
        cmin:     int(0..9)
        cmax:     int(0..9)
        ctid:     int(0..9)
        tableoid: int(0..9)

        count 1K
      }

      access with(n: int(0..9)) {
        read  Event { id, xmax, cmin, cmax, ctid, tableoid }
        where xmin == $n
        rate  1/s peak 2/s
      }
      """
    guard let found = try rows(model) else { return }
    #expect(found["with"] == 100, "\(found)")
  }
}
