import DBModelDiagnostics

/// Builds the tree out of the tokens. One production reads every clause:
///
///     file   := clause*
///     clause := group (',' group)*
///     group  := item*
///
/// See `grammar/dbmodel.ebnf`. Every loop consumes a token or ends; nesting is bounded.
struct Parser {
  /// Blocks, parentheses and prefix operators inside each other.
  static let maximumDepth = 128
  /// Operators below each other in one expression. With `maximumDepth` it bounds the height of
  /// every tree, so that whoever reads one may recurse.
  static let maximumExpressionHeight = 512

  let file: SourceFile
  /// Kept alive by whoever runs the parser; the last is the end of the file.
  let tokens: UnsafeBufferPointer<Token>
  let sink: DiagnosticSink
  var builder: TreeBuilder
  /// The token looked at.
  var position = 0
  var depth = 0
  /// Inside parentheses, where line ends mean nothing.
  var ignoresLineEnds = false
  /// Parentheses open in the block at hand.
  var openParens = 0
  /// A token that stands after `,`, `->` or an operator, and so continues the line before it.
  var glued = -1
  var reportedDepth = false
  /// Up to this token nothing more is reported: a bracket too many on the line was, and what stands
  /// behind it may be out of its place.
  var quietThrough = -1

  init(file: SourceFile, tokens: UnsafeBufferPointer<Token>, sink: DiagnosticSink) {
    self.file = file
    self.tokens = tokens
    self.sink = sink
    builder = TreeBuilder(expectedCount: tokens.count + tokens.count / 4)
  }

  /// The position never passes the end of the file, which is the last token.
  @inline(__always)
  var token: Token { tokens[position] }

  @inline(__always)
  var kind: TokenKind { token.kind }

  @inline(__always)
  var flags: TokenFlags { token.flags }

  func kind(ahead distance: Int) -> TokenKind {
    let index = position + distance
    return index < tokens.count ? tokens[index].kind : .endOfFile
  }

  /// Whether a token follows the one before it with nothing between.
  func isAttached(_ index: Int) -> Bool { !tokens[index].flags.contains(.spaceBefore) }

  /// The end of the file is never passed.
  @inline(__always)
  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  /// After `,`, `->` and operators the line goes on.
  mutating func glue() { glued = position }

  func span(_ index: Int) -> SourceSpan {
    SourceSpan(file: file.id, lower: Int(tokens[index].start), upper: Int(tokens[index].end))
  }

  func text(_ index: Int) -> String { file.text(span(index)) }

  /// Reports what is wrong at a token, unless something before it that was reported explains it: a
  /// string without its end on the line, or a bracket without its partner.
  func report(_ index: Int, _ diagnostic: @autoclosure () -> Diagnostic) {
    if !isExplained(index) { sink.report(diagnostic()) }
  }

  func isExplained(_ index: Int) -> Bool {
    tokens[index].flags.contains(.onBrokenLine) || index <= quietThrough
  }

  /// Reports nothing more on the line of a token.
  mutating func quietLine(of index: Int) {
    guard index > quietThrough else { return }
    quietThrough = index
    while quietThrough + 1 < tokens.count,
      !tokens[quietThrough + 1].flags.contains(.newlineBefore)
    {
      quietThrough += 1
    }
  }

  var isInUnclosedParenthesis: Bool { openParens > 0 && !ignoresLineEnds }

  /// Whether the token at hand begins a new line that does not continue the one before.
  @inline(__always)
  var startsLine: Bool {
    flags.contains(.newlineBefore) && !ignoresLineEnds && position != glued && beginsClause
  }

  /// Of a token that is the first on its line.
  private var beginsClause: Bool {
    switch kind {
    case .and, .or, .set, .if: return isLabel
    case .leftBrace: return isBlockWithoutHead
    default: return true
    }
  }

  /// A `{` on a line of its own is reported, and belongs to the line before where there is one.
  private var isBlockWithoutHead: Bool {
    guard position > 0 else { return true }
    let before = tokens[position - 1].kind
    return before == .leftBrace || before == .rightBrace
  }

  /// A word and a colon on one line.
  @inline(__always)
  var isLabel: Bool { flags.contains(.label) }

  /// The end of every block that is still open: of the file, or of the blocks nothing closes.
  var endsBlocks: Bool {
    kind == .endOfFile || flags.contains(.closesBlocks)
  }

  /// Whether no item can follow in this group.
  @inline(__always)
  var atGroupEnd: Bool {
    if kind.mayEndGroup || !flags.isDisjoint(with: [.newlineBefore, .closesBlocks]) {
      return isGroupEnd
    }
    return false
  }

  private var isGroupEnd: Bool {
    switch kind {
    case .comma: return true
    case .rightBrace: return !isStray || startsLine
    case .rightParen: return openParens > 0
    // A parenthesis that nothing closes ends before the block of its declaration.
    case .leftBrace where isInUnclosedParenthesis: return true
    default: return endsBlocks || startsLine
    }
  }

  /// A closing brace the matcher has reported.
  var isStray: Bool { flags.contains(.stray) }

  /// To be called once.
  mutating func wholeFile() -> NodeTable {
    while kind != .endOfFile {
      clause()
      builder.endClause()
    }
    return builder.finish(end: position)
  }

  private mutating func clause() {
    let mark = builder.mark
    let first = position
    // The first token of a clause is taken, whatever it is.
    glue()
    groups()
    if position == first { unexpected() }
    builder.add(.clause, since: mark, tokens: first..<position)
  }

  /// Groups with commas between them, up to the end of a clause or the closing parenthesis.
  mutating func groups(ofExpressions: Bool = false) {
    while true {
      let first = position
      group(ofExpressions: ofExpressions)
      guard kind == .comma, !endsBlocks else { return }
      if position == first { emptyElement() }
      advance()
      glue()
      // A last comma may stand before the bracket that closes the list.
      if kind == .rightBrace, !isStray { return }
      if kind == .rightParen, openParens > 0 { return }
      if endsBlocks {
        missingElement()
        return
      }
    }
  }

  private mutating func group(ofExpressions: Bool) {
    let mark = builder.mark
    let first = position
    var labelled = false
    if isLabel {
      label()
      labelled = true
    }
    if ofExpressions, !atGroupEnd { expression() }
    while !groupIsOver(first) {
      item(labelled: labelled)
      labelled = labelled || builder.lastKind == .label
    }
    builder.add(.group, since: mark, tokens: first..<position)
  }

  /// A flagged declaration ends blocks, but must itself be read where it begins a clause.
  private func groupIsOver(_ first: Int) -> Bool {
    if position == first, position == glued, kind != .endOfFile, kind != .comma,
      kind != .rightBrace || isStray, kind != .rightParen || openParens == 0
    {
      return false
    }
    return atGroupEnd
  }

  /// `{ … }`
  mutating func block() {
    guard depth < Parser.maximumDepth else { return tooDeep() }
    let mark = builder.mark
    let first = position
    let outer = (ignoresLineEnds, openParens)
    let isUnclosed = flags.contains(.unclosed)
    depth += 1
    ignoresLineEnds = false
    openParens = 0
    advance()
    while !endsBlocks, kind != .rightBrace || isStray { clause() }
    depth -= 1
    (ignoresLineEnds, openParens) = outer
    if !isUnclosed, kind == .rightBrace, !isStray { advance() }
    builder.add(.block, since: mark, tokens: first..<position)
  }

  /// `( … )`; a parenthesis that nothing closes ends with its line, or before a block.
  mutating func parenthesised(ofExpressions: Bool) {
    let open = position
    let outer = ignoresLineEnds
    let isUnclosed = flags.contains(.unclosed)
    let wasExplained = isExplained(open)
    if isUnclosed { quietLine(of: open) }
    depth += 1
    openParens += 1
    ignoresLineEnds = !isUnclosed
    advance()
    if kind != .rightParen, !atGroupEnd || kind == .comma { groups(ofExpressions: ofExpressions) }
    openParens -= 1
    depth -= 1
    ignoresLineEnds = outer
    if kind == .rightParen {
      advance()
      // One that nothing closes has taken what closes another, and kept its line quiet so far.
      if !isUnclosed { return }
    }
    if !wasExplained { unclosedParenthesis(open) }
  }
}
