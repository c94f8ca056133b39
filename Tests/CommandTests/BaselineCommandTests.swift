import DBModelTestKit
import Foundation
import Testing

/// `check --write-baseline` and `--baseline`, as a team that adopts the tool has them.
@Suite struct BaselineCommandTests {
  private static let model = """
    edition 2026
    model Notes
    allow hot-key because "first"
    allow cold-table because "second"
    store main: dynamodb default {
      capacity on-demand
    }
    entity Note {
      id: uuid key
      count 20K
    }
    access note(id: Note.id) {
      read  Note { * }
      where id == $id
      rate  5/s peak 10/s
      skew  id uniform
      latency 20 ms p99
    }

    """

  private func check(_ arguments: String...) throws -> Command {
    try Command.run(["check", "--fail-on", "warning"] + arguments)
  }

  @Test func whatIsListedIsNoFailure() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.model, to: "notes.dbmodel")
    let known = folder.file("known.json")
    #expect(try check(path).exitCode == 1)
    let written = try check(path, "--write-baseline", known)
    #expect(written.exitCode == 0, "\(written.output)")
    let bytes = try #require(folder.contents()["known.json"])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("\"schema\": \"dbmodel.baseline/1\""))
    #expect(text.contains("allow-unused"))
    // Moved by two lines, it is the same finding.
    try folder.write(
      Self.model.replacing("model Notes", with: "model Notes\n// a\n// b"),
      to: "notes.dbmodel"
    )
    let result = try check(path, "--baseline", known)
    #expect(result.exitCode == 0, "\(result.output)")
    #expect(result.output.contains("known findings in the baseline"), "\(result.output)")
    #expect(!result.output.contains("allow-unused"))
    let json = try check(path, "--baseline", known, "--format", "json").output
    #expect(json.contains("\"known\": ["))
    #expect(
      !(try check(path, "--baseline", known, "--format", "sarif").output)
        .contains("\"ruleId\": \"DBM0030\"")
    )
    #expect(try check(path, "--write-baseline", known).exitCode == 0)
    #expect(folder.contents()["known.json"] == bytes)
  }

  @Test func whatIsNewFails() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.model, to: "notes.dbmodel")
    let known = folder.file("known.json")
    _ = try check(path, "--write-baseline", known)
    try folder.write(
      Self.model.replacing("model Notes", with: "model Notes\nallow full-scan because \"x\""),
      to: "notes.dbmodel"
    )
    let result = try check(path, "--baseline", known)
    #expect(result.exitCode == 1)
    #expect(result.output.contains("`full-scan`"), "\(result.output)")
    #expect(!result.output.contains("`hot-key`"), "\(result.output)")
  }

  @Test func whatIsGoneIsSaid() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.model, to: "notes.dbmodel")
    let known = folder.file("known.json")
    _ = try check(path, "--write-baseline", known)
    try folder.write(
      Self.model.replacing("allow hot-key because \"first\"\n", with: ""),
      to: "notes.dbmodel"
    )
    let result = try check(path, "--baseline", known)
    #expect(result.exitCode == 1)
    #expect(result.output.contains("baseline-stale]: 1 finding of the baseline is no longer found"))
    #expect(result.output.contains("help: write it again with `--write-baseline"))
  }

  @Test func errorsHaveNoBaseline() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Self.model.replacing("count 20K", with: "cuont 20K"),
      to: "notes.dbmodel"
    )
    let result = try check(path, "--write-baseline", folder.file("known.json"))
    #expect(result.exitCode == 1)
    #expect(result.output.contains("DBM0041 baseline-not-written"), "\(result.output)")
    #expect(folder.contents()["known.json"] == nil)
  }

  @Test(arguments: [
    ("<<<<<<< HEAD\n", "it is not JSON"), ("{}", "no member `schema`"),
    (#"{"schema": "dbmodel.baseline/9", "findings": []}"#, "this version reads"),
    (#"{"schema": "dbmodel.baseline/1"}"#, "no list `findings`"),
    (#"{"schema": "dbmodel.baseline/1", "findings": [{"count": 0}]}"#, "its finding 1 lacks"),
    (nil, "there is no such file"),
  ]) func anotherFileIsRefused(contents: String?, reason: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.model, to: "notes.dbmodel")
    if let contents { try folder.write(contents, to: "known.json") }
    let result = try check(path, "--baseline", folder.file("known.json"))
    #expect(result.exitCode == 2)
    #expect(result.output.contains("DBM0040 baseline-unreadable"), "\(result.output)")
    #expect(result.output.contains(reason), "\(result.output)")
    #expect(result.output.contains("allow-unused"), "nothing is hidden")
  }

  @Test(arguments: [["--baseline", "a"], ["--fix"]]) func writingStandsAlone(other: [String]) throws
  {
    let result = try Command.run(["check", "x", "--write-baseline", "b"] + other)
    #expect(result.exitCode == 64)
    #expect(result.messages.contains("--write-baseline stands alone"))
  }
}
