extension FormatPlan {
  /// Puts rows that stand together into columns.
  mutating func alignRows() {
    var first = 0
    while first < rows.count {
      shape(first)
      var end = first + 1
      var run = rows[first].shape
      if run != .closed {
        let block = rows[first].block
        while end < rows.count, rows[end].block == block, !has(Int(rows[end].first), .blankBefore) {
          shape(end)
          let next = rows[end].shape
          if next == .closed || next != .plain && run != .plain && next != run { break }
          if next != .plain { run = next }
          end += 1
        }
      }
      if rows[first].depth > 0, run == .label || run == .word {
        align(first..<end, run)
      } else {
        for index in first..<end { leave(index) }
      }
      first = end
    }
  }

  /// One blank between everything.
  private mutating func leave(_ index: Int) {
    var row = rows[index]
    if row.headWidth > 0, row.value != .max { row.valueColumn = row.headWidth + 1 }
    row.rest = .max
    rows[index] = row
  }

  private mutating func align(_ range: Range<Int>, _ shape: FormatRow.Shape) {
    let limit = UInt32(FormatPlan.maximumCellWidth)
    var head: UInt32 = 0
    var value: UInt32 = 0
    for index in range where rows[index].headWidth <= limit {
      head = max(head, rows[index].headWidth)
      if shape == .label, rows[index].valueWidth <= limit {
        value = max(value, rows[index].valueWidth)
      }
    }
    var index = range.lowerBound
    while index < range.upperBound {
      var end = index + 1
      if shape == .word {
        while end < range.upperBound, isSameWord(index, end) { end += 1 }
        value = 0
        for row in index..<end where rows[row].valueWidth <= limit {
          value = max(value, rows[row].valueWidth)
        }
      }
      while index < end {
        place(index, head, value)
        index += 1
      }
    }
  }

  /// `item Order     { … }` above `item OrderLine { … }`.
  private func isSameWord(_ one: Int, _ other: Int) -> Bool {
    guard rows[one].rest != .max, rows[other].rest != .max else { return false }
    let a = tokens[Int(rows[one].first)]
    let b = tokens[Int(rows[other].first)]
    return bytes[Int(a.start)..<Int(a.end)].elementsEqual(bytes[Int(b.start)..<Int(b.end)])
  }

  private mutating func place(_ index: Int, _ head: UInt32, _ value: UInt32) {
    var row = rows[index]
    let limit = UInt32(FormatPlan.maximumCellWidth)
    guard row.shape == .label || row.shape == .word, row.value != .max, row.headWidth <= limit
    else { return leave(index) }
    row.valueColumn = head + 1
    if row.rest != .max {
      if row.valueWidth <= limit {
        row.restColumn = row.valueColumn + value + 1
      } else {
        row.rest = .max
      }
    }
    rows[index] = row
    guard row.isSingle else { return }
    let from = row.rest != .max ? Int(row.rest) : Int(row.value)
    let column = row.rest != .max ? Int(row.restColumn) : Int(row.valueColumn)
    let width =
      Int(row.depth) * FormatPlan.indent + column + flatEnd(Int(row.end) - 1) - Int(flat[from])
    if width > FormatPlan.maximumWidth { breakBlock(of: row) }
  }

  /// Breaks the first block of a row that its columns made too long.
  private mutating func breakBlock(of row: FormatRow) {
    for token in Int(row.first)..<Int(row.end) - 1
    where kind(token) == .leftBrace && kind(token + 1) != .rightBrace {
      mark(token, .broken)
      needsRows = true
      return
    }
  }

  /// Puts each parameter of an access pattern on a line where all of them are too long for one.
  private mutating func breakParameters(of row: FormatRow) {
    let (first, end) = (Int(row.first), Int(row.end))
    guard flatEnd(end - 1) - Int(flat[first]) > FormatPlan.maximumWidth, end > first + 4,
      text(first, is: "access"), kind(first + 2) == .leftParen, kind(first + 3) != .rightParen
    else { return }
    var open = 1
    var token = first + 3
    mark(token, .lineStart)
    while token < end {
      switch kind(token) {
      case .leftParen, .leftBrace: open += 1
      case .rightParen, .rightBrace: open -= 1
      case .comma where open == 1 && !has(token, .dropped): mark(token + 1, .lineStart)
      default: break
      }
      if open == 0 { break }
      token += 1
    }
    if token < end { mark(token, .lineStart) }
    needsRows = true
  }

  // MARK: Shapes

  private mutating func shape(_ index: Int) {
    var row = rows[index]
    guard row.end == 0 else { return }
    extent(&row)
    let first = Int(row.first)
    if row.shape != .closed || kind(first) == .where || kind(first) == .if { cells(&row) }
    rows[index] = row
    if row.depth == 0 { breakParameters(of: row) }
  }

  /// Where the first line of a row ends, and whether more lines end its columns.
  private func extent(_ row: inout FormatRow) {
    var token = Int(row.first)
    while true {
      if has(token, .spansLines) {
        row.shape = .closed
        row.isSingle = false
        if row.end == 0 { row.end = UInt32(truncatingIfNeeded: token + 1) }
        return
      }
      token += 1
      if has(token, .rowStart), !has(token, .lineStart) {
        row.shape = .closed
        row.isSingle = false
        if row.end == 0 { row.end = UInt32(truncatingIfNeeded: token) }
        return
      }
      if kind(token) == .endOfFile || has(token, .lineStart) {
        if row.end == 0 {
          let end = has(token - 1, .dropped) ? token - 1 : token
          row.end = UInt32(truncatingIfNeeded: end)
        }
        if kind(token) == .endOfFile { return }
        let before = kind(token - 1)
        let opens = before == .leftBrace || before == .leftParen
        if !opens, has(token, .rowStart) || kind(token) == .rightBrace { return }
        row.isSingle = false
        if opens || (kind(token) == .set || kind(token) == .if) && !isLabel(token) {
          row.shape = .closed
          return
        }
      }
    }
  }

  private func cells(_ row: inout FormatRow) {
    let (first, end) = (Int(row.first), Int(row.end))
    var value = first + 2
    var shape = FormatRow.Shape.label
    if !isLabel(first) {
      guard kind(first) == .word || kind(first).isReserved else { return }
      value = pathEnd(first, end)
      shape = .word
      guard value < end, !endsCell(value) else { return }
    }
    row.headWidth = UInt32(truncatingIfNeeded: flatEnd(value - 1) - Int(flat[first]))
    guard value < end else { return }
    row.value = UInt32(truncatingIfNeeded: value)
    guard row.shape != .closed else { return }
    row.shape = shape
    guard kind(value) == .word else { return }
    let rest = typeEnd(value, end)
    if shape == .word {
      guard rest < end, kind(rest) == .leftBrace else { return }
    } else if rest < end, kind(rest) == .leftBrace || isComposed(value, rest) {
      return
    }
    row.valueWidth = UInt32(truncatingIfNeeded: flatEnd(rest - 1) - Int(flat[value]))
    if rest < end, shape == .word || !endsCell(rest) {
      row.rest = UInt32(truncatingIfNeeded: rest)
    }
  }

  /// What stands behind the only word of a row, so that there is nothing to align.
  private func endsCell(_ token: Int) -> Bool {
    switch kind(token) {
    case .leftParen: has(token, .attached)
    case .comma, .leftBrace, .equal, .plusEqual, .minusEqual, .question: true
    default: false
    }
  }

  private func pathEnd(_ first: Int, _ end: Int) -> Int {
    var token = first + 1
    while token < end, has(token, .attached), kind(token) == .dot { token += 2 }
    return min(token, end)
  }

  /// One past `name`, `name(…)`, `name?`, `bool 40%`.
  private func typeEnd(_ first: Int, _ end: Int) -> Int {
    var token = pathEnd(first, end)
    if token < end, kind(token) == .leftParen, has(token, .attached) {
      var open = 0
      repeat {
        if kind(token) == .leftParen { open += 1 }
        if kind(token) == .rightParen { open -= 1 }
        token += 1
      } while token < end && open > 0
    }
    if token < end, kind(token) == .question { token += 1 }
    if text(first, is: "bool"), token < end, kind(token) == .number { token += 1 }
    return token
  }

  /// `many Tag`, `list of …`: types of several words, which stand in no column.
  private func isComposed(_ first: Int, _ end: Int) -> Bool {
    end == first + 1
      && (text(first, is: "many") || text(first, is: "list") || text(first, is: "map")
        || text(first, is: "range") || text(first, is: "new"))
  }
}
