import DBModelDiagnostics

/// What happens at a mistake: one finding, then on with the next clause.
extension Parser {
  /// The token at hand cannot stand here. Reports it and skips to the end of the clause, or to a
  /// block, whose content is worth reading.
  mutating func unexpected(inExpression: Bool = false) {
    let mark = builder.mark
    let first = position
    if kind == .rightParen, openParens == 0 {
      strayCloser()
      return
    }
    if !tokens.flags[position].contains(.broken) {
      sink.report(
        SyntaxMessage.unexpected(
          span(position),
          text(position),
          kind,
          inExpression: inExpression,
          next: kind(ahead: 1)
        )
      )
    }
    var nested = 0
    repeat {
      if kind == .leftParen { nested += 1 }
      if kind == .rightParen { nested -= 1 }
      advance()
    } while !skippingEnds(nested)
    builder.add(.error, since: mark, tokens: first..<position)
  }

  private func skippingEnds(_ nested: Int) -> Bool {
    switch kind {
    case .leftBrace, .rightBrace: return true
    case .rightParen: return nested <= 0 && openParens > 0
    default: return endsBlocks || startsLine
    }
  }

  /// A `)` or `}` that closes nothing.
  mutating func strayCloser() {
    let mark = builder.mark
    sink.report(SyntaxMessage.strayCloser(span(position), text(position)))
    advance()
    builder.add(.error, since: mark, tokens: (position - 1)..<position)
  }

  /// Blocks open at the end of a line; one that begins a line has lost its head.
  mutating func blockOnItsOwnLine() {
    let previous = position > 0 ? span(position - 1) : nil
    sink.report(SyntaxMessage.blockOnItsOwnLine(span(position), after: previous))
  }

  mutating func emptyElement() {
    sink.report(SyntaxMessage.emptyElement(span(position)))
  }

  /// The list ends behind a comma.
  mutating func missingElement() {
    sink.report(SyntaxMessage.missingElement(span(position - 1)))
  }

  /// A string without its end has swallowed the parenthesis, and was reported.
  mutating func unclosedParenthesis(_ open: Int) {
    if tokens.flags[position - 1].contains(.broken) { return }
    sink.report(
      SyntaxMessage.unclosedParenthesis(span(open), insertAt: tokens.end(position - 1))
    )
  }

  /// Skips from an opening bracket or operator that stands too deep to the end of what it opens.
  mutating func tooDeep() {
    let mark = builder.mark
    let first = position
    if !reportedDepth {
      reportedDepth = true
      sink.report(SyntaxMessage.tooDeep(span(position), limit: Parser.maximumDepth))
    }
    var nested = 0
    repeat {
      switch kind {
      case .leftBrace, .leftParen: nested += 1
      case .rightBrace, .rightParen: nested -= 1
      default: break
      }
      advance()
    } while !endsBlocks && !(nested <= 0 && (atGroupEnd || kind == .leftBrace))
    builder.add(.error, since: mark, tokens: first..<position)
  }
}
