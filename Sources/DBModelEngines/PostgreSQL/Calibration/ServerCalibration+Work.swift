import DBModelDesign
import DBModelStatistics
import Glibc

extension ServerCalibration {
  /// What is less than this is lost in the round trip, milliseconds.
  private static let leastMs = 1e-6

  func makeTables() throws(PostgreSQLFailure) {
    // The process id of the session makes the name one of its own.
    let schema = "dbmodel_calibration_"
    let own = try connection.run("SELECT pg_backend_pid()").first?.first.flatMap { $0 } ?? "0"
    try connection.run(
      """
      SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0;
      CREATE SCHEMA \(schema)\(own); SET LOCAL search_path = \(schema)\(own);
      CREATE TABLE t (id int NOT NULL, k int NOT NULL, v int NOT NULL, w int NOT NULL,
        pad text NOT NULL);
      INSERT INTO t SELECT i, i % \(Self.rows / Self.shared), i::bigint * 48271 % 2147483647, i,
        repeat('x', 80) FROM generate_series(1, \(Self.rows)) AS i;
      ALTER TABLE t ADD PRIMARY KEY (id);
      CREATE INDEX ON t (k);
      CREATE TABLE plain (id int NOT NULL, a int NOT NULL, b int NOT NULL, pad text NOT NULL);
      CREATE TABLE indexed (LIKE plain);
      CREATE INDEX ON indexed (a); CREATE INDEX ON indexed (b); CREATE INDEX ON indexed (b, a);
      CREATE TABLE referring (LIKE plain);
      ALTER TABLE referring ADD FOREIGN KEY (a) REFERENCES t, ADD FOREIGN KEY (b) REFERENCES t;
      ANALYZE t
      """
    )
  }

  // MARK: Reads

  func measureReads() throws(PostgreSQLFailure) {
    let one = try beyond("SELECT id, v FROM t WHERE id = $1") { [$0.anyRow] }
    // A search of a plan that runs is a part of a search that is a statement.
    try connection.run(
      "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
    )
    let searches = 1_000
    let joined = try quiet(
      "SELECT sum(t.v) FROM unnest($1::int[]) AS p(id) JOIN t ON t.id = p.id",
      30
    ) { probe in ["{" + (0..<searches).map { _ in probe.anyRow }.joined(separator: ",") + "}"] }
    let listed = try quiet("SELECT sum(id) FROM unnest($1::int[]) AS p(id)", 30) { probe in
      ["{" + (0..<searches).map { _ in probe.anyRow }.joined(separator: ",") + "}"]
    }
    set(.search, (joined - listed) / Double(searches))
    set(.statement, one - (work[.search] ?? 0))
    let base = least + (work[.statement] ?? 0)

    let shared = try quiet("SELECT sum(v) FROM t WHERE k = $1", 60) {
      [String($0.random.integer(0...Self.rows / Self.shared - 1))]
    }
    set(.entry, (shared - base) / Double(Self.shared))
    let scan = try quiet("SELECT count(*) FROM t WHERE w < $1", 15) { _ in ["0"] }
    set(.scannedRow, (scan - base) / Double(Self.rows))
    let grouped = try quiet("SELECT k, count(*), sum(v) FROM t WHERE w > $1 GROUP BY k", 10) { _ in
      ["0"]
    }
    set(.aggregatedRow, (grouped - scan) / Double(2 * Self.rows))

    let returned = 5_000.0
    let counted = try quiet("SELECT count(v) FROM t WHERE id <= $1", 20) { _ in ["5000"] }
    let narrow = try quiet("SELECT id, k, v FROM t WHERE id <= $1", 20) { _ in ["5000"] }
    let wide = try quiet("SELECT id, k, v, pad, pad, pad FROM t WHERE id <= $1", 20) { _ in
      ["5000"]
    }
    set(.returnedRow, (narrow - counted) / returned)
    set(.returnedKilobyte, (wide - narrow) / returned / (3 * 84.0 / 1_024))

    let sorted = 50_000.0
    let read = try quiet("SELECT count(v) FROM t WHERE id <= $1", 15) { _ in ["50000"] }
    let ordered = try quiet("SELECT id, v FROM t WHERE id <= $1 ORDER BY v OFFSET $1", 15) { _ in
      ["50000"]
    }
    set(.comparison, (ordered - read) / (sorted * log2(sorted)))

    var plans: [Double] = []
    for _ in 0..<30 {
      let lines = try connection.run(
        "EXPLAIN (SUMMARY) SELECT * FROM t JOIN indexed AS o ON o.a = t.id WHERE t.k = 7"
      )
      plans += lines.compactMap { line in
        guard let text = line.first.flatMap({ $0 }), text.hasPrefix("Planning Time: ") else {
          return nil
        }
        return Double(text.dropFirst(15).prefix { $0 != " " })
      }
    }
    if !plans.isEmpty { set(.planning, ServerTimes.Percentiles(of: plans).medianMs) }
  }

  // MARK: Writes

  func measureWrites() throws(PostgreSQLFailure) {
    func inserted(_ table: String) throws(PostgreSQLFailure) -> Double {
      try beyond("INSERT INTO \(table) VALUES ($1, $2, $3, repeat('x', 80))") {
        [$0.anyRow, $0.anyRow, $0.anyRow]
      }
    }
    let plain = try inserted("plain")
    let written = 5_000
    let many = try quiet(
      "INSERT INTO plain SELECT i, i, i, repeat('x', 80) FROM generate_series(1, $1) AS i",
      15
    ) { _ in [String(written)] }
    set(.writtenRow, (many - least) / Double(written))
    set(.indexEntry, try (inserted("indexed") - plain) / 3)
    set(.referenceCheck, try (inserted("referring") - plain) / 2)
  }

  // MARK: Times

  private var anyRow: String { String(random.integer(1...Self.rows)) }

  private func set(_ kind: EngineTimes.Work, _ ms: Double) {
    work[kind] = min(work[kind] ?? .infinity, max(Self.leastMs, ms))
  }

  private func quiet(
    _ sql: String,
    _ repetitions: Int,
    values: (ServerCalibration) -> [String?]
  ) throws(PostgreSQLFailure) -> Double {
    prepared += 1
    let name = "dbmodel_\(prepared)"
    try connection.prepare(name, sql)
    let found = try times(name, repetitions, values: values)
    try connection.run("DEALLOCATE \(name)")
    // The lower quartile: what else the machine does only adds.
    return found.sorted()[found.count / 4]
  }

  /// What a statement takes beyond one that does nothing: the lower quartile of the differences of
  /// neighbours, which share whatever else the machine does.
  private func beyond(
    _ sql: String,
    values: (ServerCalibration) -> [String?]
  ) throws(PostgreSQLFailure) -> Double {
    prepared += 1
    let name = "dbmodel_\(prepared)"
    try connection.prepare(name, sql)
    _ = try times(name, 1, values: values)
    var found: [Double] = []
    for _ in 0..<300 {
      let nothing = try connection.run(prepared: "dbmodel_one", []).ms
      found.append(try connection.run(prepared: name, values(self)).ms - nothing)
    }
    try connection.run("DEALLOCATE \(name)")
    return found.sorted()[found.count / 4]
  }

  /// The times of a prepared statement, those of its first runs left out: they read the catalog,
  /// and have plans of their own.
  func times(
    _ name: String,
    _ repetitions: Int,
    values: (ServerCalibration) -> [String?]
  ) throws(PostgreSQLFailure) -> [Double] {
    for _ in 0..<6 { _ = try connection.run(prepared: name, values(self)) }
    var found: [Double] = []
    for _ in 0..<repetitions {
      found.append(try connection.run(prepared: name, values(self)).ms)
    }
    return found
  }
}
