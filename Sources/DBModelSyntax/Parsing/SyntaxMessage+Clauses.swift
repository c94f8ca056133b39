import DBModelDiagnostics

extension SyntaxMessage {
  static func unclosedParenthesis(_ span: SourceSpan, insertAt offset: Int) -> Diagnostic {
    Diagnostic(
      SyntaxRules.unclosedParenthesis,
      "this `(` is never closed",
      at: Label(span, "opened here"),
      help: ["close the parenthesis before the line ends"],
      fixes: [
        Fix(
          "insert `)`",
          edits: [insert(")", at: offset, in: span)],
          applicability: .suggest
        )
      ]
    )
  }

  static func unclosedBlock(
    _ span: SourceSpan,
    outer: [SourceSpan],
    indents: [Int],
    insertAt offset: Int
  ) -> Diagnostic {
    let count = indents.count
    let notes = count > 1 ? ["\(count) blocks are open at the same place"] : []
    let closers = indents.suffix(128).reversed().map {
      "\n" + String(repeating: " ", count: $0) + "}"
    }
    let fix = Fix(
      count == 1 ? "insert `}`" : "insert \(count) `}`",
      edits: [insert(closers.joined(), at: offset, in: span)],
      applicability: .suggest
    )
    return Diagnostic(
      SyntaxRules.unclosedBlock,
      "this block is never closed",
      at: Label(span, "opened here"),
      secondary: outer.map { Label($0, "and this one around it") },
      notes: notes,
      help: ["write the missing `}`"],
      fixes: count > 128 ? [] : [fix]
    )
  }

  static func strayCloser(_ span: SourceSpan, _ text: String) -> Diagnostic {
    let opener = text == ")" ? "(" : "{"
    return Diagnostic(
      SyntaxRules.strayCloser,
      "this `\(text)` closes nothing",
      at: Label(span),
      help: ["remove it, or write the `\(opener)` it belongs to"],
      fixes: [Fix("remove `\(text)`", edits: [TextEdit(span, "")], applicability: .suggest)]
    )
  }

  static func blockOnItsOwnLine(_ span: SourceSpan, gap: SourceSpan?) -> Diagnostic {
    Diagnostic(
      SyntaxRules.blockOnItsOwnLine,
      "a block opens on the line it belongs to",
      at: Label(span),
      help: ["put `{` at the end of the line it belongs to"],
      fixes: gap.map { [Fix("move `{` up", edits: [TextEdit($0, " ")])] } ?? []
    )
  }

  static func tooDeep(_ span: SourceSpan, limit: Int) -> Diagnostic {
    Diagnostic(
      SyntaxRules.tooDeep,
      "this is nested more than \(limit) levels deep",
      at: Label(span),
      notes: ["blocks, parentheses and `not` count; what stands deeper was not read"],
      help: ["name the inner parts and refer to them"]
    )
  }

  static func tooLong(_ span: SourceSpan, limit: Int) -> Diagnostic {
    Diagnostic(
      SyntaxRules.tooDeep,
      "this expression has more than \(limit) operators in a row",
      at: Label(span),
      help: ["compare with a list: `id in $ids`, or split the pattern"]
    )
  }

  static func emptyElement(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxRules.emptyElement,
      "nothing stands before this comma",
      at: Label(span),
      help: ["remove the comma, or write what it separates"],
      fixes: [Fix("remove the comma", edits: [TextEdit(span, "")], applicability: .suggest)]
    )
  }

  static func missingElement(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxRules.emptyElement,
      "nothing follows this comma",
      at: Label(span),
      help: ["remove the comma, or write what it separates"],
      fixes: [Fix("remove the comma", edits: [TextEdit(span, "")], applicability: .suggest)]
    )
  }

  static func reservedWord(_ span: SourceSpan, _ word: String) -> Diagnostic {
    Diagnostic(
      SyntaxRules.reservedWord,
      "`\(word)` is reserved and cannot be a name",
      at: Label(span),
      notes: ["reserved: " + TokenKind.reservedWords.joined(separator: " ")],
      help: ["choose another name"]
    )
  }

  static func missingCondition(_ span: SourceSpan, _ word: String) -> Diagnostic {
    Diagnostic(
      SyntaxRules.missingExpression,
      "`\(word)` needs a condition",
      at: Label(span),
      help: ["write what must hold behind it, or remove `\(word)`"]
    )
  }

  static func missingOperand(_ span: SourceSpan, _ sign: String) -> Diagnostic {
    Diagnostic(
      SyntaxRules.missingExpression,
      "`\(sign)` needs a value behind it",
      at: Label(span),
      help: ["write the value, or remove `\(sign)`"]
    )
  }

  static func emptyRange(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxRules.missingExpression,
      "this range has no bound",
      at: Label(span),
      help: ["write a number, a date or a time on at least one side of `..`"]
    )
  }

  static func assignmentInside(_ span: SourceSpan, _ text: String) -> Diagnostic {
    Diagnostic(
      SyntaxRules.assignmentInCondition,
      "`\(text)` assigns; inside an expression `==` compares",
      at: Label(span),
      help: ["write `==`, or begin a clause of its own for another assignment"],
      fixes: text == "=" ? [Fix("write `==`", edits: [TextEdit(span, "==")])] : []
    )
  }

  static func chainedComparison(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      SyntaxRules.chainedComparison,
      "a comparison cannot be compared again",
      at: Label(span),
      help: ["compare twice and join with `and`, or write a range: `x in 1..10`"]
    )
  }

  static func unexpected(
    _ span: SourceSpan,
    _ text: String,
    _ kind: TokenKind,
    inExpression: Bool,
    next: TokenKind
  ) -> Diagnostic {
    if kind == .unknown { return unknownCharacter(span, text) }
    let (title, help) = unexpectedTexts(text, kind, inExpression: inExpression)
    return Diagnostic(SyntaxRules.unexpected, title, at: Label(span), help: [help])
  }

  private static func unexpectedTexts(_ text: String, _ kind: TokenKind, inExpression: Bool)
    -> (title: String, help: String)
  {
    if inExpression {
      return (
        "no value can begin with \(quote(text))",
        "write a name, a literal, a call or a parenthesis before it"
      )
    }
    switch kind {
    case .equalEqual, .notEqual, .less, .lessEqual, .greater, .greaterEqual:
      return ("`\(text)` compares outside a condition", "put the comparison behind `where` or `if`")
    case .plus, .minus, .slash:
      return (
        "`\(text)` computes outside an expression",
        "a computed value stands behind `=`, `where` or `if`"
      )
    case .colon: return ("`:` needs a name before it", "write `name: …`, or remove the colon")
    case .dot:
      return (
        "`.` needs a name directly behind it",
        "write `.name` for an enum case, `a.b` for a path, `a..b` for a range"
      )
    case .question:
      return ("`?` needs a type directly before it", "write `type?` where a value may be missing")
    case .dotDot: return ("`..` needs numbers, dates or times", "write a range such as `1..10`")
    default: return ("\(quote(text)) cannot stand here", "remove it")
    }
  }

  private static func unknownCharacter(_ span: SourceSpan, _ text: String) -> Diagnostic {
    let (help, replacement) = unknownHelp(text)
    let fixes = replacement.map {
      [
        Fix(
          $0.isEmpty ? "remove \(quote(text))" : "write `\($0)`",
          edits: [TextEdit(span, $0)],
          applicability: .suggest
        )
      ]
    }
    return Diagnostic(
      SyntaxRules.unknownCharacter,
      "\(printable(text)) is not part of the language",
      at: Label(span),
      help: [help],
      fixes: fixes ?? []
    )
  }

  /// Control characters as their code, so that a message never moves the cursor.
  private static func printable(_ text: String) -> String {
    if text == "`" { return "a backtick" }
    let shown = text.unicodeScalars.map {
      $0.value < 0x20 || $0.value == 0x7F
        ? "U+" + String(repeating: "0", count: $0.value < 16 ? 3 : 2)
          + String($0.value, radix: 16, uppercase: true)
        : String(Character($0))
    }
    return quote(shown.joined())
  }

  private static func unknownHelp(_ text: String) -> (help: String, replacement: String?) {
    switch text {
    case "&&": return ("write `and`", "and")
    case "||": return ("write `or`", "or")
    case "!": return ("write `not`", "not")
    case "<>": return ("write `!=`", "!=")
    case ";": return ("a clause ends with its line: remove the semicolon", "")
    case "#": return ("a comment begins with `//`", "//")
    case "[", "]": return ("lists stand in parentheses, parts of a clause in braces", nil)
    default: break
    }
    if text.first == "'" {
      let inner = text.dropFirst().dropLast()
      let isPlain = text.count > 2 && !inner.contains("\"") && !inner.contains("\\")
      return ("a string stands between `\"`", isPlain ? "\"\(inner)\"" : nil)
    }
    if text.unicodeScalars.contains(where: { (0x2018...0x201F).contains($0.value) }) {
      return ("use the straight quote `\"`", nil)
    }
    if text.unicodeScalars.contains(where: { $0.value > 0x7F }) {
      return ("names are ASCII letters, digits, `_` and `-`; other text belongs in strings", nil)
    }
    return ("remove it", nil)
  }
}
