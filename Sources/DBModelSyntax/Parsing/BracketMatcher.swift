import DBModelDiagnostics

/// Finds the opening brackets that nothing closes, before parsing: the parser then knows at a `(`
/// whether it may run over line ends, and at a `{` whether a `}` further on is meant for it.
///
/// Brackets that match throughout a file are left alone, however the file is laid out. Only where
/// they do not, the layout is consulted: a declaration at the margin ends what is still open, and
/// a `}` that lines up with an outer block closes that one.
struct BracketMatcher {
  private(set) var tokens: TokenTable
  let sink: DiagnosticSink
  private let file: SourceFile
  private var stack: [Open] = []

  private struct Open {
    let token: UInt32
    let isBrace: Bool
    /// Column of the first token on its line, and that of the brace around it; -1 for none.
    let indent: Int32
    let outerIndent: Int32
  }

  init(_ lexer: Lexer) {
    tokens = lexer.tokens
    sink = lexer.sink
    file = lexer.file
  }

  mutating func run() {
    if isBalanced { return }
    var indent: Int32 = 0
    var braceIndent: Int32 = -1
    for index in 0..<tokens.count {
      let startsLine = index == 0 || tokens.flags[index].contains(.newlineBefore)
      if startsLine { indent = column(index) }
      switch tokens.kinds[index] {
      case .leftParen:
        push(index, isBrace: false, indent, braceIndent)
      case .leftBrace:
        push(index, isBrace: true, indent, braceIndent)
        braceIndent = indent
      case .rightParen:
        if stack.last?.isBrace == false { stack.removeLast() }
      case .rightBrace:
        closeBrace(index, lineIndent: startsLine ? indent : nil, &braceIndent)
      case .word where !stack.isEmpty && DeclarationWord.begins(index, tokens, file.bytes):
        abandon(before: index)
        braceIndent = -1
      case .endOfFile:
        abandon(before: index)
      default: break
      }
    }
  }

  private var isBalanced: Bool {
    var open: [Bool] = []
    for kind in tokens.kinds {
      switch kind {
      case .leftParen: open.append(false)
      case .leftBrace: open.append(true)
      case .rightParen: if open.popLast() != false { return false }
      case .rightBrace: if open.popLast() != true { return false }
      default: break
      }
    }
    return open.isEmpty
  }

  /// Counted in bytes from the line's start. Only blanks stand between, so this reads no byte twice.
  private func column(_ index: Int) -> Int32 {
    let start = tokens.start(index)
    var lower = start
    while lower > 0, file.bytes[lower - 1] != UInt8(ascii: "\n") { lower -= 1 }
    return Int32(truncatingIfNeeded: start - lower)
  }

  private mutating func push(_ index: Int, isBrace: Bool, _ indent: Int32, _ outer: Int32) {
    stack.append(
      Open(
        token: UInt32(truncatingIfNeeded: index),
        isBrace: isBrace,
        indent: indent,
        outerIndent: outer
      )
    )
  }

  private mutating func closeBrace(
    _ index: Int,
    lineIndent: Int32?,
    _ braceIndent: inout Int32
  ) {
    while let top = stack.last, !top.isBrace {
      tokens.mark(Int(top.token), .unclosed)
      stack.removeLast()
    }
    guard var top = stack.popLast() else { return }
    if let lineIndent, top.indent > lineIndent, top.outerIndent == lineIndent {
      // It lines up with the block around the innermost one, which therefore lacks its own.
      tokens.mark(Int(top.token), .unclosed)
      report([top], before: index)
      while let next = stack.popLast() {
        if next.isBrace {
          top = next
          break
        }
        tokens.mark(Int(next.token), .unclosed)
      }
    }
    braceIndent = top.outerIndent
  }

  /// Nothing open can close any more.
  private mutating func abandon(before index: Int) {
    for open in stack { tokens.mark(Int(open.token), .unclosed) }
    let braces = stack.filter(\.isBrace)
    stack.removeAll(keepingCapacity: true)
    guard !braces.isEmpty else { return }
    tokens.mark(index, .closesBlocks)
    report(braces, before: index)
  }

  /// One finding for all blocks that end together; the innermost is pointed at first. There is
  /// always a token before the one that ends them: the brace itself, at least.
  private func report(_ braces: [Open], before index: Int) {
    guard let inner = braces.last else { return }
    // A string without its end has swallowed the brace that would have closed it.
    if tokens.flags[Int(inner.token)].contains(.onBrokenLine) { return }
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
