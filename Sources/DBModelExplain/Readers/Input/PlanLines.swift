import DBModelDiagnostics

/// The lines of a file, freed of frames.
enum PlanLines {
  /// Without line ends; a byte order mark is left out.
  static func raw(_ file: SourceFile) -> [PlanLine] {
    var lines: [PlanLine] = []
    lines.reserveCapacity(file.lineStarts.count)
    for (number, start) in file.lineStarts.enumerated() {
      var start = start
      var end =
        number + 1 < file.lineStarts.count ? file.lineStarts[number + 1] - 1 : file.bytes.count
      if end > start, file.bytes[end - 1] == 0x0d { end -= 1 }
      if number == 0, file.bytes.starts(with: [0xef, 0xbb, 0xbf]) { start += 3 }
      end = max(end, start)
      lines.append(PlanLine(bytes: file.bytes[start..<end], offset: start))
    }
    return lines
  }

  /// Borders are taken off where a heading above shows that they are drawn; quotes where a whole
  /// line or a cell of several lines stands in them; names of columns where each line has one.
  static func unframed(_ raw: [PlanLine]) -> [PlanLine] {
    var lines: [PlanLine] = []
    lines.reserveCapacity(raw.count)
    var hasLeft = false
    var hasRight = false
    var isInCell = false
    var border: PlanRecord.Border?
    var wrap = PlanWrap()
    for line in raw.flatMap({ PlanBatch.lines($0) ?? [$0] }) {
      if isInCell {
        lines.append(cell(line, &isInCell))
        continue
      }
      if opensCell(line) {
        isInCell = true
        lines.append(
          PlanLine(
            bytes: PlanFrame.single(line.bytes.dropFirst(), UInt8(ascii: "\"")),
            offset: line.offset + 1,
            isExact: false
          )
        )
        continue
      }
      if let head = PlanRecord.head(line) {
        border = head
        continue
      }
      if let style = border {
        if let value = PlanRecord.value(line, style) {
          wrap.append(value, to: &lines)
          continue
        }
        border = nil
      }
      if let record = expanded(line) {
        lines.append(record)
        continue
      }
      if PlanFrame.isRule(line) {
        if lines.last.map(PlanFrame.isHeading) == true { wrap.rule(line) }
        lines.append(line)
        continue
      }
      if PlanFrame.isHeading(line) {
        let bytes = line.trimmed
        hasLeft = PlanFrame.withoutLeft(line).bytes.count < line.bytes.count && isBar(bytes.first)
        hasRight = isBar(bytes.last)
        lines.append(PlanLine(bytes: line.bytes, offset: line.offset))
        continue
      }
      if PlanFrame.isFooter(line) {
        hasLeft = false
        hasRight = false
        wrap.end()
      }
      var line = line
      if hasLeft { line = PlanFrame.withoutLeft(line) }
      if hasRight { line = PlanFrame.withoutRight(line) }
      wrap.append(PlanFrame.unquoted(line), to: &lines)
    }
    return lines
  }

  /// `"[` or `"{` or `"- Plan:` without a quote at the end: a cell of a CSV file.
  private static func opensCell(_ line: PlanLine) -> Bool {
    let bytes = line.bytes
    guard bytes.first == UInt8(ascii: "\""), bytes.last != UInt8(ascii: "\"") || bytes.count < 3
    else { return false }
    let rest = bytes.dropFirst()
    return rest.first == UInt8(ascii: "[") || rest.first == UInt8(ascii: "{")
      || rest.starts(with: "- Plan:".utf8)
  }

  /// A line of such a cell; a quote that is not doubled ends it.
  private static func cell(_ line: PlanLine, _ isInCell: inout Bool) -> PlanLine {
    let quotes = line.bytes.count { $0 == UInt8(ascii: "\"") }
    var bytes = line.bytes
    if !quotes.isMultiple(of: 2) {
      isInCell = false
      if let last = bytes.lastIndex(of: UInt8(ascii: "\"")) { bytes = bytes[..<last] }
    }
    return PlanLine(
      bytes: PlanFrame.single(bytes, UInt8(ascii: "\"")),
      offset: line.offset,
      isExact: false
    )
  }

  /// What clients write with `\x` and `\G`: a name before each value. `nil` for any other line.
  private static func expanded(_ line: PlanLine) -> PlanLine? {
    let bytes = line.bytes
    for name in ["QUERY PLAN | ", "           | ", "EXPLAIN: ", "ANALYZE: "] {
      guard bytes.starts(with: name.utf8) else { continue }
      let count = name.utf8.count
      return PlanLine(bytes: bytes.dropFirst(count), offset: line.offset + count)
    }
    return nil
  }

  /// `|`, or the first or last byte of a box character.
  private static func isBar(_ byte: UInt8?) -> Bool {
    byte == PlanFrame.bar || byte == 0xe2 || byte == 0x82 || byte == 0x91
  }
}
