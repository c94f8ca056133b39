import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit
import Foundation
import Testing

/// `grammar/conformance`: files for whoever writes another parser, held against this one and
/// against the written grammar.
struct ConformanceTests {
  private static let folder = GoldenFile.repository.appendingPathComponent("grammar/conformance")

  /// Limits that the rules themselves do not count.
  private static let uncounted = ["depth-129-not.dbmodel", "operators-513.dbmodel"]

  private static func files(_ name: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: folder.appendingPathComponent(name),
      includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "dbmodel" }.sorted { $0.path < $1.path }
  }

  private static func isDerived(_ bytes: [UInt8], _ language: Language) throws -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return try DeepStack.run { try Recogniser.accepts(text, language) }
  }

  @Test func validFilesHaveTheirTree() throws {
    let language = try Language.shared.get()
    let files = try Self.files("valid")
    #expect(files.count > 25)
    for url in files {
      let bytes = Array(try Data(contentsOf: url))
      let file = SourceFile(id: FileID(0), path: url.lastPathComponent, bytes: bytes)
      let (tree, diagnostics) = parse(file)
      #expect(diagnostics.map { $0.plainText(in: file) } == [], "\(file.path)")
      #expect(
        try Self.isDerived(bytes, language),
        "\(file.path)"
      )
      try GoldenFile.check(
        tree.outline,
        url.deletingPathExtension().appendingPathExtension("tree")
      )
    }
  }

  @Test func invalidFilesAreRefusedAtTheirPlace() throws {
    let language = try Language.shared.get()
    let files = try Self.files("invalid")
    #expect(files.count > 60)
    for url in files {
      let bytes = Array(try Data(contentsOf: url))
      let file = SourceFile(id: FileID(0), path: url.lastPathComponent, bytes: bytes)
      let first = try #require(parse(file).diagnostics.first, "\(file.path)")
      let isAccepted = try Self.isDerived(bytes, language)
      #expect(isAccepted == Self.uncounted.contains(file.path), "\(file.path)")
      let offset = try #require(first.primary?.span.lower)
      try GoldenFile.check(
        "\(Self.place(bytes, offset))\n",
        url.deletingPathExtension().appendingPathExtension("txt")
      )
    }
  }

  /// Line and column from 1; a column is a byte, as the head of the folder says.
  private static func place(_ bytes: [UInt8], _ offset: Int) -> String {
    let before = bytes[..<offset]
    let lineFeed = UInt8(ascii: "\n")
    let line = before.filter { $0 == lineFeed }.count + 1
    let start = before.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
    return "\(line):\(offset - start + 1)"
  }
}
