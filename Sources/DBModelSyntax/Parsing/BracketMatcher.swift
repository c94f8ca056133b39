import DBModelDiagnostics

/// Finds the brackets that have no partner, before parsing: the parser then knows at a `(` whether
/// it may run over line ends, and at a `{` whether a `}` further on is meant for it.
///
/// Brackets that match throughout a file are left alone, however the file is laid out. Only where
/// they do not, the layout is consulted: a declaration at the margin ends what is still open, a `}`
/// that lines up with an outer block closes that one, and of too many `}` the one that is out of
/// line goes.
struct BracketMatcher {
  var tokens: TokenTable
  let sink: DiagnosticSink
  let file: SourceFile
  private var stack: [Open] = []
  /// Closing less opening braces: how many may be called strays for their place alone.
  private var surplus = 0
  /// Closing braces inside strings without their end; so many blocks need no finding of their own.
  private var swallowedClosers = 0
  /// Counts the lines that hold tokens.
  private var line: Int32 = 0
  /// Column of the first token on the line.
  private var indent: Int32 = 0

  struct Open {
    let token: UInt32
    let kind: Kind
    let line: Int32
    let indent: Int32
    /// The indent of the brace around it; -1 for none.
    let outerIndent: Int32

    enum Kind {
      case paren
      case brace
      /// Inside a string without its end.
      case swallowed
    }
  }

  init(_ tokens: TokenTable, _ file: SourceFile, sink: DiagnosticSink) {
    self.tokens = tokens
    self.file = file
    self.sink = sink
  }

  mutating func run() {
    if isBalanced { return }
    surplus = countSurplus()
    for index in 0..<tokens.count {
      let startsLine = index == 0 || tokens.flags(index).contains(.newlineBefore)
      if startsLine {
        line += 1
        indent = column(index)
      }
      switch tokens.kind(index) {
      case .leftParen: push(index, .paren)
      case .leftBrace: push(index, .brace)
      case .rightParen: closeParen(index)
      case .rightBrace: closeBrace(index, startsLine: startsLine)
      case .string where tokens.flags(index).contains(.broken): swallow(index)
      case .word where !stack.isEmpty && DeclarationWord.begins(index, tokens, file.bytes):
        abandon(before: index)
      case .endOfFile: abandon(before: index)
      default: break
      }
    }
  }

  private var isBalanced: Bool {
    var open: [Bool] = []
    for token in tokens.list {
      switch token.kind {
      case .leftParen: open.append(false)
      case .leftBrace: open.append(true)
      case .rightParen: if open.popLast() != false { return false }
      case .rightBrace: if open.popLast() != true { return false }
      default: break
      }
    }
    return open.isEmpty
  }

  private func countSurplus() -> Int {
    var count = 0
    for index in 0..<tokens.count {
      switch tokens.kind(index) {
      case .leftBrace: count -= 1
      case .rightBrace: count += 1
      case .string where tokens.flags(index).contains(.broken): count -= max(swallowed(index), 0)
      default: break
      }
    }
    return count
  }

  /// Opening less closing braces inside a string without its end.
  private func swallowed(_ index: Int) -> Int {
    var count = 0
    for byte in file.bytes[tokens.start(index)..<tokens.end(index)] {
      if byte == UInt8(ascii: "{") { count += 1 }
      if byte == UInt8(ascii: "}") { count -= 1 }
    }
    return count
  }

  /// Counted in bytes from the line's start. Only blanks stand between, so this reads no byte
  /// twice.
  private func column(_ index: Int) -> Int32 {
    let start = tokens.start(index)
    var lower = start
    while lower > 0, file.bytes[lower - 1] != UInt8(ascii: "\n") { lower -= 1 }
    return Int32(truncatingIfNeeded: start - lower)
  }

  private mutating func push(_ index: Int, _ kind: Open.Kind) {
    let outer = stack.last.map { $0.kind == .brace ? $0.indent : $0.outerIndent } ?? -1
    stack.append(
      Open(
        token: UInt32(truncatingIfNeeded: index),
        kind: kind,
        line: line,
        indent: indent,
        outerIndent: outer
      )
    )
  }

  private mutating func swallow(_ index: Int) {
    let count = swallowed(index)
    for _ in 0..<max(count, 0) { push(index, .swallowed) }
    swallowedClosers += max(-count, 0)
  }

  /// A brace that was opened behind a parenthesis on its line ends with the parenthesis.
  private mutating func closeParen(_ index: Int) {
    guard let top = stack.last, top.kind != .paren else {
      _ = stack.popLast()
      return
    }
    guard surplus < 0, top.kind == .brace, stack.count > 1 else { return }
    let below = stack[stack.count - 2]
    guard below.kind == .paren, below.line == line, top.line == line else { return }
    surplus += 1
    tokens.mark(Int(top.token), .unclosed)
    tokens.mark(index, .closesBlocks)
    report([top], before: index)
    stack.removeLast(2)
  }

  private mutating func closeBrace(_ index: Int, startsLine: Bool) {
    if surplus > 0, isOutOfPlace(startsLine: startsLine) {
      surplus -= 1
      return stray(index)
    }
    dropParens()
    guard let top = stack.popLast() else { return stray(index) }
    if top.kind == .swallowed { return tokens.mark(index, .stray) }
    guard startsLine, top.indent > indent, top.outerIndent == indent else { return }
    // It lines up with the block around the innermost one, which therefore lacks its own.
    tokens.mark(Int(top.token), .unclosed)
    report([top], before: index)
    dropParens()
    _ = stack.popLast()
  }

  /// Whether a `}` stands where none closes the block that is open: inside a parenthesis of its
  /// line, behind something else on the last line, or indented unlike the line of its `{`.
  private func isOutOfPlace(startsLine: Bool) -> Bool {
    guard let top = stack.last else { return true }
    if top.kind == .paren { return top.line == line }
    if top.line == line { return false }
    return !startsLine || indent != top.indent
  }

  private mutating func stray(_ index: Int) {
    tokens.mark(index, .stray)
    guard tokens.breakLine(of: index) else { return }
    sink.report(SyntaxMessage.strayCloser(tokenSpan(UInt32(truncatingIfNeeded: index)), "}"))
  }

  private mutating func dropParens() {
    while let top = stack.last, top.kind == .paren {
      tokens.mark(Int(top.token), .unclosed)
      stack.removeLast()
    }
  }

  /// Nothing open can close any more.
  private mutating func abandon(before index: Int) {
    for open in stack { tokens.mark(Int(open.token), .unclosed) }
    let braces = stack.filter { $0.kind == .brace }
    stack.removeAll(keepingCapacity: true)
    guard !braces.isEmpty else { return }
    tokens.mark(index, .closesBlocks)
    report(braces, before: index)
  }

  /// One finding for all blocks that end together; the innermost is pointed at first. There is
  /// always a token before the one that ends them: the brace itself, at least.
  private mutating func report(_ braces: [Open], before index: Int) {
    if swallowedClosers > 0 {
      swallowedClosers -= min(swallowedClosers, braces.count)
      return
    }
    // On a broken line something that was reported has swallowed or bared the brace.
    guard let inner = braces.last, tokens.breakLine(of: Int(inner.token)) else { return }
    sink.report(
      SyntaxMessage.unclosedBlock(
        tokenSpan(inner.token),
        outer: braces.suffix(4).dropLast().map { tokenSpan($0.token) },
        indents: braces.map { min(Int($0.indent), 80) },
        insertAt: tokens.end(index - 1)
      )
    )
  }

  private func tokenSpan(_ token: UInt32) -> SourceSpan {
    SourceSpan(
      file: file.id,
      lower: tokens.start(Int(token)),
      upper: tokens.end(Int(token))
    )
  }
}
