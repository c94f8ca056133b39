/// A token as the rules of clauses see it.
struct GrammarToken {
  /// The number of its kind, and of its text where the rules name that, else -1.
  let kind: Int
  let word: Int
  let text: String
  /// Where it stands in the scalars of the file.
  let range: Range<Int>
  /// Whether nothing stands before it, and whether no line feed does.
  let isAttached: Bool
  let isOnLine: Bool
}

/// Steps 1 and 2 of the grammar: from characters to tokens with `line end` among them.
struct LayoutPass {
  static let maximumDepth = 128
  static let maximumDigits = 18

  let language: Language
  private let text: [Unicode.Scalar]
  private var brackets: [Character] = []
  private var tokens: [GrammarToken] = []

  /// Nil where the text has no such tokens.
  static func tokens(_ text: [Unicode.Scalar], _ language: Language) -> [GrammarToken]? {
    var pass = LayoutPass(language: language, text: text)
    return pass.run() ? pass.tokens : nil
  }

  private init(language: Language, text: [Unicode.Scalar]) {
    self.language = language
    self.text = text
  }

  private mutating func run() -> Bool {
    if text.contains("\u{0}") { return false }
    var index = text.first == "\u{FEFF}" ? 1 : 0
    while true {
      let gap = index..<(language.gaps.longest(text, from: index)?.end ?? index)
      let isOnLine = !text[gap].contains("\n")
      index = gap.upperBound
      guard index < text.count else {
        tokens.append(lineEnd(at: index))
        return true
      }
      guard let found = language.tokens.longest(text, from: index) else { return false }
      let token = token(found.kind, index..<found.end, gap: gap, isOnLine: isOnLine)
      guard isLegal(token), layOut(token) else { return false }
      index = found.end
    }
  }

  private func token(_ kind: Int, _ range: Range<Int>, gap: Range<Int>, isOnLine: Bool)
    -> GrammarToken
  {
    var spelled = String.UnicodeScalarView()
    spelled.append(contentsOf: text[range])
    let text = String(spelled)
    return GrammarToken(
      kind: language.terminalOfKind[kind],
      word: language.terminals[text] ?? -1,
      text: text,
      range: range,
      // What stands first in a file is not attached to anything.
      isAttached: gap.isEmpty && range.lowerBound > 0 && !tokens.isEmpty,
      isOnLine: isOnLine
    )
  }

  private func lineEnd(at index: Int) -> GrammarToken {
    GrammarToken(
      kind: language.lineEndTerminal,
      word: -1,
      text: "\n",
      range: index..<index,
      isAttached: false,
      isOnLine: false
    )
  }

  private func isLegal(_ token: GrammarToken) -> Bool {
    if token.kind == language.malformedKind { return false }
    guard language.numberKinds.contains(token.kind) else { return true }
    return token.text.filter(\.isNumber).count <= LayoutPass.maximumDigits
  }

  private mutating func layOut(_ token: GrammarToken) -> Bool {
    if brackets.last != "(" {
      let isFirst = !token.isOnLine || tokens.isEmpty
      if isFirst, token.text == "{" { return false }
      if !token.isOnLine, ![",", "and", "or", "set", "if"].contains(token.text) {
        tokens.append(lineEnd(at: token.range.lowerBound))
      }
    }
    tokens.append(token)
    switch token.text {
    case "(", "{": brackets.append(token.text == "(" ? "(" : "{")
    case ")", "}": _ = brackets.popLast()
    default: break
    }
    return brackets.count <= LayoutPass.maximumDepth
  }
}
