import DBModelExplain
import DBModelTestKit
import Testing

@testable import DBModelEngines

/// Plans of a server that is there.
@Suite(.serialized) struct LivePlannerTests {
  @Test func aServerPlansAndNothingIsRun() throws {
    for programs in Servers.all {
      let server = try ScratchServer(programs, variable: Servers.variable)
      let session = try server.connect(to: "postgres")
      try session.run("CREATE TABLE t (v int PRIMARY KEY)")
      try session.run("INSERT INTO t SELECT generate_series(1, 1000)")
      try session.run("VACUUM ANALYZE t")
      let address = "postgresql://dbmodel@/postgres?host=\(server.socketDirectory)&port=5432"
      let planner = try LivePlanner(try #require(PostgreSQLAddress(address)))
      #expect(planner.version == session.version)
      let found = try planner.explain("SELECT * FROM t WHERE v = $1", parameterCount: 1)
      #expect(found.outline.joined().contains("by `t_pkey`"), "\(found.outline)")
      _ = try planner.explain("DELETE FROM t", parameterCount: 0)
      #expect(throws: ServerFailure.self) {
        try planner.explain("ANALYZE DELETE FROM t", parameterCount: 0)
      }
      #expect(throws: ServerFailure.self) {
        try planner.explain("SELECT * FROM missing", parameterCount: 0)
      }
      #expect(try session.run("SELECT count(*) FROM t").first == ["1000"])
      // A lock is not waited for without end.
      try session.run("BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE")
      let failure = #expect(throws: ServerFailure.self) {
        try planner.explain("SELECT * FROM t", parameterCount: 0)
      }
      #expect(failure?.state == "55P03")
      try session.run("ROLLBACK")
      let statistics = try planner.statistics()
      #expect(statistics.map(\.table) == ["t"])
      #expect(statistics.first?.rows == 1_000)
    }
  }

  @Test func passwordsAreNotShown() throws {
    for address in [
      "postgresql://ada:s3cr%40t@127.0.0.1:1/shop",
      "postgres://ada@127.0.0.1:1/shop?password=s3cr%40t&connect_timeout=1",
      "postgresql://ada:s3cr%40t@127.0.0.1:nonsense/shop",
      "postgresql://ada:s3cr%40t@[::1/shop",
    ] {
      let parsed = try #require(PostgreSQLAddress(address))
      #expect(!parsed.shown.contains("s3cr"), "\(parsed.shown)")
      let failure = #expect(throws: ServerFailure.self) { try LivePlanner(parsed) }
      let message = failure?.message ?? ""
      #expect(!message.contains("s3cr"), "\(message)")
    }
    for address in ["mysql://x", "host=db", "", "postgresql:/x"] {
      #expect(PostgreSQLAddress(address) == nil)
    }
  }
}
