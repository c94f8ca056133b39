/// The table that MySQL and MariaDB print by default: in a frame, with tabs, or a field a line
/// (`\G`).
enum MySQLTable {
  /// One row of the table.
  struct Row {
    /// By the names of the heading; `NULL` is left out.
    var cells: [PlanProperty]
    /// Where the row stands in the file.
    var place: Range<Int>

    subscript(_ key: String) -> String? { cells[key]?.text }
  }

  static func isHeading(_ line: PlanLine) -> Bool {
    let bytes = line.trimmed
    if bytes.starts(with: "id: ".utf8) { return true }
    guard bytes.first == PlanFrame.bar || bytes.starts(with: "id".utf8) else { return false }
    let names = cells(line).map { String(decoding: $0, as: UTF8.self) }
    return names.first == "id" && names.contains("select_type") && names.contains("table")
  }

  /// `select_type: SIMPLE`.
  static func isField(_ line: PlanLine) -> Bool { field(line) != nil }

  static func hasSeparators(_ line: PlanLine) -> Bool {
    line.bytes.contains(0x09) || line.bytes.contains(PlanFrame.bar)
  }

  /// The rows of a passage, and whether the frame is MariaDB's: its `id` is wider.
  static func rows(_ lines: ArraySlice<PlanLine>) -> (rows: [Row], isMariaDB: Bool) {
    guard let first = lines.first else { return ([], false) }
    if first.trimmed.starts(with: "id: ".utf8) { return (vertical(lines), false) }
    let names = cells(first).map { String(decoding: $0, as: UTF8.self) }
    let isWide = first.trimmed.starts(with: "| id   |".utf8) || names.contains("r_rows")
    var rows: [Row] = []
    for line in lines.dropFirst() where !PlanFrame.isRule(line) {
      let values = cells(line)
      var row = Row(cells: [], place: line.offset..<(line.offset + line.bytes.count))
      for (number, value) in values.enumerated() {
        let text = String(decoding: value, as: UTF8.self)
        guard text != "NULL", !text.isEmpty else { continue }
        // A condition in Extra may hold a bar of its own.
        if number >= names.count, let last = names.last {
          let before = row[last].map { $0 + " | " } ?? ""
          row.cells.removeAll { $0.key == last }
          row.cells.append(PlanProperty(last, .text(before + text)))
        } else if number < names.count {
          row.cells.append(PlanProperty(names[number], .text(text)))
        }
      }
      rows.append(row)
    }
    return (rows, isWide)
  }

  private static func vertical(_ lines: ArraySlice<PlanLine>) -> [Row] {
    var rows: [Row] = []
    for line in lines {
      guard let (name, value) = field(line) else { continue }
      if name == "id" || rows.isEmpty {
        rows.append(Row(cells: [], place: line.offset..<(line.offset + line.bytes.count)))
      }
      guard value != "NULL", !value.isEmpty else { continue }
      rows[rows.count - 1].cells.append(PlanProperty(name, .text(value)))
    }
    return rows
  }

  private static func field(_ line: PlanLine) -> (name: String, value: String)? {
    let text = String(decoding: line.trimmed, as: UTF8.self)
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = text[..<colon]
    guard !name.isEmpty, name.utf8.count <= 20,
      name.utf8.allSatisfy({ (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "_") || $0 == 0x45 })
    else { return nil }
    let value = text[text.utf8.index(after: colon)...].drop { $0 == " " }
    return (String(name), String(value))
  }

  /// The cells of a line: between bars, or between tabs where there is no bar at its start.
  private static func cells(_ line: PlanLine) -> [ArraySlice<UInt8>] {
    var bytes = line.bytes
    while let last = bytes.last, last == PlanLine.space || last == 0x0d { bytes.removeLast() }
    if bytes.first == PlanFrame.bar {
      bytes = bytes.dropFirst()
      if bytes.last == PlanFrame.bar { bytes.removeLast() }
      return bytes.split(separator: PlanFrame.bar, omittingEmptySubsequences: false)
        .map { PlanLine(bytes: $0, offset: 0).trimmed }
    }
    return bytes.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { PlanLine(bytes: $0, offset: 0).trimmed }
  }
}
