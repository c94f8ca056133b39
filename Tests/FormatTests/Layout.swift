import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit

/// Writes the tokens of a model with other blanks, line ends and comments between them, where the
/// language leaves that open.
struct Layout {
  var random: SplitMix64
  /// Only what the form has no memory of: blanks, indents, more blank lines, commas at an end.
  var keepsLines = false

  private static let comments = [
    "//", "// a", "// größe 日本 😀", "//x{ } , \"", "// ends with blanks   ", "/// told",
  ]

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func apply(to text: String) -> [UInt8] {
    let file = SourceFile(id: FileID(0), path: "base.dbmodel", bytes: Array(text.utf8))
    let tree = parse(file).tree
    // The line ends inside a raw string are its own.
    let isWindows = random.chance(0.1) && !(keepsLines && text.contains("\"\"\""))
    var result = random.chance(0.05) && !keepsLines ? "\u{FEFF}" : ""
    var parens = 0
    var before = TokenKind.endOfFile
    for token in tree.tokens {
      result += gap(token, before, inParens: parens > 0)
      if token.kind == .leftParen { parens += 1 }
      if token.kind == .rightParen { parens -= 1 }
      result += token.text
      before = token.kind
    }
    if isWindows { result = result.replacing("\n", with: "\r\n") }
    return Array(result.utf8)
  }

  private mutating func gap(_ token: SyntaxToken, _ before: TokenKind, inParens: Bool) -> String {
    let trivia = token.trivia
    if token.index == 0 || token.kind == .endOfFile {
      return token.index == 0 ? comment() : trailing() + "\n" + comment()
    }
    if token.startsLine {
      // Line ends inside parentheses separate nothing; all others do.
      return trailing() + lineEnd(trivia.filter { $0 == "\n" }.count > 1, documentation(trivia))
    }
    var start = ""
    if token.kind == .rightBrace || token.kind == .rightParen, takesComma(before),
      random.chance(0.15)
    {
      start = blanks(0) + ","
    }
    if trivia.isEmpty {
      let isFree = before == .leftParen || token.kind == .rightParen || token.kind == .comma
      return start + (isFree && random.chance(0.2) ? blanks(0) : "")
    }
    if !keepsLines, random.chance(0.08), mayBreak(before, token, inParens) {
      return start + trailing() + lineEnd(false, [])
    }
    return start + blanks(1)
  }

  /// What a comma may stand behind where a bracket closes.
  private func takesComma(_ kind: TokenKind) -> Bool {
    switch kind {
    case .word, .number, .string, .rightBrace, .question: true
    default: false
    }
  }

  private func mayBreak(_ before: TokenKind, _ token: SyntaxToken, _ inParens: Bool) -> Bool {
    // A number stands on the line of its unit.
    if inParens { return before != .number }
    switch before {
    case .comma, .arrow, .and, .or, .equalEqual, .notEqual, .less, .lessEqual, .greater,
      .greaterEqual, .plus, .leftBrace:
      return true
    default: return token.kind == .rightBrace || token.kind == .and || token.kind == .or
    }
  }

  private mutating func blanks(_ least: Int) -> String {
    let count = random.chance(0.7) ? least : random.integer(least...4)
    return String(repeating: random.chance(0.1) ? "\t" : " ", count: count)
  }

  /// Comments of the base, which the new layout keeps.
  private func documentation(_ trivia: String) -> [String] {
    trivia.split(separator: "\n").map { line in String(line.drop { $0 == " " }) }
      .filter { $0.hasPrefix("//") }
  }

  private mutating func trailing() -> String {
    if !keepsLines, random.chance(0.08) {
      return blanks(0) + (Self.comments.randomElement(using: &random) ?? "//")
    }
    return random.chance(0.1) ? blanks(1) : ""
  }

  private mutating func comment() -> String {
    guard !keepsLines, random.chance(0.1) else { return "" }
    return blanks(0) + (Self.comments.randomElement(using: &random) ?? "//") + "\n"
  }

  private mutating func lineEnd(_ hasBlank: Bool, _ documentation: [String]) -> String {
    var text = "\n"
    if hasBlank || !keepsLines && random.chance(0.1) {
      text += String(repeating: "\n", count: random.integer(1...3))
    }
    for line in documentation { text += blanks(0) + line + "\n" }
    while !keepsLines, random.chance(0.08) {
      text += comment()
      if random.chance(0.2) { text += blanks(0) + "\n" }
    }
    return text + String(repeating: " ", count: random.integer(0...6))
  }
}
