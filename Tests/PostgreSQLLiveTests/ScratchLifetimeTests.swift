import DBModelExplain
import DBModelTestKit
import Foundation
import Testing

@testable import DBModelEngines

/// A scratch cluster is there while it is used, and no longer.
@Suite(.serialized) struct ScratchLifetimeTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    // The server's user has to get there.
    try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder.path)
    return folder
  }

  private func contents(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
  }

  private func variable(_ folder: TemporaryFolder) -> (String) -> String? {
    { $0 == "TMPDIR" ? folder.path : Servers.variable($0) }
  }

  @Test func nothingIsLeft() throws {
    guard let programs = Servers.all.first else { return }
    let folder = try folder()
    do {
      let server = try ScratchServer(programs, variable: variable(folder))
      _ = try server.connect(to: "postgres")
      #expect(try contents(folder).count == 1)
      let mode = try FileManager.default.attributesOfItem(atPath: server.socketDirectory)
      #expect(mode[.posixPermissions] as? Int == 0o700)
    }
    #expect(try contents(folder) == [])
  }

  @Test func severalAtATimeDoNotMeet() async throws {
    guard let programs = Servers.all.first else { return }
    let folder = try folder()
    let path = folder.path
    let found = try await withThrowingTaskGroup(of: Double.self) { group in
      for number in 1...4 {
        group.addTask {
          let planner = try ScratchPlanner(
            schema: ["CREATE TABLE t (v int)"],
            statistics: [
              PostgreSQLTableStatistics(table: "t", rows: Double(number) * 1e6, columns: [])
            ],
            programs: programs,
            variable: { $0 == "TMPDIR" ? path : nil }
          )
          return try planner.explain("SELECT * FROM t", parameterCount: 0).root.estimate?.rows ?? 0
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }.sorted()
    }
    #expect(found == [1e6, 2e6, 3e6, 4e6])
    #expect(try contents(folder) == [])
  }

  /// What is not ours or is in use stays; what a killed run left goes.
  @Test func onlyWhatNobodyHoldsIsRemoved() throws {
    guard let programs = Servers.all.first else { return }
    let folder = try folder()
    let manager = FileManager.default
    for name in ["dbmodel-scratch-dead00", "dbmodel-scratch-other0", "dbmodel-scratch-held00"] {
      try manager.createDirectory(atPath: folder.file(name), withIntermediateDirectories: false)
    }
    try Data().write(to: URL(fileURLWithPath: folder.file("dbmodel-scratch-dead00/dbmodel.lock")))
    let held = folder.file("dbmodel-scratch-held00/dbmodel.lock")
    let file = open(held, O_RDWR | O_CREAT, 0o600)
    defer { close(file) }
    #expect(flock(file, LOCK_EX) == 0)
    try manager.createSymbolicLink(
      atPath: folder.file("dbmodel-scratch-link00"),
      withDestinationPath: folder.file("dbmodel-scratch-other0")
    )
    do {
      let server = try ScratchServer(programs, variable: variable(folder))
      _ = try server.connect(to: "postgres")
    }
    #expect(
      try contents(folder).sorted() == [
        "dbmodel-scratch-held00", "dbmodel-scratch-link00", "dbmodel-scratch-other0",
      ]
    )
  }

  @Test func aServerThatCannotStartSaysWhy() throws {
    guard !Servers.all.isEmpty else { return }
    let folder = try folder()
    for name in ["initdb", "postgres"] {
      let path = try folder.write(
        Array("#!/bin/sh\necho the disk is tired >&2\nexit 3\n".utf8),
        to: name
      )
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    let programs = try PostgreSQLPrograms.find(folder.path, variable: { _ in nil })
    let failure = #expect(throws: ServerFailure.self) {
      _ = try ScratchServer(programs, variable: { _ in nil }).connect(to: "postgres")
    }
    #expect(failure?.message == "a scratch cluster could not be made:\nthe disk is tired")
  }
}
