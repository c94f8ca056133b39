import Glibc

/// Compares a tree with the tree of its formatted text: the same tokens, nodes and comments, in the
/// same places, but for the commas that line ends took the place of.
struct FormatCheck {
  let plan: FormatPlan
  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let nodes: UnsafeBufferPointer<Node>

  /// The byte of the source at which they differ.
  func difference() -> Int? {
    tokenDifference() ?? nodeDifference()
  }

  private func tokenDifference() -> Int? {
    guard let old = plan.bytes.baseAddress, let new = bytes.baseAddress else {
      return plan.tokens.count == tokens.count ? nil : 0
    }
    var other = 0
    for index in 0..<plan.tokens.count where !plan.has(index, .dropped) {
      let a = plan.tokens[index]
      guard other < tokens.count else { return Int(a.start) }
      let b = tokens[other]
      let length = Int(a.end - a.start)
      guard a.kind == b.kind, length == Int(b.end - b.start),
        memcmp(old + Int(a.start), new + Int(b.start), length) == 0
      else { return Int(a.start) }
      if b.flags.contains(.newlineBefore) || plan.has(index, .comments) {
        let lower = index == 0 ? 0 : Int(plan.tokens[index - 1].end)
        let otherLower = other == 0 ? 0 : Int(tokens[other - 1].end)
        var left = CommentCursor(plan.bytes, lower..<Int(a.start), isFirst: index == 0)
        var right = CommentCursor(bytes, otherLower..<Int(b.start), isFirst: other == 0)
        while true {
          let one = left.next()
          let two = right.next()
          guard let one else {
            if two == nil { break }
            return Int(a.start)
          }
          guard let two, one.isTrailing == two.isTrailing, one.range.count == two.range.count,
            memcmp(old + one.range.lowerBound, new + two.range.lowerBound, one.range.count) == 0
          else { return one.range.lowerBound }
        }
      }
      other += 1
    }
    return other == tokens.count ? nil : plan.bytes.count
  }

  private func nodeDifference() -> Int? {
    var other = 0
    var dropped = 0
    var passed = 0
    let keepsCommas = plan.tokens.count == tokens.count
    for index in 0..<plan.nodes.count {
      let a = plan.nodes[index]
      let first = Int(a.first)
      while passed < first {
        if plan.has(passed, .dropped) { dropped += 1 }
        passed += 1
      }
      // An element that was behind a comma is a clause of its own now.
      if a.kind == .group, first > 0, plan.has(first - 1, .dropped), plan.has(first, .rowStart),
        other < nodes.count, nodes[other].kind == .clause
      {
        other += 1
      }
      guard other < nodes.count else { return Int(plan.tokens[first].start) }
      let b = nodes[other]
      guard a.kind == b.kind, first == Int(b.first) + dropped,
        !keepsCommas || a.size == b.size
      else { return Int(plan.tokens[first].start) }
      other += 1
    }
    return other == nodes.count ? nil : plan.bytes.count
  }
}

/// Steps through the comments between two tokens.
private struct CommentCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int
  let end: Int
  /// No line has ended since the token before.
  var isTrailing: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isFirst: Bool) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
    isTrailing = !isFirst
  }

  /// The next one without the blanks behind it.
  mutating func next() -> (range: Range<Int>, isTrailing: Bool)? {
    while position < end {
      let byte = bytes[position]
      if byte == 0x0A { isTrailing = false }
      if byte == UInt8(ascii: "/") {
        let lower = position
        while position < end, bytes[position] != 0x0A { position += 1 }
        var upper = position
        while upper > lower, bytes[upper - 1].isBlank { upper -= 1 }
        return (lower..<upper, isTrailing)
      }
      position += 1
    }
    return nil
  }
}
