extension FormatPlan {
  /// A block over lines, or the file.
  private struct Frame {
    /// One past its last node.
    let end: Int
    /// Its `{`; 0 for the file.
    let open: Int
    /// Its line ends separate what its commas separate: a projection, the values of an enumeration.
    let holdsElements: Bool
    let isBroken: Bool
    /// The row at hand is one of a `read`, or inside one.
    var readsRow = false
  }

  /// Finds every row, and the blocks that are too long for their line.
  mutating func gatherRows() {
    rows.reset()
    var frames = [Frame(end: .max, open: 0, holdsElements: false, isBroken: false)]
    var index = 0
    while index < nodes.count {
      while index >= frames[frames.count - 1].end { frames.removeLast() }
      let node = nodes[index]
      let first = Int(node.first)
      switch node.kind {
      case .clause:
        let depth = frames.count - 1
        // `{ {`: the grammar has no `{` begin a line, so such a row stays behind the one it opens.
        mark(first, kind(first) == .leftBrace ? .rowStart : FormatMark.rowStart.union(.lineStart))
        rows.append(FormatRow(first: first, depth: depth, block: frames[depth].open))
        let isInRead = depth > 0 && frames[depth - 1].readsRow
        frames[depth].readsRow = isInRead || kind(first) == .word && text(first, is: "read")
        if depth > 0, nodes[index + 1].size + 1 != node.size { split(index, frames[depth]) }
        index += 1
      case .group:
        if has(first, .rowStart), rows[rows.count - 1].first != node.first {
          let depth = frames.count - 1
          rows.append(FormatRow(first: first, depth: depth, block: frames[depth].open))
        }
        index += 1
      case .block:
        let close = Int(node.end) - 1
        if isOneLine(first, close, depth: frames.count - 1) {
          index += Int(node.size)
          continue
        }
        let frame = frames[frames.count - 1]
        if kind(first + 1) != .leftBrace { mark(first + 1, .lineStart) }
        mark(close, .lineStart)
        frames.append(
          Frame(
            end: index + Int(node.size),
            open: first,
            holdsElements: frame.readsRow || text(first - 1, is: "enum"),
            isBroken: has(first, .broken)
          )
        )
        index += 1
      default: index += 1
      }
    }
  }

  /// Whether a block stays on its line; one on a line that is too long is broken.
  private func isOneLine(_ open: Int, _ close: Int, depth: Int) -> Bool {
    if has(open, .broken) || lines[open] != lines[close] || has(close, .lineStart) { return false }
    if close == open + 1 || !isTooLong(open, close, depth: depth) { return true }
    mark(open, .broken)
    return false
  }

  /// Whether the line around a block is, before anything on it is aligned. Looks no further than a
  /// line may be wide.
  private func isTooLong(_ open: Int, _ close: Int, depth: Int) -> Bool {
    let end = flatEnd(close)
    var first = open
    while first > 0, !has(first, .lineStart) {
      first -= 1
      if end - Int(flat[first]) > FormatPlan.maximumWidth { return true }
    }
    let isRow = has(first, .rowStart) || kind(first) == .rightBrace
    let indent =
      depth * FormatPlan.indent + (isRow ? 0 : FormatPlan.continuationIndent) - Int(flat[first])
    if indent + end > FormatPlan.maximumWidth { return true }
    var last = close
    while !has(last + 1, .lineStart), kind(last + 1) != .endOfFile {
      last += 1
      if indent + flatEnd(last) > FormatPlan.maximumWidth { return true }
    }
    return false
  }

  /// Whether a token does not begin a row where it begins a line.
  private func continuesLine(_ token: Int) -> Bool {
    switch kind(token) {
    case .and, .or, .set, .if: !isLabel(token)
    case .leftBrace: true
    default: false
    }
  }

  /// Lets line ends take the place of commas between elements.
  private func split(_ clause: Int, _ frame: Frame) {
    let end = clause + Int(nodes[clause].size)
    let isLabelled = isLabel(Int(nodes[clause].first))
    var group = clause + 1 + Int(nodes[clause + 1].size)
    while group < end {
      let first = Int(nodes[group].first)
      group += Int(nodes[group].size)
      guard frame.holdsElements || isLabelled && isLabel(first) else { continue }
      // Behind a line end it would go on with the element before it, or be a mistake.
      if continuesLine(first) { continue }
      if frame.isBroken { mark(first, .lineStart) }
      guard has(first, .lineStart), kind(first - 1) == .comma, !has(first - 1, .comments),
        kind(first - 2) != .arrow  // Behind it the line goes on.
      else { continue }
      mark(first - 1, .dropped)
      mark(first, .rowStart)
    }
  }
}
