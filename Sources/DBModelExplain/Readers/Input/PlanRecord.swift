/// What psql writes with `\x`: a head for each record, and the column's name before each value.
enum PlanRecord {
  /// psql's `\pset border`.
  enum Border { case none, inner, full }

  private static let name = "QUERY PLAN"

  /// The border of the records, told by the head of one; `nil` for any other line.
  static func head(_ line: PlanLine) -> Border? {
    let bytes = line.trimmed
    if bytes.starts(with: "* Record ".utf8) { return Border.none }
    guard let bracket = bytes.prefix(64).firstIndex(of: UInt8(ascii: "[")),
      bytes[bracket...].starts(with: "[ RECORD ".utf8)
    else { return nil }
    let stroke = String(decoding: bytes[..<bracket], as: UTF8.self)
    if ["-", "─", "═"].contains(stroke) { return .inner }
    let isCorner = stroke.unicodeScalars.allSatisfy {
      $0 == "+" || $0 == "-" || (0x2500...0x257f).contains($0.value)
    }
    return isCorner && !stroke.isEmpty ? .full : nil
  }

  /// The value on a line of a record; `nil` where it is no such line.
  ///
  /// A mark of `\pset format wrapped` stands in place of the space before the value and is kept.
  static func value(_ line: PlanLine, _ border: Border) -> PlanLine? {
    var value = line
    if border == .full {
      value = PlanFrame.withoutLeft(line)
      guard value.bytes.count < line.bytes.count else { return nil }
      value = PlanFrame.withoutRight(value)
      guard drop(" ", &value) else { return nil }
    }
    let blank = String(repeating: " ", count: name.utf8.count)
    guard drop(name, &value) || drop(blank, &value) else { return nil }
    if border == .none {
      // The name of an empty value has nothing behind it.
      return value.bytes.isEmpty || drop(" ", &value) ? value : nil
    }
    guard drop(" ", &value), ["|", ":", "│", "║"].contains(where: { drop($0, &value) }) else {
      return nil
    }
    _ = drop(" ", &value)
    return value
  }

  private static func drop(_ text: String, _ line: inout PlanLine) -> Bool {
    guard line.bytes.starts(with: text.utf8) else { return false }
    line.bytes = line.bytes.dropFirst(text.utf8.count)
    line.offset += text.utf8.count
    return true
  }
}
