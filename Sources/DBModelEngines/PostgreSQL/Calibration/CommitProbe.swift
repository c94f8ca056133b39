/// Measures commits in a session of its own, beside the one whose transaction is rolled back.
///
/// A message in the log is all that is committed, and no work on a table: what is measured is the
/// wait for the log to be durable. The message is a page long, as the image is that most changes
/// write: a flush of less than a page, on one that was flushed before, is faster than any change's.
final class CommitProbe {
  private let address: PostgreSQLAddress
  private var connection: PostgreSQLConnection?
  private(set) var bursts: [ServerTimes.Burst] = []
  private(set) var off: [ServerTimes.Laxity] = []
  private(set) var notes: [String] = []
  /// What each further page of a commit takes, burst by burst, milliseconds.
  private var furtherPages: [Double] = []

  /// Of so many commits a burst says its own p95, and still lasts well below a second.
  private static let commits = 100
  /// The first of a burst write what the other session has left in the log.
  private static let warming = 6
  /// Commits of more pages, and how many pages.
  private static let longCommits = 30
  private static let longPages = 5
  private static let pageBytes = 8_192

  init(_ address: PostgreSQLAddress) { self.address = address }

  /// Opens the session, and sees what its commits wait for.
  func begin() throws(ServerFailure) {
    let connection: PostgreSQLConnection
    do throws(ServerFailure) {
      connection = try ServerCalibration.connect(address)
    } catch {
      // The first session was let in: the server may have no room for a second one.
      notes.append("commits were not measured, for want of a second session: \(error.message)")
      return
    }
    try attempt { () throws(ServerFailure) in
      try connection.run("SET statement_timeout = 60000; SET lock_timeout = 2000")
      try connection.prepare(
        "dbmodel_commit",
        "SELECT pg_logical_emit_message(true, 'dbmodel', repeat('x', $1::int))"
      )
      for setting in ServerTimes.Laxity.allCases {
        let value = try connection.run("SHOW \(setting.rawValue)").first?.first
        if value == "off" { off.append(setting) }
      }
      self.connection = connection
    }
    if !off.isEmpty {
      let names = off.map(\.rawValue).joined(separator: " and ")
      notes.append(
        "commits do not wait for the disk, because \(names) \(off.count == 1 ? "is" : "are") off: "
          + "their times are not those of a durable server"
      )
    }
  }

  /// - Parameter trip: Milliseconds of a round trip, which are left out.
  func measure(_ count: Int, beyond trip: Double) throws(ServerFailure) {
    try attempt { () throws(ServerFailure) in
      guard let connection else { return }
      for _ in 0..<count {
        for _ in 0..<Self.warming { _ = try commit(connection, pages: 1) }
        var (times, long): ([Double], [Double]) = ([], [])
        for _ in 0..<Self.commits { times.append(try commit(connection, pages: 1)) }
        for _ in 0..<Self.longCommits {
          long.append(try commit(connection, pages: Self.longPages))
        }
        bursts.append(ServerTimes.Burst(of: times, beyond: trip))
        let more = Self.median(long) - Self.median(times)
        furtherPages.append(max(0, more / Double(Self.longPages - 1)))
      }
    }
  }

  /// The middle of the bursts; `nil` where none was measured.
  var furtherPageMs: Double? { furtherPages.isEmpty ? nil : Self.median(furtherPages) }

  private func commit(
    _ connection: PostgreSQLConnection,
    pages: Int
  ) throws(ServerFailure) -> Double {
    try connection.run(prepared: "dbmodel_commit", [String(pages * Self.pageBytes)]).ms
  }

  /// - Parameter times: At least one.
  private static func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }

  /// What the server refuses leaves commits out, and the rest is measured all the same.
  private func attempt(
    _ body: () throws(ServerFailure) -> Void
  ) throws(ServerFailure) {
    do throws(ServerFailure) { try body() } catch {
      guard error.state != nil else { throw error }
      connection = nil
      notes.append(
        "commits were not measured\(bursts.isEmpty ? "" : " to the end"): \(error.message)"
      )
    }
  }
}
