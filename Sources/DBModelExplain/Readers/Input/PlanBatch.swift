/// What `mysql -e` and `mariadb -e` write: a cell on one line, its line ends as `\n`.
///
/// Source: `safe_put_field` in client/mysql.cc: `\n`, `\t`, `\0` and `\\` without `--raw`.
enum PlanBatch {
  /// The lines of such a cell; `nil` for any other line.
  ///
  /// No JSON has a backslash behind its first bracket, and no step of a tree ends with one and `n`.
  static func lines(_ line: PlanLine) -> [PlanLine]? {
    let bytes = line.bytes
    let newline = [UInt8(ascii: "\\"), UInt8(ascii: "n")]
    let isJSON =
      bytes.first == UInt8(ascii: "{") && bytes.dropFirst().starts(with: newline)
      || bytes.first == UInt8(ascii: "[") && bytes.dropFirst().starts(with: newline)
    let isTree = bytes.starts(with: "-> ".utf8) && bytes.suffix(2).elementsEqual(newline)
    guard isJSON || isTree else { return nil }
    var lines: [PlanLine] = []
    var cell: [UInt8] = []
    var start = bytes.startIndex
    var isExact = true
    var at = bytes.startIndex
    func end() {
      let offset = line.offset + (start - bytes.startIndex)
      lines.append(PlanLine(bytes: cell[...], offset: offset, isExact: line.isExact && isExact))
    }
    while at < bytes.endIndex {
      guard bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.endIndex else {
        cell.append(bytes[at])
        at += 1
        continue
      }
      switch bytes[at + 1] {
      case UInt8(ascii: "n"):
        end()
        cell = []
        start = at + 2
        isExact = true
      case UInt8(ascii: "t"): take(0x09)
      case UInt8(ascii: "0"): take(0)
      case UInt8(ascii: "\\"): take(UInt8(ascii: "\\"))
      default:
        cell.append(bytes[at])
        at -= 1
      }
      at += 2
    }
    if !cell.isEmpty { end() }
    return lines

    func take(_ byte: UInt8) {
      cell.append(byte)
      isExact = false
    }
  }
}
