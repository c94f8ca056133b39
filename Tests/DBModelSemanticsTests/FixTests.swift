import DBModelDiagnostics
import DBModelTestKit
import Testing

@Suite("Fixes")
struct FixTests {
  @Test("applying a fix removes its finding", arguments: GoldenFile.cases("semantics"))
  func fixes(_ testCase: Case) throws {
    let bytes = try testCase.bytes("in.dbmodel")
    let before = Resolved(bytes: bytes).diagnostics
    for diagnostic in before {
      for fix in diagnostic.fixes {
        var changed = bytes
        for edit in fix.edits.sorted(by: { $0.span > $1.span }) {
          changed.replaceSubrange(edit.span.lower..<edit.span.upper, with: edit.replacement.utf8)
        }
        let after = Resolved(bytes: changed).diagnostics
        let isGone = !after.contains { $0.rule == diagnostic.rule && $0.title == diagnostic.title }
        #expect(isGone, "\(diagnostic.title): \(fix.title)\n\(Resolved(bytes: changed).plainText)")
      }
    }
  }
}
