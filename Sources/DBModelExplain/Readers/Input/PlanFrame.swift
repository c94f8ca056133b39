/// What clients draw around a plan: rules, borders, headings, quotes, and marks of continued cells.
///
/// psql draws with `-`, `|`, `+` or with box characters (`\pset linestyle`), with borders 0 to 2;
/// mysql draws border 2; DBeaver draws the right border only; pgAdmin quotes each line.
enum PlanFrame {
  static let bar = UInt8(ascii: "|")
  /// `│` and `║`.
  private static let boxBars: [[UInt8]] = [[0xe2, 0x94, 0x82], [0xe2, 0x95, 0x91]]
  /// `↵`.
  private static let returnSign: [UInt8] = [0xe2, 0x86, 0xb5]

  /// A line of nothing but `-`, `=`, `─`, `═` and corners.
  static func isRule(_ line: PlanLine) -> Bool {
    let bytes = line.trimmed
    guard bytes.count >= 3 else { return false }
    var strokes = 0
    var at = bytes.startIndex
    while at < bytes.endIndex {
      switch bytes[at] {
      case UInt8(ascii: "-"), UInt8(ascii: "="): strokes += 1
      case UInt8(ascii: "+"), bar, PlanLine.space: break
      // U+2500 to U+257F, which are the box characters.
      case 0xe2:
        guard at + 2 < bytes.endIndex, bytes[at + 1] == 0x94 || bytes[at + 1] == 0x95 else {
          return false
        }
        strokes += 1
        at += 2
      default: return false
      }
      at += 1
    }
    return strokes >= 3
  }

  /// `QUERY PLAN` and its like, with whatever stands around it.
  static func isHeading(_ line: PlanLine) -> Bool {
    let inner = withoutBorders(line).trimmed
    return ["QUERY PLAN", "EXPLAIN", "ANALYZE"].contains { inner.elementsEqual($0.utf8) }
      || inner.elementsEqual("\"QUERY PLAN\"".utf8)
  }

  /// `(9 rows)`, in whatever language.
  static func isFooter(_ line: PlanLine) -> Bool {
    let bytes = line.trimmed
    guard bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")") else { return false }
    let inner = bytes.dropFirst().dropLast()
    let digits = inner.prefix { (0x30...0x39).contains($0) }
    let rest = inner.dropFirst(digits.count)
    return !digits.isEmpty && rest.first == PlanLine.space
      && rest.dropFirst().allSatisfy { $0 > PlanLine.space }
  }

  /// The line without a border at its left and right end, as far as there is one.
  static func withoutBorders(_ line: PlanLine) -> PlanLine { withoutRight(withoutLeft(line)) }

  static func withoutLeft(_ line: PlanLine) -> PlanLine {
    var line = line
    let white = line.bytes.prefix { $0 == PlanLine.space }.count
    guard let length = border(at: line.bytes.startIndex + white, line.bytes) else { return line }
    line.bytes = line.bytes.dropFirst(white + length)
    line.offset += white + length
    return line
  }

  static func withoutRight(_ line: PlanLine) -> PlanLine {
    var line = line
    var rest = line.bytes
    while let last = rest.last, last <= PlanLine.space { rest.removeLast() }
    if rest.last == bar {
      line.bytes = rest.dropLast()
    } else if rest.count >= 3, border(at: rest.endIndex - 3, rest) == 3 {
      line.bytes = rest.dropLast(3)
    }
    return line
  }

  private static func border(at place: Int, _ bytes: ArraySlice<UInt8>) -> Int? {
    guard place < bytes.endIndex else { return nil }
    if bytes[place] == bar { return 1 }
    return boxBars.contains { bytes[place...].starts(with: $0) } ? 3 : nil
  }

  /// Without the `+` or `↵` that says that the cell goes on in the next line.
  static func withoutContinuation(_ line: PlanLine) -> PlanLine {
    var line = line
    var rest = line.bytes
    while let last = rest.last, last <= PlanLine.space { rest.removeLast() }
    if rest.last == UInt8(ascii: "+") {
      line.bytes = rest.dropLast()
    } else if rest.count >= 3, rest.suffix(3).elementsEqual(returnSign) {
      line.bytes = rest.dropLast(3)
    }
    return line
  }

  /// Whether a line has such a mark.
  static func goesOn(_ line: PlanLine) -> Bool {
    withoutContinuation(line).bytes.count < line.bytes.count
  }

  /// Without the quotes around a whole line, and doubled quotes within made single.
  static func unquoted(_ line: PlanLine) -> PlanLine {
    var line = line
    guard let first = line.bytes.first else { return line }
    let trimmedCount = line.bytes.reversed().prefix { $0 <= PlanLine.space }.count
    let whole = line.bytes.dropLast(trimmedCount)
    let isQuote = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    guard isQuote, whole.count >= 2, whole.last == first else { return line }
    let inner = whole.dropFirst().dropLast()
    line.offset += 1
    if inner.contains(first) {
      line.bytes = single(inner, first)
      line.isExact = false
    } else {
      line.bytes = inner
    }
    return line
  }

  /// Doubled quotes made single.
  static func single(_ bytes: ArraySlice<UInt8>, _ quote: UInt8) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isSecond = false
    for byte in bytes {
      if byte == quote, isSecond {
        isSecond = false
        continue
      }
      isSecond = byte == quote
      result.append(byte)
    }
    return result[...]
  }
}
