import DBModelDiagnostics
import Glibc

/// Where each token of a tree will stand. Flat passes over tokens and nodes; nothing is allocated
/// for one node. Whoever makes one calls `deallocate()` once.
struct FormatPlan {
  /// Blanks for each block around a line.
  static let indent = 2
  /// Blanks before a line that continues a row without columns.
  static let continuationIndent = 4
  /// One-line blocks on longer lines are broken.
  static let maximumWidth = 100
  /// Wider cells stand in no column, so that one long name does not push its neighbours away.
  static let maximumCellWidth = 24

  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let nodes: UnsafeBufferPointer<Node>
  let marks: UnsafeMutableBufferPointer<FormatMark>
  /// Where a token would begin if the whole file stood on one line, in cells.
  let flat: UnsafeMutableBufferPointer<UInt32>
  /// Line ends before a token.
  let lines: UnsafeMutableBufferPointer<UInt32>
  var rows: GrowingBuffer<FormatRow>
  /// A block was found too long when its row was aligned: the rows are to be gathered anew.
  var needsRows = true

  init(
    bytes: UnsafeBufferPointer<UInt8>,
    tokens: UnsafeBufferPointer<Token>,
    nodes: UnsafeBufferPointer<Node>
  ) {
    self.bytes = bytes
    self.tokens = tokens
    self.nodes = nodes
    marks = .allocate(capacity: tokens.count)
    flat = .allocate(capacity: tokens.count)
    lines = .allocate(capacity: tokens.count)
    rows = GrowingBuffer(expectedCount: tokens.count / 6 + 16)
    markTokens()
    markNodes()
    measure()
    while needsRows {
      needsRows = false
      gatherRows()
      alignRows()
    }
  }

  func deallocate() {
    marks.deallocate()
    flat.deallocate()
    lines.deallocate()
    rows.deallocate()
  }

  @inline(__always)
  func kind(_ token: Int) -> TokenKind { tokens[token].kind }

  @inline(__always)
  func has(_ token: Int, _ mark: FormatMark) -> Bool {
    marks[token].rawValue & mark.rawValue != 0
  }

  @inline(__always)
  func mark(_ token: Int, _ mark: FormatMark) {
    marks[token] = FormatMark(rawValue: marks[token].rawValue | mark.rawValue)
  }

  func isLabel(_ token: Int) -> Bool { tokens[token].flags.contains(.label) }

  /// Where a token would end on the one line of `flat`. Not for the end of the file.
  @inline(__always)
  func flatEnd(_ token: Int) -> Int {
    Int(flat[token + 1]) - (has(token + 1, .attached) ? 0 : 1)
  }

  func text(_ token: Int, is text: StaticString) -> Bool {
    let (start, end) = (Int(tokens[token].start), Int(tokens[token].end))
    guard end - start == text.utf8CodeUnitCount, let base = bytes.baseAddress else { return false }
    return memcmp(base + start, text.utf8Start, end - start) == 0
  }
}

// MARK: Marks

extension FormatPlan {
  /// Line ends, comments, and what the kind of a token alone says.
  private func markTokens() {
    var previous = TokenKind.endOfFile
    var triviaStart = 0
    for index in 0..<tokens.count {
      let token = tokens[index]
      var found: FormatMark = []
      if token.flags.contains(.newlineBefore) || index == 0 {
        found = trivia(triviaStart, Int(token.start))
      }
      switch token.kind {
      case .comma, .colon, .question:
        found.insert(.attached)
        if !found.contains(.comments) { found.remove(.lineStart) }
      case .rightParen: found.insert(.attached)
      case .rightBrace where previous == .leftBrace:
        found.insert(.attached)
        if !found.contains(.comments) { found.remove(.lineStart) }
      case .rawString:
        if let base = bytes.baseAddress,
          memchr(base + Int(token.start), 0x0A, Int(token.end - token.start)) != nil
        {
          found.insert(.spansLines)
        }
      default: break
      }
      if previous == .leftParen { found.insert(.attached) }
      marks[index] = found
      previous = token.kind
      triviaStart = Int(token.end)
    }
  }

  /// What stands between two tokens on different lines.
  private func trivia(_ lower: Int, _ upper: Int) -> FormatMark {
    var found: FormatMark = .lineStart
    var isEmptyLine = false
    var index = lower
    while index < upper {
      let byte = bytes[index]
      if byte == 0x0A {
        if isEmptyLine { found.insert(.blankBefore) }
        isEmptyLine = true
      } else if byte == UInt8(ascii: "/") {
        found.insert(.comments)
        isEmptyLine = false
        while index < upper, bytes[index] != 0x0A { index += 1 }
        continue
      }
      index += 1
    }
    return found
  }

  /// What only the tree tells: which dots, signs and parentheses stand attached.
  private func markNodes() {
    for index in 0..<nodes.count {
      let node = nodes[index]
      let (first, end) = (Int(node.first), Int(node.end))
      switch node.kind {
      case .path, .parameter, .caseReference:
        var token = first + 1
        while token < end {
          attach(token)
          token += 1
        }
      case .number: number(first, end)
      case .call: attach(Int(nodes[index + 1].end))
      case .range:
        let hasLower = Int(nodes[index + 1].first) == first
        let dots = hasLower ? Int(nodes[index + 1].end) : first
        if hasLower { attach(dots) }
        if dots + 1 < end { attach(dots + 1) }
      case .unary where kind(first) == .minus:
        // A number or a second sign would read as something else behind it.
        if kind(first + 1) != .number, kind(first + 1) != .minus { attach(first + 1) }
      default: break
      }
    }
  }

  @inline(__always)
  private func attach(_ token: Int) {
    mark(token, .attached)
    if !has(token, .comments) {
      marks[token].remove(.lineStart)
    }
  }

  /// `-5`, `10 ms`, `260 USD/month`.
  private func number(_ first: Int, _ end: Int) {
    var token = first
    if kind(token) == .minus {
      token += 1
      attach(token)
    }
    // The unit stands apart from its number, what it is per does not.
    token += 2
    while token < end {
      attach(token)
      token += 1
    }
  }

  /// Commas before a closing bracket go; the rest is measured.
  private func measure() {
    var position: UInt32 = 0
    var line: UInt32 = 0
    for index in 0..<tokens.count {
      let token = tokens[index]
      if token.kind == .comma, !has(index, .comments) {
        let next = kind(index + 1)
        if next == .rightParen || next == .rightBrace {
          mark(index, .dropped)
          flat[index] = position
          lines[index] = line
          continue
        }
      }
      if has(index, .lineStart) { line += 1 }
      if !has(index, .attached) { position += 1 }
      flat[index] = position
      lines[index] = line
      position += UInt32(truncatingIfNeeded: width(token))
      if has(index, .spansLines) { line += 1 }
    }
  }

  /// Cells of a token; only strings hold more than ASCII.
  func width(_ token: Token) -> Int {
    let count = Int(token.end - token.start)
    guard token.kind == .string || token.kind == .rawString else { return count }
    let text = UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
    if text.allSatisfy({ $0 < 0x80 }) { return count }
    return CellWidth.of(String(decoding: text, as: UTF8.self))
  }
}
