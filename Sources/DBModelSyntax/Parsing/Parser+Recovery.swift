import DBModelDiagnostics

/// What happens at a mistake: one finding, then on with the next clause.
extension Parser {
  /// The token at hand cannot stand here. Reports it and skips to the end of the clause, or to a
  /// block, whose content is worth reading.
  mutating func unexpected(inExpression: Bool = false) {
    if kind == .rightParen && openParens == 0 || kind == .rightBrace {
      strayCloser()
      return
    }
    if let (word, finding) = currency(inExpression: inExpression) {
      report(word, finding)
    } else if !flags.contains(.broken) {
      report(
        position,
        SyntaxMessage.unexpected(
          span(position),
          text(position),
          kind,
          inExpression: inExpression,
          next: kind(ahead: 1)
        )
      )
    }
    skipToClauseEnd()
  }

  /// `260 EUR/month`: the word before the `/` at hand, and what is wrong with it.
  private func currency(inExpression: Bool) -> (word: Int, finding: Diagnostic)? {
    guard !inExpression, kind == .slash, position > 1, tokens[position - 1].kind == .word,
      tokens[position - 2].kind == .number
    else { return nil }
    let word = position - 1
    return CurrencyMessage.other(SyntaxRules.unexpected, text(word), span(word)).map { (word, $0) }
  }

  /// Takes at least one token, and everything up to the end of the clause or a block. Parentheses
  /// are taken whole, over line ends too.
  private mutating func skipToClauseEnd() {
    let mark = builder.mark
    let first = position
    var nested = 0
    repeat {
      if kind == .leftParen, !flags.contains(.unclosed) { nested += 1 }
      if kind == .rightParen { nested = max(nested - 1, 0) }
      advance()
    } while !skippingEnds(nested)
    builder.add(.error, since: mark, tokens: first..<position)
  }

  private func skippingEnds(_ nested: Int) -> Bool {
    switch kind {
    case .leftBrace: return true
    case .rightBrace: return !isStray || startsLine
    case .rightParen: return nested == 0 && openParens > 0
    default: return endsBlocks || nested == 0 && startsLine
    }
  }

  /// A `)` that closes nothing, or a `}` the matcher has reported.
  mutating func strayCloser() {
    let mark = builder.mark
    if kind == .rightParen {
      report(position, SyntaxMessage.strayCloser(span(position), text(position)))
    }
    quietLine(of: position)
    advance()
    builder.add(.error, since: mark, tokens: (position - 1)..<position)
  }

  /// Blocks open at the end of a line; one that begins a line has lost its head.
  mutating func blockOnItsOwnLine() {
    report(position, SyntaxMessage.blockOnItsOwnLine(span(position), gap: gapBeforeBlock))
  }

  /// The line ends before the `{` at hand, where they are all that parts it from its head.
  private var gapBeforeBlock: SourceSpan? {
    guard position > 0 else { return nil }
    let before = tokens[position - 1].kind
    if before == .leftBrace || before == .rightBrace { return nil }
    let trivia = Int(tokens[position - 1].end)..<Int(tokens[position].start)
    guard file.bytes[trivia].allSatisfy({ $0.isBlank || $0 == UInt8(ascii: "\n") }) else {
      return nil
    }
    return SourceSpan(file: file.id, lower: trivia.lowerBound, upper: trivia.upperBound)
  }

  mutating func emptyElement() {
    report(position, SyntaxMessage.emptyElement(span(position)))
  }

  /// The list ends behind a comma.
  mutating func missingElement() {
    report(position - 1, SyntaxMessage.missingElement(span(position - 1)))
  }

  mutating func unclosedParenthesis(_ open: Int) {
    sink.report(
      SyntaxMessage.unclosedParenthesis(span(open), insertAt: Int(tokens[position - 1].end))
    )
  }

  /// An expression with too many operators below each other ends with its clause.
  mutating func tooLong() {
    report(
      position,
      SyntaxMessage.tooLong(span(position), limit: Parser.maximumExpressionHeight)
    )
    skipToClauseEnd()
  }

  /// Skips from an opening bracket or operator that stands too deep to the end of what it opens.
  mutating func tooDeep() {
    let mark = builder.mark
    let first = position
    if !reportedDepth {
      reportedDepth = true
      report(position, SyntaxMessage.tooDeep(span(position), limit: Parser.maximumDepth))
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
