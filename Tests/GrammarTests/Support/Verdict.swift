import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit

/// What the parser says about a text.
enum Verdict {
  static func isRead(_ text: String) -> Bool { findings(text).isEmpty }

  /// Every finding of the parser, as one line each.
  static func findings(_ text: String) -> [String] {
    let file = SourceFile(id: FileID(0), path: "sentence", bytes: Array(text.utf8))
    return parse(file).diagnostics.map { "\($0.rule.code) \($0.title)" }
  }

  static func difference(_ text: String, isDerived: Bool) -> String {
    let findings = isDerived ? findings(text).joined(separator: "; ") : "not derived, but read"
    return "\(findings):\n\(text.debugDescription)"
  }
}
