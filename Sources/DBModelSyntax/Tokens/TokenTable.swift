/// The tokens of a file as flat arrays. The trivia of a token begins where the token before it
/// ends, so trivia and tokens together are every byte of the file, once.
struct TokenTable: Sendable {
  private(set) var kinds: [TokenKind] = []
  private(set) var starts: [UInt32] = []
  private(set) var ends: [UInt32] = []
  private(set) var flags: [TokenFlags] = []

  init(expectedCount: Int) {
    kinds.reserveCapacity(expectedCount)
    starts.reserveCapacity(expectedCount)
    ends.reserveCapacity(expectedCount)
    flags.reserveCapacity(expectedCount)
  }

  /// Counts the end of the file, which is the last token.
  var count: Int { kinds.count }

  mutating func append(_ kind: TokenKind, _ lower: Int, _ upper: Int, _ flags: TokenFlags) {
    kinds.append(kind)
    starts.append(UInt32(truncatingIfNeeded: lower))
    ends.append(UInt32(truncatingIfNeeded: upper))
    self.flags.append(flags)
  }

  mutating func mark(_ index: Int, _ flag: TokenFlags) { flags[index].insert(flag) }

  /// Marks a line as broken, once. False where it was already.
  @discardableResult
  mutating func breakLine(of index: Int) -> Bool {
    if flags[index].contains(.onBrokenLine) { return false }
    var first = index
    while first > 0, !flags[first].contains(.newlineBefore) { first -= 1 }
    repeat {
      mark(first, .onBrokenLine)
      first += 1
    } while first < count && !flags[first].contains(.newlineBefore)
    return true
  }

  func start(_ index: Int) -> Int { Int(starts[index]) }
  func end(_ index: Int) -> Int { Int(ends[index]) }
  func triviaStart(_ index: Int) -> Int { index == 0 ? 0 : Int(ends[index - 1]) }
  /// Whether the token follows the one before it with nothing between.
  func isAttached(_ index: Int) -> Bool { !flags[index].contains(.spaceBefore) }
}
