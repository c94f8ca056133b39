import DBModelDesign
import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Foundation
import Testing

@testable import DBModelDriver
@testable import DBModelEngines

/// How long the patterns of `Tests/Evaluation/latency` take on a server. Run by `make evaluate`,
/// which sets `DBMODEL_LATENCY` (the address of a server of its own), `DBMODEL_EVALUATION` (where
/// times go) and `DBMODEL_LATENCY_MODEL` (the model whose turn it is).
@Suite(.serialized) struct LatencyMeasurementTests {
  /// Sets of arguments of each pattern, and how often each is called. A write is called with other
  /// arguments each time.
  private static let queries = 24
  private static let repetitions = 11
  private static let writes = 5
  /// 2026-11-29 00:00 UTC, nanoseconds since 1970.
  private static let now: Int64 = 1_795_910_400_000_000_000

  /// One model a run, so that the server's own times are measured between them.
  @Test func patternsAreTimed() throws {
    guard let address = TestMode.variable("DBMODEL_LATENCY"),
      let output = TestMode.variable("DBMODEL_EVALUATION"),
      let name = TestMode.variable("DBMODEL_LATENCY_MODEL")
    else {
      LiveServers.leftOut("latencies", because: "DBMODEL_LATENCY names no server (make evaluate)")
      return
    }
    let load = ModelRun.load(
      DriverRequest(.plan, paths: [Repository.path("Tests/Evaluation/latency/\(name).dbmodel")]),
      readingStandardInput: { [] }
    )
    let model = try #require(load.model)
    let pipeline = Pipeline(model, explainsPlans: false, weighsChoices: false)
    let script = try LatencyScript(
      #require(Repository.text("Tests/Evaluation/latency/\(name).sql"))
    )
    let admin = try PostgreSQLConnection([("dbname", "\(address)/postgres")])
    try admin.run("DROP DATABASE IF EXISTS \(name)")
    try admin.run("CREATE DATABASE \(name)")
    let connection = try PostgreSQLConnection([("dbname", "\(address)/\(name)")])
    try connection.run("SET timezone = 'UTC'")
    for statement in SQLSchemaWriter.statements(
      design: pipeline.relational,
      workload: pipeline.workload,
      dialect: .postgresql
    ) { try connection.run(statement) }
    try connection.run(#require(Repository.text("Tests/Evaluation/latency/functions.sql")))
    try connection.run(script.rows)
    try connection.run("VACUUM ANALYZE")
    try connection.run("CHECKPOINT")
    var bench = LatencyBench(
      connection: connection,
      workload: pipeline.workload,
      design: pipeline.relational,
      now: Self.now
    )
    var lines: [String] = []
    for pattern in pipeline.workload.patterns {
      let sql = try #require(script.arguments[pattern.name], "\(pattern.name) has no arguments")
      let calls = try connection.run(sql)
      lines += try bench.times(
        pattern,
        calls,
        queries: Self.queries,
        repetitions: pattern.isRead ? Self.repetitions : Self.writes
      ).enumerated().map { query, times in
        ([pattern.name, String(query)] + times.map { String($0) }).joined(separator: "\t")
      }
    }
    #expect(lines.count == pipeline.workload.patterns.count * Self.queries)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(
      to: URL(fileURLWithPath: "\(output)/\(name).tsv")
    )
  }
}

/// A file of rows and arguments.
private struct LatencyScript {
  let rows: String
  private(set) var arguments: [String: String] = [:]

  init(_ text: String) {
    let parts = text.components(separatedBy: "-- arguments ")
    rows = parts[0]
    for part in parts.dropFirst() {
      let lines = part.split(separator: "\n", maxSplits: 1)
      guard lines.count == 2 else { continue }
      arguments[String(lines[0])] = String(lines[1])
    }
  }
}
