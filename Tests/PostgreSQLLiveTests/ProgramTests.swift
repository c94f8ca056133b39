import DBModelTestKit
import Testing

@testable import DBModelEngines

/// Finding a server's programs, on machines of every kind.
@Suite struct ProgramTests {
  private func install(_ names: [String], in folder: TemporaryFolder) throws {
    for name in names {
      let path = try folder.write("#!/bin/sh\n", to: name)
      #expect(try Subprocess("chmod", ["755", path]).run().exitCode == 0)
    }
  }

  @Test func whatIsNamedComesFirst() throws {
    let (named, stated, listed) = (
      try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder()
    )
    for folder in [named, stated, listed] { try install(["initdb", "postgres"], in: folder) }
    let half = try TemporaryFolder()
    try install(["initdb"], in: half)
    let path = "relative::\(half.path):\(listed.path)"
    func find(_ name: String?, _ variables: [String: String]) throws -> String {
      try PostgreSQLPrograms.find(name, variable: { variables[$0] }).folder
    }
    let all = ["DBMODEL_POSTGRESQL": stated.path, "PATH": path]
    #expect(try find(named.path, all) == named.path)
    #expect(try find(nil, all) == stated.path)
    #expect(try find(nil, ["DBMODEL_POSTGRESQL": "", "PATH": path]) == listed.path)
    // What the user names and is not there is not replaced by something else.
    let failure = #expect(throws: ServerFailure.self) { try find(half.path, all) }
    #expect(failure?.message == "`\(half.path)` has no `initdb` and `postgres` that can be run")
  }

  @Test func aMachineWithoutAServerIsToldThePackage() {
    do throws(ServerFailure) {
      // A machine that has one in its usual place finds it.
      let found = try PostgreSQLPrograms.find(nil, variable: { _ in nil })
      #expect(found.folder.hasPrefix("/usr/"))
    } catch {
      #expect(error.message.hasPrefix("no PostgreSQL server is installed"))
      #expect(error.help?.contains("apt-get install postgresql-15") == true)
    }
  }
}
