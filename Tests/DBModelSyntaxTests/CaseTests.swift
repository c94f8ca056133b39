import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit
import Foundation
import Testing

/// `Tests/CaseTests/syntax/<case>/in.dbmodel` with its tree and its findings.
struct SyntaxCaseTests {
  @Test(arguments: GoldenFile.cases("syntax"))
  func goldens(_ example: Case) throws {
    let bytes = try example.bytes("in.dbmodel")
    let file = SourceFile(id: FileID(0), path: "in.dbmodel", bytes: bytes)
    let (tree, diagnostics) = parse(file)
    #expect(tree.reassembled == bytes)
    let findings = diagnostics.map { $0.plainText(in: file) }.joined(separator: "\n")
    try GoldenFile.check(tree.outline, example.file("tree.txt"))
    try GoldenFile.check(findings, example.file("diagnostics.txt"))
  }

  @Test func thereAreCases() {
    #expect(GoldenFile.cases("syntax").count > 20)
  }

  @Test func theShopIsSilent() throws {
    let path = "samples/shop/shop.dbmodel"
    let bytes = Array(try Data(contentsOf: GoldenFile.repository.appendingPathComponent(path)))
    let file = SourceFile(id: FileID(0), path: path, bytes: bytes)
    let (tree, diagnostics) = parse(file)
    #expect(diagnostics.map { $0.plainText(in: file) } == [])
    #expect(tree.reassembled == bytes)
  }
}
