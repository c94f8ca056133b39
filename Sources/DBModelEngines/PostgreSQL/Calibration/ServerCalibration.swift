import DBModelDesign
import DBModelStatistics
import Glibc

/// Measures what a server takes for each kind of work.
///
/// Its tables are made in one transaction, in a schema of their own, and that transaction is rolled
/// back: nobody ever sees them, and however this process ends the server removes them. They hold
/// 200,000 rows, some 40 MB with their indexes; the whole takes seconds, and no statement more than
/// a minute. Not to be used by two tasks at a time.
public final class ServerCalibration {
  let connection: PostgreSQLConnection
  private let progress: (String) -> Void
  var work: [EngineTimes.Work: Double] = [:]
  /// The least of all rounds, by what was run.
  var leastMs: [Probe: Double] = [:]
  var notes: [String] = []
  var roundTrips: [ServerTimes.Percentiles] = []
  private let commits: CommitProbe
  /// Rows to look for are drawn from it, the same in every run.
  var random = SplitMix64(seed: 2_026)

  /// Statements that were prepared so far.
  var prepared = 0

  /// Work is measured so many times; of each statement the least counts, and work is what lies
  /// between statements.
  private static let rounds = 5
  /// Rows of the table that is read.
  static let rows = 200_000
  /// Rows that share a value of its column `k`, each on a page of its own.
  static let shared = 400

  /// - Parameter progress: Told what is being done, for people who wait.
  public init(
    _ address: PostgreSQLAddress,
    progress: @escaping (String) -> Void
  ) throws(ServerFailure) {
    self.progress = progress
    connection = try Self.connect(address)
    commits = CommitProbe(address)
    guard connection.versionNumber >= ScratchPlanner.oldestVersion else {
      throw ServerFailure(
        "PostgreSQL \(connection.version) is older than 12, which is the oldest that is measured"
      )
    }
  }

  static func connect(_ address: PostgreSQLAddress) throws(ServerFailure)
    -> PostgreSQLConnection
  {
    try PostgreSQLConnection(
      [
        ("dbname", address.text), ("fallback_application_name", "dbmodel"),
        ("client_encoding", "UTF8"), ("connect_timeout", "10"),
      ],
      secrets: address.secrets
    )
  }

  public func measure() throws(ServerFailure) -> ServerTimes {
    try refuseWhereNothingCanBeMade()
    progress("round trips")
    try connection.run("SET statement_timeout = 60000; SET lock_timeout = 2000")
    try connection.prepare("dbmodel_one", "SELECT 1")
    try measureRoundTrips()
    try readPages()
    progress("commits")
    try commits.begin()
    try commits.measure(3, beyond: least)
    try connection.run("BEGIN")
    do throws(ServerFailure) {
      progress("a table of \(Self.rows) rows")
      try makeTables()
      for round in 1...Self.rounds {
        try measureRoundTrips()
        progress("reads, \(round) of \(Self.rounds)")
        try measureReads()
        try measureRoundTrips()
        try commits.measure(1, beyond: least)
        progress("writes, \(round) of \(Self.rounds)")
        try measureWrites()
        try commits.measure(1, beyond: least)
      }
      derive()
      try connection.run("ROLLBACK")
      progress("commits again")
      try commits.measure(3, beyond: least)
      work[.logPage] = commits.furtherPageMs.map { max(Self.leastWorkMs, $0) }
      try measureRoundTrips()
    } catch {
      _ = try? connection.run("ROLLBACK")
      throw error
    }
    return ServerTimes(
      version: connection.version,
      roundTrips: roundTrips,
      commits: commits.bursts,
      off: commits.off,
      work: EngineTimes.Work.allCases.compactMap { kind in work[kind].map { (kind, $0) } },
      notes: commits.notes + notes
    )
  }

  /// The least median of a statement that does nothing, milliseconds.
  var least: Double { roundTrips.map(\.medianMs).min() ?? 0 }

  /// At several times: what else the machines do comes and goes.
  func measureRoundTrips() throws(ServerFailure) {
    roundTrips.append(ServerTimes.Percentiles(of: try times("dbmodel_one", 300) { _ in [] }))
  }

  // MARK: Where nothing can be made

  private func refuseWhereNothingCanBeMade() throws(ServerFailure) {
    let answer =
      try connection.run(
        """
        SELECT pg_is_in_recovery(), current_setting('transaction_read_only'), \
        has_database_privilege(current_database(), 'CREATE'), current_user, current_database()
        """
      ).first ?? []
    guard answer.count == 5 else { throw ServerFailure("the server's answer has no columns") }
    if answer[0] == "t" {
      throw ServerFailure(
        "the server is a read replica, on which no table can be made",
        help: "name the writer: a replica of the same class takes the same times"
      )
    }
    if answer[1] == "on" {
      throw ServerFailure(
        "the session is read-only, and no table can be made in it",
        help: "name a server and a role whose transactions may write"
      )
    }
    if answer[2] != "t" {
      let (user, database) = (answer[3] ?? "", answer[4] ?? "")
      throw ServerFailure(
        "`\(user)` may make no schema in the database `\(database)`",
        help: "GRANT CREATE ON DATABASE \"\(database)\" TO \"\(user)\", or name another database"
      )
    }
  }

  // MARK: Pages

  /// Pages from storage take what the server has counted since its statistics began: no cache is
  /// emptied for a measurement.
  private func readPages() throws(ServerFailure) {
    let isAurora =
      try connection.run("SELECT 1 FROM pg_proc WHERE proname = 'aurora_stat_database'").isEmpty
      == false
    let answer =
      try connection.run(
        isAurora
          ? """
          SELECT storage_blks_read, storage_blk_read_time FROM aurora_stat_database() AS s
          JOIN pg_database AS d ON d.oid = s.datid WHERE d.datname = current_database()
          """
          : """
          SELECT blks_read, blk_read_time FROM pg_stat_database
          WHERE datname = current_database()
          """
      ).first ?? []
    let blocks = answer.first.flatMap { $0 }.flatMap(Double.init) ?? 0
    let ms = answer.last.flatMap { $0 }.flatMap(Double.init) ?? 0
    let measures = try connection.run("SHOW track_io_timing").first?.first == "on"
    if measures, blocks >= 1_000, ms > 0 {
      work[.pageMiss] = ms / blocks
    } else {
      notes.append(
        "pages from storage were not measured: "
          + (measures
            ? "the server has counted fewer than 1,000 of them"
            : "track_io_timing is off on this server")
      )
    }
  }
}
