import DBModelDesign
import DBModelStatistics
import Glibc

extension ServerCalibration {
  /// What is less than this is lost in the round trip, milliseconds.
  static let leastWorkMs = 1e-6

  func makeTables() throws(ServerFailure) {
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

  /// A statement whose least time counts.
  enum Probe: Hashable {
    case keyed, joined, listed, shared, scanned, grouped
    case counted, narrow, wide, read, ordered
    case insertedMany, inserted, insertedIndexed, insertedReferring
    case planned
  }

  /// Searches of one statement, rows that are handed over, rows that are sorted, rows that are
  /// written at once.
  private static let searches = 1_000
  private static let returned = 5_000
  private static let sorted = 50_000
  private static let written = 5_000

  // MARK: Reads

  func measureReads() throws(ServerFailure) {
    try beyond(.keyed, "SELECT id, v FROM t WHERE id = $1") { [$0.anyRow] }
    // A search of a plan that runs is a part of a search that is a statement.
    try connection.run(
      "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
    )
    func keys(_ probe: ServerCalibration) -> [String?] {
      ["{" + (0..<Self.searches).map { _ in probe.anyRow }.joined(separator: ",") + "}"]
    }
    try quiet(
      .joined,
      "SELECT sum(t.v) FROM unnest($1::int[]) AS p(id) JOIN t ON t.id = p.id",
      30,
      keys
    )
    try quiet(.listed, "SELECT sum(id) FROM unnest($1::int[]) AS p(id)", 30, keys)
    try quiet(.shared, "SELECT sum(v) FROM t WHERE k = $1", 60) {
      [String($0.random.integer(0...Self.rows / Self.shared - 1))]
    }
    try quiet(.scanned, "SELECT count(*) FROM t WHERE w < $1", 15) { _ in ["0"] }
    try quiet(.grouped, "SELECT k, count(*), sum(v) FROM t WHERE w > $1 GROUP BY k", 10) { _ in
      ["0"]
    }
    let first = String(Self.returned)
    try quiet(.counted, "SELECT count(v) FROM t WHERE id <= $1", 20) { _ in [first] }
    try quiet(.narrow, "SELECT id, k, v FROM t WHERE id <= $1", 20) { _ in [first] }
    try quiet(.wide, "SELECT id, k, v, pad, pad, pad FROM t WHERE id <= $1", 20) { _ in [first] }

    let most = String(Self.sorted)
    try quiet(.read, "SELECT count(v) FROM t WHERE id <= $1", 15) { _ in [most] }
    try quiet(.ordered, "SELECT id, v FROM t WHERE id <= $1 ORDER BY v OFFSET $1", 15) { _ in
      [most]
    }
    try measurePlanning()
  }

  private func measurePlanning() throws(ServerFailure) {
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
    if !plans.isEmpty { note(.planned, ServerTimes.Percentiles(of: plans).medianMs) }
  }

  // MARK: Writes

  func measureWrites() throws(ServerFailure) {
    func insert(_ probe: Probe, _ table: String) throws(ServerFailure) {
      try beyond(probe, "INSERT INTO \(table) VALUES ($1, $2, $3, repeat('x', 80))") {
        [$0.anyRow, $0.anyRow, $0.anyRow]
      }
    }
    try insert(.inserted, "plain")
    try quiet(
      .insertedMany,
      "INSERT INTO plain SELECT i, i, i, repeat('x', 80) FROM generate_series(1, $1) AS i",
      15
    ) { _ in [String(Self.written)] }
    try insert(.insertedIndexed, "indexed")
    try insert(.insertedReferring, "referring")
  }

  // MARK: Work

  /// Work is what lies between statements, each at its least of all rounds. The least of
  /// differences would be the one whose smaller side was disturbed most.
  func derive() {
    func ms(_ probe: Probe) -> Double? { leastMs[probe] }
    func set(_ kind: EngineTimes.Work, _ ms: Double?) {
      guard let ms, ms.isFinite else { return }
      work[kind] = max(Self.leastWorkMs, ms)
    }
    func between(_ more: Probe, _ less: Probe, each count: Double) -> Double? {
      guard let more = ms(more), let less = ms(less) else { return nil }
      return (more - less) / count
    }
    set(.search, between(.joined, .listed, each: Double(Self.searches)))
    set(.statement, ms(.keyed).map { $0 - (work[.search] ?? 0) })
    let base = least + (work[.statement] ?? 0)
    set(.entry, ms(.shared).map { ($0 - base) / Double(Self.shared) })
    set(.scannedRow, ms(.scanned).map { ($0 - base) / Double(Self.rows) })
    set(.aggregatedRow, between(.grouped, .scanned, each: Double(2 * Self.rows)))
    set(.returnedRow, between(.narrow, .counted, each: Double(Self.returned)))
    set(.returnedKilobyte, between(.wide, .narrow, each: Double(Self.returned) * 252 / 1_024))
    let sorted = Double(Self.sorted)
    set(.comparison, between(.ordered, .read, each: sorted * log2(sorted)))
    set(.planning, ms(.planned))
    set(.writtenRow, ms(.insertedMany).map { ($0 - least) / Double(Self.written) })
    set(.indexEntry, between(.insertedIndexed, .inserted, each: 3))
    set(.referenceCheck, between(.insertedReferring, .inserted, each: 2))
  }

  // MARK: Times

  private var anyRow: String { String(random.integer(1...Self.rows)) }

  private func note(_ probe: Probe, _ ms: Double) {
    leastMs[probe] = min(leastMs[probe] ?? .infinity, ms)
  }

  private func quiet(
    _ probe: Probe,
    _ sql: String,
    _ repetitions: Int,
    _ values: (ServerCalibration) -> [String?]
  ) throws(ServerFailure) {
    prepared += 1
    let name = "dbmodel_\(prepared)"
    try connection.prepare(name, sql)
    let found = try times(name, repetitions, values: values)
    try connection.run("DEALLOCATE \(name)")
    // The lower quartile: what else the machine does only adds.
    note(probe, found.sorted()[found.count / 4])
  }

  /// What a statement takes beyond one that does nothing: the middle of the differences of
  /// neighbours, which share whatever else the machine does.
  private func beyond(
    _ probe: Probe,
    _ sql: String,
    _ values: (ServerCalibration) -> [String?]
  ) throws(ServerFailure) {
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
    note(probe, found.sorted()[found.count / 2])
  }

  /// The times of a prepared statement, those of its first runs left out: they read the catalog,
  /// and have plans of their own.
  func times(
    _ name: String,
    _ repetitions: Int,
    values: (ServerCalibration) -> [String?]
  ) throws(ServerFailure) -> [Double] {
    for _ in 0..<6 { _ = try connection.run(prepared: name, values(self)) }
    var found: [Double] = []
    for _ in 0..<repetitions {
      found.append(try connection.run(prepared: name, values(self)).ms)
    }
    return found
  }
}
