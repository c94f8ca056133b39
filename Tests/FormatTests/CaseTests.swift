import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit
import Testing

/// Each folder of `Tests/CaseTests/format` holds a file, and the file in the form or why not.
@Suite struct CaseTests {
  @Test(arguments: GoldenFile.cases("format"))
  func formats(_ folder: Case) throws {
    let bytes = try folder.bytes("in.dbmodel")
    let file = SourceFile(id: FileID(0), path: "in.dbmodel", bytes: bytes)
    switch Formatter.format(file) {
    case .formatted(let text):
      try GoldenFile.check(String(decoding: text, as: UTF8.self), folder.file("out.dbmodel"))
      let out = SourceFile(id: FileID(0), path: "out.dbmodel", bytes: text)
      guard case .formatted(let second) = Formatter.format(out) else {
        Issue.record("what was formatted is refused")
        return
      }
      #expect(second == text, "formatting twice is not formatting once")
    case .refused(let found):
      let shown = found.map { $0.plainText(in: file) }.joined(separator: "\n")
      try GoldenFile.check(shown, folder.file("refused.txt"))
    }
  }

  @Test(arguments: Repository.files(below: "samples", suffixes: [".dbmodel"]))
  func samplesAreInTheForm(_ path: String) throws {
    let bytes = try #require(Repository.bytes(path))
    let file = SourceFile(id: FileID(0), path: path, bytes: bytes)
    guard case .formatted(let text) = Formatter.format(file) else {
      Issue.record("\(path) is refused")
      return
    }
    #expect(text == bytes, "run `dbmodel fmt samples/*/`")
  }
}
