import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// A parameter as far as its tokens say what it is; the pattern may be unfinished.
struct ScopedParameter {
  let name: String
  /// Its type as written.
  let detail: String
  let place: NamePlace
  let isMany: Bool
  let isNew: Bool
  let isRange: Bool
  let isOptional: Bool
}

/// Reads the parameters of a pattern, and the variables of the loops around the cursor.
struct ParameterScope {
  let rows: RowScope
  private(set) var parameters: [ScopedParameter] = []

  init(_ context: CompletionContext, _ rows: RowScope) {
    self.rows = rows
    let tokens = context.declaration
    guard tokens.first?.text == "access" else { return }
    readParameters(tokens)
    for frame in context.frames where frame.word == "for" && frame.head.count > 1 {
      let source = frame.head.first { $0.kind == .parameter }?.text.dropFirst()
      guard let many = parameters.first(where: { $0.name == source.map(String.init) }) else {
        continue
      }
      parameters.append(
        ScopedParameter(
          name: frame.head[1].text,
          detail: "each of $\(many.name)",
          place: many.place,
          isMany: false,
          isNew: many.isNew,
          isRange: false,
          isOptional: false
        )
      )
    }
  }

  func find(_ name: String) -> ScopedParameter? { parameters.last { $0.name == name } }

  private mutating func readParameters(_ tokens: [SyntaxToken]) {
    guard tokens.count > 2, tokens[2].kind == .leftParen else { return }
    var index = 3
    var depth = 1
    var atStart = true
    while index < tokens.count, depth > 0 {
      let token = tokens[index]
      switch token.kind {
      case .leftParen, .leftBrace: depth += 1
      case .rightParen, .rightBrace: depth -= 1
      case .comma where depth == 1:
        atStart = true
        index += 1
        continue
      default:
        if atStart, depth == 1, index + 1 < tokens.count, tokens[index + 1].kind == .colon {
          read(token.text, tokens[(index + 2)...])
        }
      }
      atStart = false
      index += 1
    }
  }

  private mutating func read(_ name: String, _ rest: ArraySlice<SyntaxToken>) {
    var words: [String] = []
    var path: [String] = []
    var isOptional = false
    for token in rest {
      if token.kind == .question { isOptional = true }
      guard token.kind == .word || token.kind == .dot else { break }
      if token.kind == .dot { continue }
      if path.isEmpty, ["many", "new", "range", "of"].contains(token.text) {
        words.append(token.text)
      } else if path.isEmpty || precededByDot(token, rest) {
        path.append(token.text)
      } else {
        break
      }
    }
    let place: NamePlace
    if let first = path.first, let entity = rows.entity(first) {
      place = rows.follow(path.dropFirst(), from: .rows(entity.id)) ?? .value
    } else {
      place = .value
    }
    parameters.append(
      ScopedParameter(
        name: name,
        detail: (words + [path.joined(separator: ".")]).joined(separator: " "),
        place: place,
        isMany: words.contains("many"),
        isNew: words.contains("new"),
        isRange: words.contains("range"),
        isOptional: isOptional
      )
    )
  }

  private func precededByDot(_ token: SyntaxToken, _ rest: ArraySlice<SyntaxToken>) -> Bool {
    rest.contains { $0.kind == .dot && $0.span.upper == token.span.lower }
  }
}
