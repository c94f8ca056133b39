import DBModelDiagnostics
import DBModelSyntax

/// The wording of findings about units nobody knows, and about names in quotes.
enum UnitMessage {
  /// What is counted, where people name it behind the number.
  private static let countedNouns: Set<String> = [
    "call", "calls", "digit", "digits", "document", "documents", "element", "elements", "entries",
    "entry", "instance", "instances", "item", "items", "object", "objects", "piece", "pieces",
    "record", "records", "request", "requests", "row", "rows", "time", "value", "values",
  ]

  /// `12 pods`: a word behind a bare number that is a count. `12 rows` says what is counted, and
  /// the word can go; any other word may have been meant for something.
  static func ofCount(
    _ word: String,
    _ span: SourceSpan,
    _ number: SyntaxNode,
    _ expected: [String]
  ) -> Diagnostic {
    let gap = SourceSpan(file: span.file, lower: number.span.upper, upper: span.upper)
    let isNoun = countedNouns.contains(word.lowercased())
    let more = expected.isEmpty ? "" : "; behind it may stand \(NameMessage.list(expected))"
    return Diagnostic(
      NameRules.unexpectedItem,
      isNoun
        ? "a count stands without what it counts"
        : "a count has no unit, and `\(word)` is not understood here",
      at: Label(span),
      help: ["write `\(number.text)`" + (isNoun ? "" : more)],
      fixes: [
        Fix(
          "write `\(number.text)`",
          edits: [TextEdit(gap, "")],
          applicability: isNoun ? .machine : .suggest
        )
      ]
    )
  }

  /// `by a b`.
  static func withoutCommas(_ what: String, _ span: SourceSpan, _ edits: [TextEdit]) -> Diagnostic {
    Diagnostic(
      NameRules.unexpectedItem,
      "\(what) are separated by commas",
      at: Label(span),
      fixes: [Fix(edits.count == 1 ? "insert `,`" : "insert \(edits.count) commas", edits: edits)]
    )
  }

  /// `10 per minute`: a unit said in words. The number has what `measure` asks for but the `/`.
  ///
  /// - Parameter words: What stands behind the number.
  static func per(
    _ quantity: Quantity,
    _ measure: Measure,
    _ span: SourceSpan,
    _ words: [SyntaxNode]
  ) -> Diagnostic? {
    guard words.count == 2, ["per", "a", "an", "each", "every"].contains(words[0].word ?? ""),
      let period = words[1].word?.lowercased()
    else { return nil }
    let unit = UnitWord.all.contains(period) ? period : UnitWord.meant(by: period, isOne: true)
    // `10/day`, never `10/days`.
    guard var per = unit else { return nil }
    if per.count > 2, per.hasSuffix("s") { per.removeLast() }
    let meant = Quantity(
      mantissa: quantity.mantissa,
      exponent10: quantity.exponent10,
      isPercent: quantity.isPercent,
      isTimes: quantity.isTimes,
      perUnit: per,
      unit: quantity.unit
    )
    guard quantity.perUnit == nil, measure.value(of: meant) != nil else { return nil }
    let gap = SourceSpan(file: span.file, lower: span.upper, upper: words[1].span.upper)
    return Diagnostic(
      NameRules.wrongUnit,
      "\(measure.title) is written with `/`",
      at: Label(words[0].span.union(words[1].span)),
      help: ["here it is `/\(per)`, directly behind the number"],
      fixes: [Fix("write `/\(per)`", edits: [TextEdit(gap, "/\(per)")])]
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
