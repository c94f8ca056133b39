import DBModelExplain
import DBModelTestKit
import Foundation
import Testing

@testable import DBModelDriver
@testable import DBModelEngines

/// How far plans without rows are those of real rows: the 22 queries of TPC-H at a tenth of its
/// scale. Run by `make evaluate`, which sets `DBMODEL_TPCH` (a folder of tables and queries) and
/// `DBMODEL_EVALUATION` (where figures go).
@Suite(.serialized) struct PlanFidelityTests {
  private static let tables = [
    "region", "nation", "part", "supplier", "partsupp", "customer", "orders", "lineitem",
  ]
  /// The entities of `tpch.dbmodel`, in the same order.
  private static let modelled = [
    "region", "nation", "part", "supplier", "partsupp", "customer", "order", "lineitem",
  ]

  private struct Query {
    let name: String
    /// What runs before the query: views.
    let before: [String]
    let text: String
  }

  @Test func plansWithoutRowsAreThoseOfRows() throws {
    guard let folder = TestMode.variable("DBMODEL_TPCH") else {
      LiveServers.leftOut("TPC-H plans", because: "DBMODEL_TPCH names no data (make evaluate)")
      return
    }
    for programs in Servers.all { try compare(programs, folder) }
  }

  private func compare(_ programs: PostgreSQLPrograms, _ folder: String) throws {
    let schema = try statements(#require(Repository.text("Tests/Evaluation/tpch/schema.sql")))
    let queries = try queries(folder)
    #expect(queries.count == 22)
    let server = try ScratchServer(programs, variable: Servers.variable)
    let real = try server.connect(to: "postgres")
    for statement in schema where statement.hasPrefix("CREATE TABLE") { try real.run(statement) }
    for table in Self.tables {
      try real.run("COPY \(table) FROM '\(folder)/\(table).tbl' WITH (DELIMITER '|')")
    }
    for statement in schema where !statement.hasPrefix("CREATE TABLE") { try real.run(statement) }
    let available = "SELECT 1 FROM pg_available_extensions WHERE name = 'pageinspect'"
    let readsHeights = try !real.run(available).isEmpty
    if readsHeights { try real.run("CREATE EXTENSION pageinspect") }
    try real.run("VACUUM ANALYZE")

    let copied = try PostgreSQLStatisticsReader(connection: real).tables()
    let first = try Comparison(programs, schema, copied, real, queries)
    let second = try Comparison(programs, schema, fromModel(schema), real, queries)
    let page = """

      ## PostgreSQL \(real.version)

      | | same shape | of them same cost to 0.1 % | tie within 0.3 % | other | worst cost error |
      |---|---|---|---|---|---|
      \(first.row("statistics copied from the loaded tables"))
      \(second.row("statistics from `Tests/Evaluation/tpch/tpch.dbmodel` alone"))

      \(readsHeights ? "Heights of indexes were read with `pageinspect`." : Self.withoutHeights)

      \(first.table(beside: second))

      """
    print(page)
    if let output = TestMode.variable("DBMODEL_EVALUATION") {
      try Data(page.utf8).write(
        to: URL(fileURLWithPath: "\(output)/plans-\(real.versionNumber / 10_000).md")
      )
    }
    #expect(first.different == 0, "\(first.names)")
    #expect(first.worst <= 0.02)
  }

  private static let withoutHeights =
    "`pageinspect` is not there: heights of indexes follow from their pages."

  /// What a model says, under the names that the queries use: its attributes stand in the order of
  /// the columns, but for references of a key, which the model has where they are declared.
  private func fromModel(_ schema: [String]) throws -> [PostgreSQLTableStatistics] {
    let path = Repository.path("Tests/Evaluation/tpch/tpch.dbmodel")
    let load = ModelRun.load(
      DriverRequest(.plan, paths: [path]),
      readingStandardInput: { [] }
    )
    let model = try #require(load.model)
    let pipeline = Pipeline(model, explainsPlans: false, weighsChoices: false)
    let found = PostgreSQLStatistics(
      workload: pipeline.workload,
      design: pipeline.relational,
      // 1998-08-02, the last day of an order.
      today: 10_440
    ).tables
    return try zip(Self.tables, Self.modelled).map { table, name in
      let own = try #require(found.first { $0.table == name }, "\(name)")
      let definition = try #require(schema.first { $0.hasPrefix("CREATE TABLE \(table) ") })
      let columns = definition.split(separator: "\n").dropFirst()
        .map { $0.split(separator: " ").first.map(String.init) ?? "" }
        .filter { $0.contains("_") }
      #expect(columns.count == own.columns.count, "\(table)")
      return PostgreSQLTableStatistics(
        table: table,
        rows: own.rows,
        columns: zip(columns, own.columns).map { column, known in
          PostgreSQLColumnStatistics(
            name: column,
            nullShare: known.nullShare,
            widthBytes: known.widthBytes,
            distinct: known.distinct,
            common: known.common,
            histogram: known.histogram,
            correlation: known.correlation
          )
        }
      )
    }
  }

  private func statements(_ text: String) -> [String] {
    text.split(separator: ";").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
      .filter { !$0.isEmpty }
  }

  private func queries(_ folder: String) throws -> [Query] {
    try (1...22).map { number in
      let name = number < 10 ? "q0\(number)" : "q\(number)"
      let text = try String(contentsOfFile: "\(folder)/queries/\(name).sql", encoding: .utf8)
      let all = statements(text)
      return Query(name: "Q\(number)", before: all.dropLast(), text: all.last ?? "")
    }
  }

  /// The plans of all queries on a scratch cluster, beside those of the loaded tables.
  private struct Comparison {
    struct Line {
      let name: String
      let isSameShape: Bool
      let real: Double
      let found: Double

      var error: Double { abs(found - real) / max(real, 1e-9) }
      var isTie: Bool { !isSameShape && error <= 0.003 }
    }

    var lines: [Line] = []

    init(
      _ programs: PostgreSQLPrograms,
      _ schema: [String],
      _ statistics: [PostgreSQLTableStatistics],
      _ real: PostgreSQLConnection,
      _ queries: [Query]
    ) throws {
      let planner = try Servers.planner(programs, schema, statistics)
      for query in queries {
        #expect(query.before.isEmpty, "\(query.name) is one statement")
        let wanted = try PostgreSQLExplain(connection: real).plan(query.text, parameterCount: 0)
        let found = try planner.explain(query.text, parameterCount: 0)
        lines.append(
          Line(
            name: query.name,
            isSameShape: Self.shape(wanted.root) == Self.shape(found.root),
            real: wanted.root.estimate?.totalCost ?? 0,
            found: found.root.estimate?.totalCost ?? 0
          )
        )
      }
    }

    var same: Int { lines.count(where: \.isSameShape) }
    var ties: Int { lines.count(where: \.isTie) }
    var different: Int { lines.count - same - ties }
    var names: [String] { lines.filter { !$0.isSameShape && !$0.isTie }.map(\.name) }
    var worst: Double { lines.map(\.error).max() ?? 0 }

    func row(_ title: String) -> String {
      let equal = lines.count { $0.isSameShape && $0.error <= 0.001 }
      return "| \(title) | \(same) of \(lines.count) | \(equal) | \(ties) | \(different) |"
        + " \(Self.percent(worst)) |"
    }

    func table(beside other: Comparison) -> String {
      var text = """
        | query | cost on rows | copied | | from the model | |
        |---|--:|--:|---|--:|---|

        """
      for (line, beside) in zip(lines, other.lines) {
        text +=
          "| \(line.name) | \(Self.whole(line.real)) | \(Self.cell(line))"
          + " | \(Self.cell(beside)) |\n"
      }
      return text
    }

    private static func cell(_ line: Line) -> String {
      "\(whole(line.found)) | \(line.isSameShape ? "same" : line.isTie ? "tie" : "other")"
    }

    private static func whole(_ value: Double) -> String {
      String(format: "%.0f", locale: Locale(identifier: "en_US_POSIX"), value)
    }

    private static func percent(_ value: Double) -> String {
      String(format: "%.2f %%", locale: Locale(identifier: "en_US_POSIX"), value * 100)
    }

    /// Steps, tables, indexes, kinds of join and order of both sides; no figures.
    private static func shape(_ node: PlanNode) -> String {
      let own = [node.label, node.strategy, node.joinType, node.relation, node.alias, node.index]
        .map { $0 ?? "" }
        .joined(separator: "/")
      return own + "(" + node.children.map(shape).joined(separator: ",") + ")"
    }
  }
}
