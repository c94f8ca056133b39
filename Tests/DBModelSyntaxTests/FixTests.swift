import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit
import Foundation
import Testing

/// A fix mends what it is offered for.
struct FixTests {
  @Test(arguments: GoldenFile.cases("syntax"))
  func applyingAFixRemovesItsFinding(_ example: Case) throws {
    let bytes = try example.bytes("in.dbmodel")
    let findings = parse(SourceFile(id: FileID(0), path: "t", bytes: bytes)).diagnostics
    // A hundred equal mistakes show no more than the first ones.
    for finding in findings.prefix(30) {
      for fix in finding.fixes {
        let after = parse(SourceFile(id: FileID(0), path: "t", bytes: apply(fix, bytes)))
        let remains = after.diagnostics.contains {
          $0.rule == finding.rule && $0.primary?.span.lower == finding.primary?.span.lower
        }
        #expect(!remains, "\(finding.title): \(after.diagnostics.map(\.title))")
      }
    }
  }

  private func apply(_ fix: Fix, _ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for edit in fix.edits.sorted(by: { $0.span > $1.span }) {
      result.replaceSubrange(edit.span.lower..<edit.span.upper, with: Array(edit.replacement.utf8))
    }
    return result
  }
}
