import DBModelDiagnostics

extension Parser {
  /// How tightly an operator binds; a higher number binds tighter.
  enum Precedence {
    static let or = 1
    static let and = 2
    static let not = 3
    static let comparison = 4
    static let sum = 5
    static let product = 6
    static let negation = 7
  }

  /// The operator at hand as an infix, or nil. Signs of assignments count: they are reported and
  /// read as `==`.
  private var infix: Int? {
    switch kind {
    case .or: return Precedence.or
    case .and: return Precedence.and
    case .equalEqual, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .in, .equal,
      .plusEqual, .minusEqual:
      return Precedence.comparison
    case .not: return kind(ahead: 1) == .in ? Precedence.comparison : nil
    case .plus, .minus: return Precedence.sum
    case .star, .slash: return Precedence.product
    default: return nil
    }
  }

  /// One expression, by precedence climbing. All binary operators group to the left.
  mutating func expression(_ minimum: Int = Precedence.or) {
    let mark = builder.mark
    let first = position
    prefix()
    var compared = false
    while !startsLine, !endsBlocks, let precedence = infix, precedence >= minimum {
      if builder.lastHeight > Parser.maximumExpressionHeight {
        tooLong()
        // One node, so that an operator around it keeps its number of operands.
        return builder.add(.error, since: mark, tokens: first..<position)
      }
      let sign = position
      if isAssignment {
        report(position, SyntaxMessage.assignmentInside(span(position), text(position)))
      }
      if precedence == Precedence.comparison {
        if compared { report(position, SyntaxMessage.chainedComparison(span(position))) }
        compared = true
      }
      if kind == .not { advance() }
      advance()
      glueAfterOperator()
      operand(after: sign, precedence + 1)
      builder.add(.binary, since: mark, tokens: first..<position)
    }
  }

  /// What an operator needs on its right; an empty `error` node where it is missing.
  mutating func operand(after sign: Int, _ minimum: Int = Precedence.or) {
    if atGroupEnd || beginsAnotherPart {
      report(sign, SyntaxMessage.missingOperand(span(sign), text(sign)))
      glued = -1
      builder.add(.error, since: builder.mark, tokens: position..<position)
    } else {
      expression(minimum)
    }
  }

  /// Words that no value begins with: what they lead is meant, and the operand is missing.
  private var beginsAnotherPart: Bool {
    switch kind {
    case .and, .or, .where, .set, .if, .in: return true
    default: return false
    }
  }

  private mutating func prefix() {
    let mark = builder.mark
    let first = position
    switch kind {
    case .not: unary(Precedence.not)
    case .minus where kind(ahead: 1) != .number || !isAttached(position + 1):
      unary(Precedence.negation)
    case .true, .false, .null: leaf(.keyword)
    case .star: leaf(.star)
    default:
      if primary(ofExpressions: true) { return }
      unexpected(inExpression: true)
      if builder.mark == mark {
        builder.add(.error, since: mark, tokens: first..<position)
      }
    }
  }

  private mutating func unary(_ precedence: Int) {
    guard depth < Parser.maximumDepth else { return tooDeep() }
    let mark = builder.mark
    let first = position
    depth += 1
    advance()
    operand(after: first, precedence)
    depth -= 1
    builder.add(.unary, since: mark, tokens: first..<position)
  }
}
