/// The text of a document with its lines, edited in place.
///
/// Lines end with LF, CR LF or CR, as LSP 3.17 ("Text Documents") has it.
struct TextBuffer: Sendable {
  private(set) var bytes: [UInt8]
  /// Byte offset at which each line starts; the first is 0.
  private(set) var lineStarts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lineStarts = [0] + Self.starts(in: bytes, 0..<bytes.count)
  }

  /// The starts of the lines that begin after a line end inside the range.
  private static func starts(in bytes: [UInt8], _ range: Range<Int>) -> [Int] {
    var found: [Int] = []
    bytes.withUnsafeBufferPointer { bytes in
      var index = range.lowerBound
      while index < range.upperBound {
        let byte = bytes[index]
        index += 1
        guard byte == 0x0A || byte == 0x0D else { continue }
        if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { continue }
        found.append(index)
      }
    }
    return found
  }

  /// Replaces a range of bytes; the range is cut to the text.
  mutating func replace(_ range: Range<Int>, with text: [UInt8]) {
    let lower = min(max(range.lowerBound, 0), bytes.count)
    let upper = min(max(range.upperBound, lower), bytes.count)
    bytes.replaceSubrange(lower..<upper, with: text)
    // Line ends next to the edit may join or part: the byte before it and the one after count too.
    let first = max(lower - 1, 0)
    let last = min(lower + text.count + 1, bytes.count)
    let delta = text.count - (upper - lower)
    // A line that starts at an offset ended one byte before: those are the ones to find again.
    let from = firstLine { $0 > first }
    let to = firstLine { $0 > last - delta }
    let found = Self.starts(in: bytes, first..<last)
    lineStarts.replaceSubrange(from..<to, with: found)
    if delta != 0 {
      for index in (from + found.count)..<lineStarts.count { lineStarts[index] += delta }
    }
  }

  /// The first line whose start satisfies a condition that holds from some line on.
  private func firstLine(where holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if holds(lineStarts[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The bytes of a line without its end; empty for a line there is not.
  private func content(of line: Int) -> Range<Int> {
    guard lineStarts.indices.contains(line) else { return bytes.count..<bytes.count }
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    guard line + 1 < lineStarts.count else { return start..<end }
    end -= 1
    if end > start, bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The byte offset of a position. A column past the end of its line means the end, a line past
  /// the end of the text the end of the text; a column inside a character means its start.
  func offset(of position: LinePosition, _ encoding: PositionEncoding) -> Int {
    if position.line < 0 { return 0 }
    if position.line >= lineStarts.count { return bytes.count }
    let line = content(of: position.line)
    var offset = line.lowerBound
    var column = 0
    while offset < line.upperBound {
      let width = width(at: offset, before: line.upperBound)
      let units = encoding == .utf8 ? width : width == 4 ? 2 : 1
      if column + units > position.character { return offset }
      column += units
      offset += width
    }
    return offset
  }

  /// The position of a byte offset; one outside the text means its nearest end.
  func position(of offset: Int, _ encoding: PositionEncoding) -> LinePosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = firstLine { $0 > offset } - 1
    let range = content(of: line)
    let end = min(offset, range.upperBound)
    guard encoding == .utf16 else { return LinePosition(line, end - range.lowerBound) }
    var column = 0
    var index = range.lowerBound
    while index < end {
      let width = width(at: index, before: range.upperBound)
      if index + width > end { break }
      column += width == 4 ? 2 : 1
      index += width
    }
    return LinePosition(line, column)
  }

  /// The bytes of the character at an offset; a byte that is not UTF-8 stands for itself.
  private func width(at offset: Int, before end: Int) -> Int {
    let lead = bytes[offset]
    let wanted = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
    guard wanted > 1, offset + wanted <= end else { return 1 }
    for next in bytes[(offset + 1)..<(offset + wanted)] where next & 0xC0 != 0x80 { return 1 }
    return wanted
  }
}
