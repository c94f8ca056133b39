import DBModelDesign
import DBModelTestKit
import Testing

@testable import DBModelEngines

/// `dbmodel calibrate` on a server of its own.
@Suite(.serialized) struct ServerCalibrationTests {
  private func address(_ server: ScratchServer, _ user: String, _ more: String = "") throws
    -> PostgreSQLAddress
  {
    try #require(
      PostgreSQLAddress(
        "postgresql:///postgres?host=\(server.socketDirectory)&user=\(user)\(more)"
      )
    )
  }

  @Test func everyKindOfWorkIsMeasuredAndNothingStays() throws {
    for programs in Servers.all {
      let server = try ScratchServer(programs, variable: Servers.variable)
      let admin = try server.connect(to: "postgres")
      let schemas = "SELECT nspname FROM pg_namespace ORDER BY 1"
      let before = try admin.run(schemas)
      var said: [String] = []
      let times = try ServerCalibration(try address(server, ScratchServer.userName)) {
        said.append($0)
      }.measure()
      #expect(try admin.run(schemas) == before)
      #expect(times.roundTrips.count > 2)
      #expect(times.commits.count > 12)
      // Scratch servers flush nothing, which is faster than any disk.
      #expect(times.off.contains(.fsync))
      let lax = "commits do not wait for the disk, because fsync"
      #expect(times.notes.contains { $0.hasPrefix(lax) })
      let measured = times.work.map(\.work)
      let stored: Set<EngineTimes.Work> = [.pageMiss, .readAheadPage]
      for kind in EngineTimes.Work.allCases where !stored.contains(kind) {
        #expect(measured.contains(kind), "\(kind.name)")
      }
      #expect(times.work.allSatisfy { $0.ms > 0 && $0.ms < 1_000 })
      #expect(times.notes.contains { $0.hasPrefix("pages from storage were not measured") })
      #expect(!said.isEmpty)
    }
  }

  /// A server of which a session may not write, and a role that may make nothing.
  @Test func whereNothingCanBeMadeOneMessageSaysWhy() throws {
    guard let programs = Servers.all.first else { return }
    let server = try ScratchServer(programs, variable: Servers.variable)
    let admin = try server.connect(to: "postgres")
    try admin.run("CREATE ROLE reader LOGIN; REVOKE CREATE ON DATABASE postgres FROM PUBLIC")
    func failure(_ address: PostgreSQLAddress) -> ServerFailure? {
      do throws(ServerFailure) {
        _ = try ServerCalibration(address) { _ in }.measure()
        return nil
      } catch {
        return error
      }
    }
    let readOnly = try address(
      server,
      ScratchServer.userName,
      "&options=-c%20default_transaction_read_only%3Don"
    )
    #expect(
      failure(readOnly)?.message == "the session is read-only, and no table can be made in it"
    )
    let reader = failure(try address(server, "reader"))
    #expect(reader?.message == "`reader` may make no schema in the database `postgres`")
    #expect(reader?.help?.hasPrefix("GRANT CREATE ON DATABASE") == true)
    let nobody = failure(try address(server, "nobody"))
    #expect(nobody?.message.contains("nobody") == true)
  }
}
