import DBModelTestKit
import Foundation
import Testing

@testable import dbmodel

/// `check --fix`, as a user has it.
@Suite struct FixCommandTests {
  private static let wrong = """
    model Notes // the name
    store main: dynamodb default {
      capacity on-demand
    }
    entity Note {
      id: uuid key
      cuont 20k
    }
    access note(id: Note.id) {
      read  Note { * }
      where id = $id
      rate  5/s peak 10/s
      skew  id uniform
      latency 20 ms p99
    }

    """
  private static let right = """
    edition 2026
    model Notes // the name
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

  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func fixesWhatNeedsNoLookAndSaysSo() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.wrong, to: "notes.dbmodel")
    let result = try Command.run("check", "--fix", path)
    #expect(text(path) == Self.right)
    #expect(result.output.hasPrefix("fixed 4 findings:\n"), "\(result.output)")
    #expect(result.output.contains(":7:3 unknown-clause: write `count`\n"), "\(result.output)")
    #expect(!result.output.contains("error["), "\(result.output)")
    #expect(folder.contents().count == 1)
    let again = try Command.run("check", "--fix", path)
    #expect(!again.output.contains("fixed"))
    #expect(text(path) == Self.right)
  }

  @Test func aDiffWritesNothingAndKeepsTheExitCode() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.wrong, to: "notes.dbmodel")
    let result = try Command.run("check", "--fix", "--diff", path)
    #expect(text(path) == Self.wrong)
    #expect(result.exitCode == 1)
    #expect(result.output.hasPrefix("--- a/"), "\(result.output)")
    #expect(result.output.contains("\n+edition 2026\n"))
    #expect(result.messages.contains("4 findings would be fixed in 1 file"), "\(result.messages)")
    try folder.write(Self.right, to: "notes.dbmodel")
    let none = try Command.run("check", "--fix", "--diff", path)
    #expect(none.output == "")
    #expect(none.messages.contains("nothing to fix"))
  }

  @Test func jsonListsWhatWasFixed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.wrong, to: "notes.dbmodel")
    let result = try Command.run("check", "--fix", "--format", "json", path)
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let fixed = try #require(json?["fixed"] as? [[String: Any]])
    #expect(fixed.map { $0["code"] as? String } == ["DBM2001", "DBM2003", "DBM1005", "DBM1015"])
  }

  @Test func importedFilesAreFixedToo() throws {
    let folder = try TemporaryFolder()
    let rest = Self.wrong.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
    let part = try folder.write(rest, to: "parts/note.dbmodel")
    let path = try folder.write(
      "edition 2026\nmodel Notes\nimport \"parts/note.dbmodel\"\n",
      to: "notes.dbmodel"
    )
    let result = try Command.run("check", "--fix", path)
    #expect(try #require(text(part)).contains("  count 20K\n"))
    #expect(result.output.contains("note.dbmodel:6:3 unknown-clause"), "\(result.output)")
  }

  @Test func modeAndLinksStay() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.wrong, to: "real/notes.dbmodel")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let link = folder.file("notes.dbmodel")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    _ = try Command.run("check", "--fix", link)
    #expect(text(path) == Self.right)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(
      try FileManager.default.attributesOfItem(atPath: link)[.type] as? FileAttributeType
        == .typeSymbolicLink
    )
  }

  @Test func aFileThatChangedMeanwhileIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("new", to: "a")
    #expect(
      AtomicFile.replace(path, holding: Array("old".utf8), with: [])
        == "it has changed since it was read"
    )
    #expect(text(path) == "new")
    #expect(AtomicFile.replace(path, holding: Array("new".utf8), with: [65]) == nil)
    #expect(text(path) == "A")
    #expect(AtomicFile.replace(folder.path, holding: [], with: []) == "it is not a regular file")
    #expect(AtomicFile.replace(folder.file("none"), holding: [], with: []) != nil)
  }

  @Test(arguments: [
    (["check", "--fix", "-"], "--fix cannot write to standard input (-)"),
    (["check", "--diff", "x"], "--diff needs --fix"),
    (["check", "--fix", "--diff", "--format", "json", "x"], "leave --format out"),
  ]) func wrongUsage(arguments: [String], message: String) throws {
    let result = try Command.run(arguments)
    #expect(result.exitCode == 64)
    #expect(result.messages.contains(message), "\(result.messages)")
  }
}
