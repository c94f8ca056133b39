import DBModelTestKit
import Foundation
import Testing

/// `fmt`, as a user has it.
@Suite struct FormatCommandTests {
  private static let rough = """
    edition 2026
    model   Notes
    entity Note { // one
        id: uuid key
        text:string( 80 ) avg 24 B
    }

    """
  private static let wrong = "edition 2026\nentity Note {\n  id: uuid key\n"

  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  /// What the tests compare with comes from the command: they stand apart from the form's rules.
  private func form() throws -> String {
    try Command.run("fmt", "-", input: Self.rough).output
  }

  @Test func rewritesInPlaceAndKeepsPermissions() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.rough, to: "notes.dbmodel")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let result = try Command.run("fmt", path)
    #expect(result.exitCode == 0)
    #expect(result.output == "")
    #expect(result.messages == "dbmodel: formatted \(path)\ndbmodel: 1 of 1 file changed\n")
    #expect(text(path) == (try form()))
    #expect(try mode(path) == 0o640)
    let again = try Command.run("fmt", path)
    #expect((again.exitCode, again.messages) == (0, ""))
  }

  @Test func standardInputIsAFilter() throws {
    let result = try Command.run("fmt", "-", input: Self.rough)
    #expect(result.exitCode == 0)
    #expect(result.output.contains("\n  text: string(80) avg 24 B\n"), "\(result.output)")
    #expect(result.messages == "")
    let again = try Command.run("fmt", "-", input: result.output)
    #expect(again.output == result.output)
    let refused = try Command.run("fmt", "--stdin-path", "a.dbmodel", "-", input: Self.wrong)
    #expect(refused.exitCode == 1)
    #expect(refused.output == "", "nothing replaces what an editor holds")
    #expect(refused.messages.contains("a.dbmodel:2:"), "\(refused.messages)")
  }

  @Test func aLinkStaysOne() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.rough, to: "real.dbmodel")
    let link = (path as NSString).deletingLastPathComponent + "/link.dbmodel"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.dbmodel")
    #expect(try Command.run("fmt", link).exitCode == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.dbmodel")
    #expect(text(path) == (try form()))
  }

  @Test func oneFileThatCannotBeWrittenKeepsNoOtherFromIt() throws {
    let folder = try TemporaryFolder()
    let locked = try folder.write(Self.rough, to: "a.dbmodel")
    let free = try folder.write(Self.rough, to: "b.dbmodel")
    try FileManager.default.setAttributes([.posixPermissions: 0o440], ofItemAtPath: locked)
    let result = try Command.run("fmt", locked, free)
    #expect(result.exitCode == 2)
    #expect(text(locked) == Self.rough)
    #expect(text(free) == (try form()))
    #expect(result.messages.contains("`\(locked)` could not be written: "), "\(result.messages)")
    #expect(result.messages.contains("1 of 2 files changed"), "\(result.messages)")
  }

  @Test func checkNamesFilesAndChangesNone() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.rough, to: "notes.dbmodel")
    let result = try Command.run("fmt", "--check", path)
    #expect(result.exitCode == 1)
    #expect(
      result.messages == "dbmodel: \(path) is not in the form\ndbmodel: 1 of 1 file would change\n"
    )
    #expect(text(path) == Self.rough)
    _ = try Command.run("fmt", path)
    #expect(try Command.run("fmt", "--check", path).exitCode == 0)
  }

  @Test func checkWithDiffSaysEachFileOnce() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.rough, to: "notes.dbmodel")
    let result = try Command.run("fmt", "--check", "--diff", path)
    #expect(result.exitCode == 1)
    #expect(result.output.hasPrefix("--- a/"), "\(result.output)")
    #expect(result.messages == "dbmodel: 1 of 1 file would change\n")
    #expect(text(path) == Self.rough)
  }

  @Test func gitAppliesTheDiff() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.rough + "// no line end", to: "notes.dbmodel")
    let place = (path as NSString).deletingLastPathComponent
    let wanted = try Command.run("fmt", "-", input: Self.rough + "// no line end").output
    let result = try Command.shell(
      "cd '\(place)' && \"$DBMODEL\" fmt --diff notes.dbmodel > ../p.$$ && git apply ../p.$$; "
        + "status=$?; rm -f ../p.$$; exit $status"
    )
    #expect(result.exitCode == 0, "\(result.messages)")
    #expect(text(path) == wanted)
  }

  @Test func aRefusedFileLeavesTheOthersFormatted() throws {
    let folder = try TemporaryFolder()
    let bad = try folder.write(Self.wrong, to: "a.dbmodel")
    let good = try folder.write(Self.rough, to: "b.dbmodel")
    let place = (bad as NSString).deletingLastPathComponent
    let result = try Command.run("fmt", place)
    #expect(result.exitCode == 1)
    #expect(text(bad) == Self.wrong)
    #expect(text(good) == (try form()))
    #expect(result.messages.contains("a.dbmodel:2:"), "\(result.messages)")
  }

  @Test func aDirectoryMeansTheModelsInIt() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.rough, to: "a.dbmodel")
    let place = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(
      atPath: place + "/deeper",
      withIntermediateDirectories: true
    )
    let deeper = place + "/deeper/b.dbmodel"
    try Data(Self.rough.utf8).write(to: URL(fileURLWithPath: deeper))
    #expect(try Command.run("fmt", place + "/").exitCode == 0)
    #expect(text(path) == (try form()))
    #expect(text(deeper) == Self.rough, "`check` would not read it either")
  }

  @Test func aMissingFileIsSaid() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(Self.rough, to: "b.dbmodel")
    let result = try Command.run("fmt", "/nowhere/a.dbmodel", good)
    #expect(result.exitCode == 2)
    #expect(result.messages.contains("/nowhere/a.dbmodel"), "\(result.messages)")
    #expect(text(good) == (try form()))
  }
}
