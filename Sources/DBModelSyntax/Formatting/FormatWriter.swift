/// Writes the tokens as a plan places them. Whoever makes one calls `deallocate()` once.
struct FormatWriter {
  /// A block over lines.
  private struct Frame {
    /// The indent of its closing brace.
    let base: Int
    /// The indent of its rows.
    let inner: Int
    /// Parentheses open around it.
    let parens: Int
  }

  private struct Paren {
    /// Where lines inside it begin.
    let inner: Int
    /// Where a line begins that its closing begins.
    let closing: Int
  }

  let plan: FormatPlan
  var output: FormatOutput
  var comments = TrailingComments()
  private var frames: [Frame] = []
  private var parens: [Paren] = []
  private var nextRow = 0
  private var row = FormatRow(first: 0, depth: 0, block: 0)
  /// Where lines that continue the row begin, from its indent.
  private var hang = 0
  /// The row, or the line of it, is a condition: its operands stand below each other.
  private var isCondition = false
  /// The indent of the line being written.
  private(set) var lineIndent = 0
  /// Where that line began, less what its text is narrower than its bytes.
  private var lineOrigin = 0
  /// The lines of the row before at the margin.
  private var wasSingle = true

  init(_ plan: FormatPlan) {
    self.plan = plan
    output = FormatOutput(expectedCount: plan.bytes.count + plan.bytes.count / 4)
  }

  func deallocate() { output.deallocate() }

  var column: Int { output.count - lineOrigin }
  private var rowIndent: Int { frames.last?.inner ?? 0 }
  private var openParens: Int { parens.count - (frames.last?.parens ?? 0) }

  mutating func run() {
    let last = plan.tokens.count - 1
    for index in 0..<last where !plan.has(index, .dropped) {
      if plan.has(index, .lineStart) {
        startLine(index)
      } else {
        if plan.has(index, .rowStart) { takeRow() }
        if !plan.has(index, .attached) { gap(index) }
      }
      let token = plan.tokens[index]
      output.append(plan.bytes, Int(token.start), Int(token.end))
      switch token.kind {
      case .leftParen: openParen(index)
      case .rightParen: if openParens > 0 { parens.removeLast() }
      case .leftBrace:
        if plan.has(index + 1, FormatMark.lineStart.union(.rowStart)) { openBlock() }
      case .string: lineOrigin += Int(token.end - token.start) - plan.width(token)
      case .rawString: rawString(index, token)
      default: break
      }
    }
    finish(last)
  }

  @inline(__always)
  private mutating func gap(_ index: Int) {
    var blanks = 1
    if index == Int(row.value) {
      blanks = lineIndent + Int(row.valueColumn) - column
    } else if index == Int(row.rest) {
      blanks = lineIndent + Int(row.restColumn) - column
    }
    output.blanks(max(1, blanks))
  }

  private mutating func openParen(_ index: Int) {
    let closing = plan.has(index + 1, .lineStart) ? lineIndent : column
    let inner = plan.has(index + 1, .lineStart) ? lineIndent + FormatPlan.indent : column
    parens.append(Paren(inner: inner, closing: closing))
  }

  private mutating func openBlock() {
    let base = openParens > 0 ? lineIndent : rowIndent
    frames.append(Frame(base: base, inner: base + FormatPlan.indent, parens: parens.count))
  }

  private mutating func rawString(_ index: Int, _ token: Token) {
    guard plan.has(index, .spansLines) else {
      lineOrigin += Int(token.end - token.start) - plan.width(token)
      return
    }
    var start = Int(token.end)
    while plan.bytes[start - 1] != 0x0A { start -= 1 }
    lineOrigin = output.count - (Int(token.end) - start)
  }

  // MARK: Lines

  private mutating func startLine(_ index: Int) {
    let kind = plan.kind(index)
    if plan.has(index, .rowStart) {
      startRow(index)
    } else if kind == .rightBrace, let frame = frames.popLast() {
      let below = TriviaLines(own: frame.inner, keepsBlanks: true, isFirst: opensBlock(index))
      trivia(index, below)
      begin(frame.base)
      hang = FormatPlan.continuationIndent
      isCondition = false
    } else {
      continueRow(index, kind)
    }
  }

  private mutating func takeRow() {
    row = plan.rows[nextRow]
    nextRow += 1
    hang = row.hang
    isCondition = false
  }

  private mutating func startRow(_ index: Int) {
    takeRow()
    let isFirst = index == 0 || opensBlock(index)
    var lines = TriviaLines(own: rowIndent, keepsBlanks: true, isFirst: isFirst)
    lines.keepsLastBlank = true
    if frames.isEmpty, !isFirst {
      lines.needsBlank = (!wasSingle || !row.isSingle) && !plan.has(index, .blankBefore)
    }
    if frames.isEmpty { wasSingle = row.isSingle }
    trivia(index, lines)
    begin(rowIndent)
    isCondition = plan.kind(index) == .where || plan.kind(index) == .if
  }

  private func opensBlock(_ index: Int) -> Bool { plan.kind(index - 1) == .leftBrace }

  private mutating func continueRow(_ index: Int, _ kind: TokenKind) {
    var indent = rowIndent + hang
    if openParens > 0, let paren = parens.last {
      indent = kind == .rightParen ? paren.closing : paren.inner
    } else if kind == .set || kind == .if {
      indent = rowIndent + FormatPlan.indent
      let width = kind == .set || hasSetLine(index) ? 4 : 3
      row.value = UInt32(truncatingIfNeeded: index + 1)
      row.valueColumn = UInt32(truncatingIfNeeded: width)
      hang = FormatPlan.indent + width
      isCondition = kind == .if
    } else if kind == .and || kind == .or, isCondition {
      indent = max(rowIndent + FormatPlan.indent, indent - (kind == .and ? 4 : 3))
    }
    trivia(index, TriviaLines(own: indent, keepsBlanks: false, isFirst: true))
    begin(indent)
  }

  /// Whether a later line of the row begins with `set`.
  private func hasSetLine(_ index: Int) -> Bool {
    if row.first < index {
      for token in Int(row.first)..<index
      where plan.has(token, .lineStart) && plan.kind(token) == .set { return true }
    }
    var token = index + 1
    while !plan.has(token, .rowStart), plan.kind(token) != .endOfFile {
      if plan.has(token, .lineStart), plan.kind(token) == .set { return true }
      token += 1
    }
    return false
  }

  /// Ends the line before, if there is one, and begins another.
  mutating func begin(_ indent: Int) {
    if output.count > 0 { output.append(0x0A) }
    lineOrigin = output.count
    lineIndent = indent
    output.blanks(indent)
  }

  private mutating func finish(_ last: Int) {
    trivia(last, TriviaLines(own: 0, keepsBlanks: true, isFirst: last == 0))
    comments.flush(into: &output, plan.bytes)
    if output.count > 0 { output.append(0x0A) }
  }
}
