import DBModelDiagnostics

extension Parser {
  /// One item of a group. Consumes at least one token.
  mutating func item(labelled: Bool) {
    let first = position
    if isLabel { return label() }
    switch kind {
    case .word:
      pathOrCall(ofExpressions: false)
      assignmentBehind(first, labelled: labelled)
    case .where, .if: condition()
    case .and, .or, .not, .in, .set, .true, .false, .null: leaf(.keyword)
    case .equal, .plusEqual, .minusEqual:
      assignment(since: builder.mark, from: first)
    case .star: leaf(.star)
    case .question where isBehindType: leaf(.optional)
    case .arrow:
      leaf(.arrow)
      glue()
    case .leftBrace:
      if flags.contains(.newlineBefore) || position == 0, !ignoresLineEnds { blockOnItsOwnLine() }
      block()
    default:
      guard primary(ofExpressions: false) else { return unexpected() }
      assignmentBehind(first, labelled: labelled)
    }
  }

  /// The assignment whose target was just read, if one follows.
  private mutating func assignmentBehind(_ first: Int, labelled: Bool) {
    if !labelled, isAssignment, !startsLine, isTarget(first) {
      assignment(since: builder.lastMark, from: first)
    }
  }

  /// Whether the `?` at hand follows a path, a case, a parenthesis or a block with nothing between.
  private var isBehindType: Bool {
    guard position > 0, isAttached(position) else { return false }
    let before = tokens[position - 1].kind
    if before == .rightParen || before == .rightBrace { return true }
    guard before == .word || before.isReserved else { return false }
    guard position > 1, tokens[position - 2].kind == .dot, isAttached(position - 1) else {
      return before == .word
    }
    return !tokens[position - 2].flags.contains(.inParameter)
  }

  /// A node of one token.
  mutating func leaf(_ kind: SyntaxKind) {
    advance()
    builder.addLeaf(kind, tokens: (position - 1)..<position)
  }

  /// `name:`
  mutating func label() {
    let first = position
    if kind.isReserved {
      report(position, SyntaxMessage.reservedWord(span(position), text(position)))
    }
    advance()
    advance()
    builder.addLeaf(.label, tokens: first..<position)
  }

  /// `where` or `if`, and the expression behind it.
  private mutating func condition() {
    let word = position
    leaf(.keyword)
    guard !atGroupEnd else {
      report(word, SyntaxMessage.missingCondition(span(word), text(word)))
      return
    }
    expression()
  }

  var isAssignment: Bool {
    kind == .equal || kind == .plusEqual || kind == .minusEqual
  }

  private func isTarget(_ first: Int) -> Bool {
    builder.lastKind == .path || builder.lastKind == .parameter
  }

  /// The operator at hand, and the value behind it. The target, if any, is what stands since
  /// `mark`.
  private mutating func assignment(since mark: Int, from first: Int) {
    let sign = position
    advance()
    glueAfterOperator()
    operand(after: sign)
    builder.add(.assignment, since: mark, tokens: first..<position)
  }

  /// Lets the line go on behind an operator, unless what follows can only be the next declaration.
  mutating func glueAfterOperator() {
    if !flags.contains(.closesBlocks) { glue() }
  }

  /// A value, name, call or parenthesis. False, and nothing consumed, where none begins here.
  mutating func primary(ofExpressions: Bool) -> Bool {
    let mark = builder.mark
    let first = position
    switch kind {
    case .word: pathOrCall(ofExpressions: ofExpressions)
    case .number: number()
    case .minus where kind(ahead: 1) == .number && isAttached(position + 1): number()
    case .date: leaf(.date)
    case .time: leaf(.time)
    case .string: leaf(.string)
    case .rawString: leaf(.rawString)
    case .parameter:
      advance()
      segments()
      builder.add(.parameter, since: mark, tokens: first..<position)
    case .dot:
      guard isName(kind(ahead: 1)), isAttached(position + 1) else { return false }
      advance()
      advance()
      builder.add(.caseReference, since: mark, tokens: first..<position)
    case .leftParen:
      guard depth < Parser.maximumDepth else {
        tooDeep()
        return true
      }
      parenthesised(ofExpressions: ofExpressions)
      builder.add(.parens, since: mark, tokens: first..<position)
    case .dotDot: break
    default: return false
    }
    return range(since: mark, from: first)
  }

  private func isName(_ kind: TokenKind) -> Bool { kind == .word || kind.isReserved }

  /// `.b.c`, each dot and name without blanks before them.
  private mutating func segments() {
    while kind == .dot, isAttached(position), isName(kind(ahead: 1)),
      isAttached(position + 1)
    {
      advance()
      advance()
    }
  }

  private mutating func pathOrCall(ofExpressions: Bool) {
    let mark = builder.mark
    let first = position
    advance()
    segments()
    builder.addLeaf(.path, tokens: first..<position)
    guard kind == .leftParen, isAttached(position) else { return }
    if depth < Parser.maximumDepth {
      parenthesised(ofExpressions: ofExpressions)
    } else {
      tooDeep()
    }
    builder.add(.call, since: mark, tokens: first..<position)
  }

  /// A number, with its sign before and its unit behind.
  private mutating func number() {
    let first = position
    if kind == .minus { advance() }
    advance()
    if isUnit {
      advance()
      if isPer {
        advance()
        advance()
      }
    }
    builder.addLeaf(.number, tokens: first..<position)
  }

  /// Whether `/name` follows a unit. A call or a longer path behind the `/` is a divisor.
  private var isPer: Bool {
    guard kind == .slash, kind(ahead: 1) == .word, isAttached(position),
      isAttached(position + 1)
    else { return false }
    let behind = kind(ahead: 2)
    return behind != .leftParen && behind != .dot || !isAttached(position + 2)
  }

  /// Whether the word at hand is the unit of the number before it: on the same line, and not itself
  /// a label, a call or a path.
  private var isUnit: Bool {
    guard flags.contains(.unit) else { return false }
    let last = file.bytes[Int(tokens[position - 1].end) - 1]
    if !last.isDigit,
      ![UInt8(ascii: "K"), UInt8(ascii: "M"), UInt8(ascii: "G"), UInt8(ascii: "T")].contains(last)
    {
      return false
    }
    switch kind(ahead: 1) {
    case .colon: return false
    case .leftParen, .dot: return !isAttached(position + 1)
    default: return true
    }
  }

  /// `..` and the upper bound, where they follow what was just read or begin the item.
  private mutating func range(since mark: Int, from first: Int) -> Bool {
    guard kind == .dotDot, !startsLine else { return position > first }
    let hasLower = position > first
    if hasLower, !isBound(builder.lastKind) { return true }
    advance()
    let hasUpper = upperBound()
    if !hasLower, !hasUpper {
      report(first, SyntaxMessage.emptyRange(span(first)))
      builder.add(.error, since: mark, tokens: first..<position)
    } else {
      builder.add(.range, since: mark, tokens: first..<position)
    }
    return true
  }

  private func isBound(_ kind: SyntaxKind) -> Bool {
    kind == .number || kind == .date || kind == .time || kind == .parameter
  }

  private mutating func upperBound() -> Bool {
    guard !startsLine, !endsBlocks else { return false }
    let mark = builder.mark
    let first = position
    switch kind {
    case .number: number()
    case .minus where kind(ahead: 1) == .number && isAttached(position + 1): number()
    case .date: leaf(.date)
    case .time: leaf(.time)
    case .parameter:
      advance()
      segments()
      builder.add(.parameter, since: mark, tokens: first..<position)
    default: return false
    }
    return true
  }
}
