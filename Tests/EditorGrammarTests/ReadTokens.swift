import DBModelDiagnostics
import DBModelJSON
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit

/// A file as the compiler cuts it: what an editor's colours are compared with.
struct ReadTokens {
  struct Token {
    /// Bytes.
    let range: Range<Int>
    /// `word`, `number`, `comparison` …: kinds that an editor colours alike have one name.
    let className: String
    /// What a word is used for, where the tree tells: `clause`, `label`, `unit`, `case`, `call`.
    let role: String?
  }

  let path: String
  let file: SourceFile
  /// Comments among them, in the order of the file.
  private(set) var tokens: [Token]

  /// Samples, the cases of each construct, and one file of awkward tokens.
  static var paths: [String] {
    let cases = Repository.files(below: "Tests/CaseTests/language", suffixes: [".dbmodel"])
      .filter { $0.hasSuffix("/valid.dbmodel") || $0.hasSuffix("/formatted.dbmodel") }
    return Repository.files(below: "samples", suffixes: [".dbmodel"]) + cases
      + Repository.files(below: "Tests/EditorGrammarTests/Cases", suffixes: [".dbmodel"])
  }

  init?(path: String) {
    guard let bytes = Repository.bytes(path) else { return nil }
    self.init(path: path, bytes: bytes)
  }

  init(path: String, bytes: [UInt8]) {
    self.path = path
    file = SourceFile(id: FileID(0), path: path, bytes: bytes)
    let tree = parse(file).tree
    let roles = Self.roles(in: tree)
    var found: [Token] = []
    for token in tree.tokens {
      found += Self.comments(token.triviaSpan, in: bytes)
      let span = token.span
      if span.isEmpty { continue }
      found.append(
        Token(
          range: span.lower..<span.upper,
          className: Self.className(token.kind),
          role: token.kind == .word ? roles[token.index] : nil
        )
      )
    }
    tokens = found
  }

  /// The same without what words are used for.
  var withoutRoles: ReadTokens {
    var copy = self
    copy.tokens = tokens.map { Token(range: $0.range, className: $0.className, role: nil) }
    return copy
  }

  /// For the script in Python.
  var json: JSONValue {
    .object([
      .init("name", .string(path)),
      .init("text", .string(String(decoding: file.bytes, as: UTF8.self))),
      .init(
        "tokens",
        .array(
          tokens.map { token in
            .array([
              .int(token.range.lowerBound), .int(token.range.upperBound),
              .string(token.className), token.role.map { .string($0) } ?? .null,
            ])
          }
        )
      ),
    ])
  }

  private static func className(_ kind: TokenKind) -> String {
    switch kind {
    case .word, .number, .date, .time, .string, .rawString, .parameter, .dot, .dotDot, .comma,
      .colon, .question, .arrow, .endOfFile:
      return "\(kind)"
    case .leftParen, .rightParen: return "parens"
    case .leftBrace, .rightBrace: return "braces"
    case .star, .slash, .plus, .minus: return "arithmetic"
    case .equal, .plusEqual, .minusEqual: return "assignment"
    case .equalEqual, .notEqual, .less, .lessEqual, .greater, .greaterEqual: return "comparison"
    case .unknown: return "invalid"
    default: return "reserved"
    }
  }

  private static func comments(_ trivia: SourceSpan, in bytes: [UInt8]) -> [Token] {
    var found: [Token] = []
    var position = trivia.lower
    while position < trivia.upper {
      guard bytes[position] == UInt8(ascii: "/") else {
        position += 1
        continue
      }
      let end = bytes[position..<trivia.upper].firstIndex(of: UInt8(ascii: "\n")) ?? trivia.upper
      let slashes = bytes[position..<end].prefix { $0 == UInt8(ascii: "/") }.count
      let name = slashes == 3 ? "documentation" : "comment"
      found.append(Token(range: position..<end, className: name, role: nil))
      position = end
    }
    return found
  }

  /// The uses of words by their place among the tokens; the first that is found counts.
  private static func roles(in tree: SyntaxTree) -> [Int: String] {
    let clauses = Set(LanguageVocabulary.clauses.map(\.name))
    var roles: [Int: String] = [:]
    var open = [tree.root]
    while let node = open.popLast() {
      open.append(contentsOf: node.children)
      switch node.kind {
      case .clause:
        guard let item = node.firstChild(.group)?.children.first, item.kind == .path,
          item.tokens.count == 1, clauses.contains(item.text)
        else { continue }
        roles[item.tokens.startIndex] = "clause"
      case .label: mark(node.tokens.prefix(1), "label")
      case .number: mark(node.tokens[...], "unit")
      case .caseReference: mark(node.tokens[...], "case")
      case .call:
        guard let path = node.children.first else { continue }
        mark(path.tokens.suffix(1), "call")
      default: break
      }
    }
    return roles

    func mark(_ tokens: some Sequence<SyntaxToken>, _ role: String) {
      for token in tokens where token.kind == .word && roles[token.index] == nil {
        roles[token.index] = role
      }
    }
  }
}
