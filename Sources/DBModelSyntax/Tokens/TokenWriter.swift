/// Collects the tokens of a file in the order they are cut.
struct TokenWriter {
  private static let pieceSize = 1024

  /// All but the tokens in `piece`.
  private var list: [Token] = []
  /// The last tokens: never empty once there are any.
  private var piece = GrowingBuffer<Token>(expectedCount: TokenWriter.pieceSize)

  init(expectedCount: Int) { list.reserveCapacity(expectedCount) }

  var isEmpty: Bool { piece.count == 0 }

  /// The token cut last. There must be one.
  var last: Token {
    @inline(__always) get { piece[piece.count - 1] }
    set { piece[piece.count - 1] = newValue }
  }

  /// The token before the last, or nil where there is none.
  var beforeLast: Token? { piece.count > 1 ? piece[piece.count - 2] : list.last }

  @inline(__always)
  mutating func append(_ token: Token) {
    if piece.count == TokenWriter.pieceSize { flush() }
    piece.append(token)
  }

  private mutating func flush() {
    list.append(contentsOf: piece.elements)
    piece.reset()
  }

  /// Marks the last token and those before it on its line.
  mutating func markLine(_ flag: TokenFlags) {
    var index = piece.count - 1
    while index >= 0 {
      piece[index].flags.insert(flag)
      if piece[index].flags.contains(.newlineBefore) { return }
      index -= 1
    }
    index = list.count - 1
    while index >= 0 {
      list[index].flags.insert(flag)
      if list[index].flags.contains(.newlineBefore) { return }
      index -= 1
    }
  }

  /// To be called once, last.
  mutating func finish() -> TokenTable {
    flush()
    piece.deallocate()
    return TokenTable(list)
  }
}
