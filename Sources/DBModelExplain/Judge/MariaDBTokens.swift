import DBModelDiagnostics

/// The parts of a condition as MariaDB prints it.
struct MariaDBTokens {
  enum Token: Hashable {
    case open, close, comma
    /// In single quotes.
    case text
    case number
    /// A column, with what qualifies it.
    case name(String)
    /// A word of SQL, in lower case.
    case word(String)
    case operation(String)
  }

  private(set) var tokens: [Token] = []

  private static let words: Set<String> = [
    "and", "or", "xor", "not", "in", "between", "is", "null", "like", "case", "when", "then",
    "else", "end", "div", "mod", "regexp", "true", "false", "interval", "collate", "binary",
  ]

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var place = 0
    while place < bytes.count {
      let start = place
      switch bytes[place] {
      case 32, 9, 10, 13: place += 1
      case 40:
        tokens.append(.open)
        place += 1
      case 41:
        tokens.append(.close)
        place += 1
      case 44:
        tokens.append(.comma)
        place += 1
      case 39, 34:
        place = QuotedText.end(of: bytes[place], in: bytes, from: place + 1, escapes: true)
        tokens.append(.text)
      case let byte where Self.isNumber(byte, bytes, place, after: tokens.last):
        place += 1
        while place < bytes.count, Self.goesOn(bytes, place) { place += 1 }
        let number = String(decoding: bytes[start..<place], as: UTF8.self)
        // `0x37` is a text in hexadecimal.
        let isPlain = Double(number) != nil && !number.lowercased().contains("x")
        tokens.append(isPlain ? .number : .operation("?"))
      case let byte where Self.isWord(byte):
        while place < bytes.count, Self.isWord(bytes[place]) || bytes[place] == 46 {
          place =
            bytes[place] == 96
            ? QuotedText.end(of: 96, in: bytes, from: place + 1) : place + 1
        }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        let isCall = place < bytes.count && bytes[place] == 40
        let small = word.lowercased()
        let isKnown = Self.words.contains(small)
        tokens.append(isKnown || isCall ? .word(small) : .name(word))
      case 60 where Self.endOfMark(bytes, place) != nil:
        place = Self.endOfMark(bytes, place) ?? bytes.count
        let word = String(decoding: bytes[start + 1..<place - 1], as: UTF8.self)
        tokens.append(.word(word))
      default:
        while place < bytes.count, "<>=!+-*/%&|^~".utf8.contains(bytes[place]) { place += 1 }
        place = max(place, start + 1)
        tokens.append(.operation(String(decoding: bytes[start..<place], as: UTF8.self)))
      }
    }
  }

  /// Where `<cache>`, `<in_optimizer>` and the like end, which stand before what is found once.
  private static func endOfMark(_ bytes: [UInt8], _ start: Int) -> Int? {
    let end = bytes[(start + 1)...].firstIndex { !(97...122).contains($0) && $0 != 95 }
    guard let end, end > start + 1, bytes[end] == 62, end + 1 < bytes.count, bytes[end + 1] == 40
    else { return nil }
    return end + 1
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == 95 || byte == 36 || byte == 64 || byte == 96 || (48...57).contains(byte)
      || (65...90).contains(byte) || (97...122).contains(byte) || byte >= 128
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// A sign belongs to a number where no value stands before it.
  private static func isNumber(_ byte: UInt8, _ bytes: [UInt8], _ place: Int, after: Token?)
    -> Bool
  {
    if isDigit(byte) { return true }
    guard byte == 45, place + 1 < bytes.count, isDigit(bytes[place + 1]) else { return false }
    switch after {
    case .number, .name, .text, .close: return false
    default: return true
    }
  }

  private static func goesOn(_ bytes: [UInt8], _ place: Int) -> Bool {
    let byte = bytes[place]
    if isWord(byte) || byte == 46 { return true }
    // The sign of an exponent.
    return (byte == 45 || byte == 43) && [69, 101].contains(bytes[place - 1])
  }
}
