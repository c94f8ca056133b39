import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax

/// What stands before the cursor, read from the tokens alone: the tree of unfinished text says
/// little.
struct CompletionContext {
  /// How the word at the cursor begins.
  enum Sigil {
    case none
    /// `$`.
    case parameter
    /// `.` behind no name.
    case enumerationCase
  }

  /// An open bracket with the clause it stands in.
  struct Frame {
    /// The tokens of the clause before the bracket.
    let head: [SyntaxToken]
    let open: SyntaxToken

    var isBlock: Bool { open.kind == .leftBrace }
    /// The first word of the clause.
    var word: String { head.first?.text ?? "" }
  }

  let tree: SyntaxTree
  let offset: Int
  /// The part of the word before the cursor.
  let prefix: String
  /// The whole word at the cursor, with `$`, but without names before a point.
  let replaced: SourceSpan
  let sigil: Sigil
  /// Names before the word, joined to it by points: `customer` in `customer.na`.
  let chain: [String]
  /// Open brackets, outermost first.
  let frames: [Frame]
  /// The tokens of the clause at the cursor, inside the innermost bracket, before the word.
  let clause: [SyntaxToken]
  /// The tokens of the declaration before the word.
  let declaration: [SyntaxToken]
  /// The text that holds the cursor, where it stands in one.
  let text: SyntaxToken?
  /// Whether the cursor stands on a line of its own, which may also continue the clause before.
  let continued: [SyntaxToken]

  /// `nil` inside a comment.
  init?(_ tree: SyntaxTree, _ offset: Int) {
    let bytes = tree.file.bytes
    guard offset >= 0, offset <= bytes.count else { return nil }
    self.tree = tree
    self.offset = offset
    var lower = offset
    while lower > 0, Self.isWord(bytes[lower - 1]) { lower -= 1 }
    var upper = offset
    while upper < bytes.count, Self.isWord(bytes[upper]) { upper += 1 }
    let tokens = tree.tokens
    text = Self.text(at: offset, tokens)
    if text == nil, Self.isComment(offset, tokens, bytes) { return nil }
    prefix = String(decoding: bytes[lower..<offset], as: UTF8.self)
    var chain: [String] = []
    var start = lower
    while start > 0, bytes[start - 1] == UInt8(ascii: ".") {
      var word = start - 1
      while word > 0, Self.isWord(bytes[word - 1]) { word -= 1 }
      if word == start - 1 { break }
      chain.insert(String(decoding: bytes[word..<(start - 1)], as: UTF8.self), at: 0)
      start = word
    }
    let before = start > 0 ? bytes[start - 1] : 0
    var replacedLower = lower
    switch before {
    case UInt8(ascii: "$"):
      sigil = .parameter
      start -= 1
      if chain.isEmpty { replacedLower -= 1 }
    case UInt8(ascii: ".") where start < 2 || bytes[start - 2] != UInt8(ascii: "."):
      sigil = .enumerationCase
      start -= 1
      replacedLower = start
    default: sigil = .none
    }
    self.chain = chain
    replaced = SourceSpan(
      file: tree.file.id,
      lower: replacedLower,
      upper: max(upper, replacedLower)
    )
    let reader = FrameReader(tree, before: start)
    frames = reader.frames
    clause = reader.clause
    continued = reader.continued
    declaration = reader.declaration
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_") || byte >= 0x80
      || byte == UInt8(ascii: "-")
  }

  /// The string that holds an offset: behind its first quote, and not behind its last.
  private static func text(at offset: Int, _ tokens: SyntaxTokens) -> SyntaxToken? {
    let index = tokens.firstIndex(endingAtOrBehind: offset)
    guard index < tokens.endIndex else { return nil }
    let token = tokens[index]
    guard token.kind == .string || token.kind == .rawString, token.span.lower < offset else {
      return nil
    }
    if offset < token.span.upper { return token }
    // A text without its end goes on to the end of the line.
    let content = token.text
    let isClosed =
      token.kind == .string
      ? content.count > 1 && content.last == "\"" : content.count > 5 && content.hasSuffix("\"\"\"")
    return isClosed ? nil : token
  }

  private static func isComment(_ offset: Int, _ tokens: SyntaxTokens, _ bytes: [UInt8]) -> Bool {
    let index = tokens.firstIndex(endingAtOrBehind: offset)
    guard index < tokens.endIndex, tokens[index].triviaSpan.lower < offset else { return false }
    let trivia = tokens[index].triviaSpan
    var position = min(offset, trivia.upper)
    while position > trivia.lower, bytes[position - 1] != 0x0A {
      position -= 1
      if position + 1 < offset, bytes[position] == UInt8(ascii: "/"),
        bytes[position + 1] == UInt8(ascii: "/")
      {
        return true
      }
    }
    return false
  }
}

extension SyntaxTokens {
  /// The first token whose end is at or behind an offset.
  func firstIndex(endingAtOrBehind offset: Int) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if self[middle].span.upper < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Walks from the last declaration to the cursor, keeping the brackets that stay open.
private struct FrameReader {
  private(set) var frames: [CompletionContext.Frame] = []
  private(set) var clause: [SyntaxToken] = []
  private(set) var continued: [SyntaxToken] = []
  private(set) var declaration: [SyntaxToken] = []
  private var saved: [[SyntaxToken]] = []

  init(_ tree: SyntaxTree, before limit: Int) {
    let tokens = tree.tokens
    let end = tokens.firstIndex(endingAtOrBehind: limit + 1)
    var start = end
    while start > 0 {
      start -= 1
      if Self.beginsDeclaration(tokens[start], tree.file.bytes) { break }
    }
    var previous: SyntaxToken?
    for index in start..<max(start, end) {
      let token = tokens[index]
      guard token.span.upper <= limit, token.kind != .endOfFile else { break }
      if token.startsLine { newLine(before: token, previous) }
      take(token)
      declaration.append(token)
      previous = token
    }
    if let previous, Self.lineEnds(between: previous.span.upper, limit, tree.file.bytes) {
      continued = clause
      newLine(before: nil, previous)
      if !clause.isEmpty { continued = [] }
    }
  }

  private mutating func take(_ token: SyntaxToken) {
    switch token.kind {
    case .leftBrace, .leftParen:
      frames.append(CompletionContext.Frame(head: clause, open: token))
      saved.append(clause + [token])
      clause = []
    case .rightBrace, .rightParen:
      let wanted: TokenKind = token.kind == .rightBrace ? .leftBrace : .leftParen
      guard let place = frames.lastIndex(where: { $0.open.kind == wanted }) else { return }
      clause = saved[place] + [token]
      frames.removeSubrange(place...)
      saved.removeSubrange(place...)
    default: clause.append(token)
    }
  }

  /// A clause ends with its line, unless something says that it goes on.
  private mutating func newLine(before token: SyntaxToken?, _ previous: SyntaxToken?) {
    if frames.last.map({ !$0.isBlock }) ?? false { return }
    if let token, Self.continues(token.kind) { return }
    if let previous, Self.wantsMore(previous.kind) { return }
    clause = []
  }

  private static func continues(_ kind: TokenKind) -> Bool {
    kind == .and || kind == .or || kind == .set || kind == .if
  }

  private static func wantsMore(_ kind: TokenKind) -> Bool {
    switch kind {
    case .comma, .arrow, .equal, .plusEqual, .minusEqual, .equalEqual, .notEqual, .less,
      .lessEqual, .greater, .greaterEqual, .plus, .minus, .and, .or, .not, .in, .where, .set, .if:
      true
    default: false
    }
  }

  private static func lineEnds(between lower: Int, _ upper: Int, _ bytes: [UInt8]) -> Bool {
    lower < upper && bytes[lower..<upper].contains(0x0A)
  }

  private static let declarations: Set<String> = Set(
    LanguageVocabulary.clauses.filter { $0.owner == "a model" }.map(\.name)
  )

  private static func beginsDeclaration(_ token: SyntaxToken, _ bytes: [UInt8]) -> Bool {
    let lower = token.span.lower
    guard token.kind == .word, lower == 0 || bytes[lower - 1] == 0x0A else { return false }
    return declarations.contains(token.text)
  }
}
