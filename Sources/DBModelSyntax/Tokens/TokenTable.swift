/// A token as it is stored.
struct Token: BitwiseCopyable, Sendable {
  /// Byte offsets in the file.
  let start: UInt32
  let end: UInt32
  let kind: TokenKind
  var flags: TokenFlags
}

/// The tokens of a file. The trivia of a token begins where the token before it ends, so trivia and
/// tokens together are every byte of the file, once. The last is the end of the file.
struct TokenTable: Sendable {
  private(set) var list: [Token]

  init(_ list: [Token]) { self.list = list }

  /// Counts the end of the file.
  var count: Int { list.count }

  mutating func mark(_ index: Int, _ flag: TokenFlags) { list[index].flags.insert(flag) }

  /// Marks a line as broken, once. False where it was already.
  @discardableResult
  mutating func breakLine(of index: Int) -> Bool {
    if list[index].flags.contains(.onBrokenLine) { return false }
    var first = index
    while first > 0, !list[first].flags.contains(.newlineBefore) { first -= 1 }
    repeat {
      mark(first, .onBrokenLine)
      first += 1
    } while first < count && !list[first].flags.contains(.newlineBefore)
    return true
  }

  func kind(_ index: Int) -> TokenKind { list[index].kind }
  func flags(_ index: Int) -> TokenFlags { list[index].flags }
  func start(_ index: Int) -> Int { Int(list[index].start) }
  func end(_ index: Int) -> Int { Int(list[index].end) }
  func triviaStart(_ index: Int) -> Int { index == 0 ? 0 : end(index - 1) }
}
