/// A column that a condition of MariaDB compares with a number: `o.code = 77`, `77 = o.code`,
/// ``o.`code` in (77,78)``, `o.code between 77 and 78`.
///
/// Whether it is a column of texts, which is then converted row by row, a condition does not say.
struct NumberedColumn: Hashable {
  /// As the condition names it.
  let name: String

  /// Without what qualifies it, and without quotes.
  var column: String {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    guard last.hasPrefix("`"), last.hasSuffix("`"), last.utf8.count > 1 else { return last }
    return String(last.dropFirst().dropLast())
  }

  /// The only one in a condition that is a conjunction; `nil` where there are several, where none
  /// is, and where an `or` or a `not` stands beside it.
  static func only(in condition: String) -> NumberedColumn? {
    let tokens = inner(ConditionTokens(condition).tokens)
    var found: [NumberedColumn] = []
    var part: [ConditionTokens.Token] = []
    var depth = 0
    var isBetween = false
    for token in tokens {
      switch token {
      case .open: depth += 1
      case .close: depth -= 1
      case .word("or"), .word("not"), .word("xor"):
        if depth == 0 { return nil }
      case .word("between"):
        if depth == 0 { isBetween = true }
      case .word("and") where depth == 0 && isBetween: isBetween = false
      case .word("and") where depth == 0:
        if let one = comparison(part) { found.append(one) }
        part = []
        continue
      default: break
      }
      part.append(token)
    }
    if let one = comparison(part) { found.append(one) }
    return found.count == 1 ? found[0] : nil
  }

  private static func comparison(_ part: [ConditionTokens.Token]) -> NumberedColumn? {
    let tokens = inner(part)
    guard tokens.count >= 3 else { return nil }
    switch (tokens[0], tokens[1]) {
    case (.name(let name), .operation(let sign)) where isComparison(sign):
      return tokens.count == 3 && tokens[2] == .number ? NumberedColumn(name: name) : nil
    case (.number, .operation(let sign)) where isComparison(sign):
      guard tokens.count == 3, case .name(let name) = tokens[2] else { return nil }
      return NumberedColumn(name: name)
    case (.name(let name), .word("between")):
      let isPair = tokens.count == 5 && tokens[3] == .word("and")
      return isPair && tokens[2] == .number && tokens[4] == .number
        ? NumberedColumn(name: name) : nil
    case (.name(let name), .word("in")):
      let values = tokens[2...]
      guard values.first == .open, values.last == .close,
        values.dropFirst().dropLast().allSatisfy({ [.number, .text, .comma].contains($0) }),
        values.contains(.number)
      else { return nil }
      return NumberedColumn(name: name)
    default: return nil
    }
  }

  private static func isComparison(_ sign: String) -> Bool {
    ["=", "<", ">", "<=", ">="].contains(sign)
  }

  /// Without the parentheses around all of it.
  private static func inner(_ tokens: [ConditionTokens.Token]) -> [ConditionTokens.Token] {
    var opened: [Int] = []
    var closing: [Int: Int] = [:]
    for (place, token) in tokens.enumerated() {
      if token == .open { opened.append(place) }
      if token == .close, let start = opened.popLast() { closing[start] = place }
    }
    var depth = 0
    while closing[depth] == tokens.count - 1 - depth { depth += 1 }
    return Array(tokens[depth..<max(depth, tokens.count - depth)])
  }
}

/// The parts of a condition as MariaDB prints it.
struct ConditionTokens {
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
        place = Self.end(of: bytes[place], bytes, from: place + 1)
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
          place = bytes[place] == 96 ? Self.end(of: 96, bytes, from: place + 1) : place + 1
        }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        let isCall = place < bytes.count && bytes[place] == 40
        let small = word.lowercased()
        let isKnown = Self.words.contains(small)
        tokens.append(isKnown || isCall ? .word(small) : .name(word))
      default:
        while place < bytes.count, "<>=!+-*/%&|^~".utf8.contains(bytes[place]) { place += 1 }
        place = max(place, start + 1)
        tokens.append(.operation(String(decoding: bytes[start..<place], as: UTF8.self)))
      }
    }
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

  /// One past the closing quote; a doubled quote, and one behind a backslash, go on.
  private static func end(of quote: UInt8, _ bytes: [UInt8], from start: Int) -> Int {
    var place = start
    while place < bytes.count {
      if bytes[place] == 92, quote != 96 {
        place += 2
        continue
      }
      if bytes[place] == quote {
        guard place + 1 < bytes.count, bytes[place + 1] == quote else { return place + 1 }
        place += 1
      }
      place += 1
    }
    return bytes.count
  }
}
