import DBModelDiagnostics
import DBModelSyntax

/// The wording of findings about units nobody knows, and about names in quotes.
enum UnitMessage {
  /// `12 pods`: a word behind a bare number that is a count.
  static func ofCount(
    _ word: String,
    _ span: SourceSpan,
    _ number: SyntaxNode,
    _ expected: [String]
  ) -> Diagnostic {
    let gap = SourceSpan(file: span.file, lower: number.span.upper, upper: span.upper)
    return Diagnostic(
      NameRules.unexpectedItem,
      "a count has no unit, and `\(word)` is not understood here",
      at: Label(span),
      help: [
        "write `\(number.text)`"
          + (expected.isEmpty ? "" : "; behind it may stand \(NameMessage.list(expected))")
      ],
      fixes: [
        Fix("write `\(number.text)`", edits: [TextEdit(gap, "")], applicability: .suggest)
      ]
    )
  }

  /// `"db.r6g.large"` where a name stands; `nil` where the text could be none.
  static func quotedName(_ item: SyntaxNode, wanted: String) -> Diagnostic? {
    guard item.kind == .string, let text = item.stringValue, isName(text) else { return nil }
    return Diagnostic(
      NameRules.unexpectedItem,
      "\(wanted) stands without quotes",
      at: Label(item.span),
      help: ["write `\(text)`"],
      fixes: [Fix("write `\(text)`", edits: [TextEdit(item.span, text)])]
    )
  }

  /// Letters, digits and `_`, with single hyphens and dots between them.
  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) || first == 0x5F else { return false }
    var isBetween = false
    for byte in text.utf8 {
      let isMark = byte == 0x2D || byte == 0x2E
      guard isMark || isLetter(byte) || byte == 0x5F || (0x30...0x39).contains(byte) else {
        return false
      }
      if isMark, isBetween { return false }
      isBetween = isMark
    }
    return !isBetween && !TokenKind.reservedWords.contains(text)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
