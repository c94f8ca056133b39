/// Joins what psql's `\pset format wrapped` has broken: a mark ends the line and begins the next.
struct PlanWrap {
  /// `.` and `…`.
  private static let marks: [[UInt8]] = [[UInt8(ascii: ".")], [0xe2, 0x80, 0xa6]]
  /// Columns of the rule below the heading; 0 outside a frame.
  private var columns = 0

  /// Columns of the line before as it stands in the file, without the frame.
  private var before = 0

  mutating func rule(_ line: PlanLine) { columns = Self.columns(line) }

  mutating func end() { columns = 0 }

  /// Appends a line, or its text to the line before.
  mutating func append(_ line: PlanLine, to lines: inout [PlanLine]) {
    // Without a border there is room for the first mark alone, behind the column.
    let hasOneMark = columns > 0 && before == columns + 1
    before = Self.columns(line)
    guard let last = lines.indices.last,
      let mark = Self.marks.first(where: { lines[last].bytes.suffix($0.count).elementsEqual($0) }),
      hasOneMark || line.bytes.starts(with: mark)
    else { return lines.append(line) }
    lines[last].bytes.removeLast(mark.count)
    lines[last].bytes += hasOneMark ? line.bytes : line.bytes.dropFirst(mark.count)
    lines[last].isExact = false
  }

  private static func columns(_ line: PlanLine) -> Int {
    line.bytes.count { $0 & 0xc0 != 0x80 }
  }
}
