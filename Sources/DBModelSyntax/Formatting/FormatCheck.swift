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
    tokenDifference() ?? nodeDifference() ?? sizeDifference()
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

  /// Kinds and first tokens of the nodes.
  private func nodeDifference() -> Int? {
    var other = 0
    var dropped = 0
    var passed = 0
    for index in 0..<plan.nodes.count {
      let a = plan.nodes[index]
      let first = Int(a.first)
      while passed < first {
        if plan.has(passed, .dropped) { dropped += 1 }
        passed += 1
      }
      if isSplit(index), other < nodes.count, nodes[other].kind == .clause { other += 1 }
      guard other < nodes.count else { return Int(plan.tokens[first].start) }
      let b = nodes[other]
      guard a.kind == b.kind, first == Int(b.first) + dropped else {
        return Int(plan.tokens[first].start)
      }
      other += 1
    }
    return other == nodes.count ? nil : plan.bytes.count
  }

  /// Whether an element was behind a comma and is a clause of its own now.
  private func isSplit(_ index: Int) -> Bool {
    guard plan.nodes[index].kind == .group else { return false }
    let first = Int(plan.nodes[index].first)
    return first > 0 && plan.has(first - 1, .dropped) && plan.has(first, .rowStart)
  }

  /// Which nodes hold which: how far each goes. Only where the kinds agree in number.
  private func sizeDifference() -> Int? {
    if plan.tokens.count == tokens.count {
      for index in 0..<plan.nodes.count where plan.nodes[index].size != nodes[index].size {
        return place(index)
      }
      return nil
    }
    let count = plan.nodes.count
    // How many clauses were made before a node.
    let moved = UnsafeMutablePointer<Int>.allocate(capacity: count + 1)
    defer { moved.deallocate() }
    var made = 0
    for index in 0..<count {
      moved[index] = made
      if isSplit(index) { made += 1 }
    }
    moved[count] = made
    guard count + made == nodes.count else { return plan.bytes.count }
    for index in 0..<count {
      let end = index + Int(plan.nodes[index].size)
      var open = index + moved[index] + (isSplit(index) ? 1 : 0)
      if plan.nodes[index].kind == .clause {
        var child = index + 1
        while child < end {
          if isSplit(child) {
            let next = child + moved[child]
            guard open + Int(nodes[open].size) == next else { return place(index) }
            open = next
          }
          child += Int(plan.nodes[child].size)
        }
      }
      guard open + Int(nodes[open].size) == end + moved[end] else { return place(index) }
    }
    return nil
  }

  private func place(_ node: Int) -> Int { Int(plan.tokens[Int(plan.nodes[node].first)].start) }
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
