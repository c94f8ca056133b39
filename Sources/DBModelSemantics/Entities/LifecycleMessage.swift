import DBModelDiagnostics
import DBModelSyntax

/// What people write instead of a step of a lifecycle, and what it is here.
enum LifecycleMessage {
  /// `placed -> paid 99%, placed -> lost 1%`: a comma leads to a further destination, not to a
  /// further step.
  ///
  /// - Parameters:
  ///   - state: The state before the second arrow, and where it stands.
  ///   - isSame: Whether the step begins with the same state.
  static func stepBehindComma(
    _ clause: SyntaxNode,
    _ state: String,
    _ span: SourceSpan,
    isSame: Bool
  ) -> Diagnostic {
    let fix = isSame ? withoutState(clause, state, span) : onItsOwnLine(clause, state, span)
    return Diagnostic(
      NameRules.unexpectedItem,
      isSame
        ? "`\(state) ->` stands once, before all that it leads to"
        : "a step from another state begins on a line of its own",
      at: Label(span),
      notes: ["behind a comma stands a further destination of the same state, with its share"],
      help: [
        isSame
          ? "write `\(state) -> A 99%, B 1%`" : "begin a new line before `\(state) ->`"
      ],
      fixes: fix.map { [$0] } ?? []
    )
  }

  private static func withoutState(_ clause: SyntaxNode, _ state: String, _ span: SourceSpan)
    -> Fix?
  {
    guard let group = clause.groupItems.first(where: { $0.first?.span == span }), group.count > 2
    else { return nil }
    let repeated = SourceSpan(file: span.file, lower: span.lower, upper: group[2].span.lower)
    // A comment behind the arrow would go as well.
    guard !hasLineEnd(clause, repeated) else { return nil }
    return Fix("remove `\(state) ->`", edits: [TextEdit(repeated, "")])
  }

  private static func onItsOwnLine(_ clause: SyntaxNode, _ state: String, _ span: SourceSpan)
    -> Fix?
  {
    guard let comma = clause.tokens.last(where: { $0.text == "," && $0.span.upper <= span.lower })
    else { return nil }
    let gap = SourceSpan(file: span.file, lower: comma.span.upper, upper: span.lower)
    let text = hasLineEnd(clause, gap) ? "" : "\n   "
    return Fix("begin a line with `\(state) ->`", edits: [TextEdit(comma.span, text)])
  }

  private static func hasLineEnd(_ clause: SyntaxNode, _ span: SourceSpan) -> Bool {
    clause.text.utf8.dropFirst(span.lower - clause.span.lower).prefix(span.upper - span.lower)
      .contains(UInt8(ascii: "\n"))
  }

  /// `placed -> paid -> shipped`.
  static func chain(_ from: String, _ to: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      NameRules.unexpectedItem,
      "a step leads from one state to the next, and no further",
      at: Label(span, "the share of those that go on to `\(to)` stands here"),
      notes: ["each step has its own share of the departures"],
      help: ["write `\(from) -> \(to) 100%`, and what follows `\(to)` on the next line"]
    )
  }

  /// `placed, paid -> lost 1%`.
  static func severalStates(_ from: String, _ other: SyntaxNode) -> Diagnostic {
    Diagnostic(
      NameRules.unexpectedItem,
      "a step begins with one state",
      at: Label(other.span),
      notes: ["each state has its own shares of the departures"],
      help: [
        "write a line for each: `\(from) -> NEXT 100%`, then `\(other.text) -> NEXT 100%`"
      ]
    )
  }

  /// `placed 99% -> paid`.
  static func shareBeforeArrow(_ from: String, _ share: SyntaxNode) -> Diagnostic {
    Diagnostic(
      NameRules.unexpectedItem,
      "a share stands behind the state it leads to",
      at: Label(share.span),
      help: ["write `\(from) -> NEXT \(share.text)`"]
    )
  }
}
