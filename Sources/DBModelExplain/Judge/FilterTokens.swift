import DBModelDiagnostics

/// The parts of a condition as PostgreSQL prints it: enough to tell a column from a literal.
package struct FilterTokens {
  package enum Token: Hashable {
    case open, close, cast, brackets
    case literal
    /// A name with what qualifies it, a number, a parameter or a word of SQL.
    case word(String)
    case operation(String)
  }

  package private(set) var tokens: [Token] = []

  package init(_ text: String) {
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
      case 39:
        place = QuotedText.end(of: 39, in: bytes, from: place + 1)
        tokens.append(.literal)
      case 58 where place + 1 < bytes.count && bytes[place + 1] == 58:
        tokens.append(.cast)
        place += 2
      case 91 where place + 1 < bytes.count && bytes[place + 1] == 93:
        tokens.append(.brackets)
        place += 2
      case let byte where Self.isWord(byte):
        while place < bytes.count, Self.isWord(bytes[place]) {
          place =
            bytes[place] == 34 ? QuotedText.end(of: 34, in: bytes, from: place + 1) : place + 1
        }
        tokens.append(.word(String(decoding: bytes[start..<place], as: UTF8.self)))
      default:
        while place < bytes.count, Self.isOperation(bytes[place]) { place += 1 }
        place = max(place, start + 1)
        tokens.append(.operation(String(decoding: bytes[start..<place], as: UTF8.self)))
      }
    }
  }

  /// The names that dots separate in a word, their quotes taken off.
  package static func names(of word: String) -> [String] {
    let (bytes, quote) = (Array(word.utf8), UInt8(ascii: "\""))
    var names: [String] = []
    var start = 0
    while start <= bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: ".") {
        end =
          bytes[end] == quote ? QuotedText.end(of: quote, in: bytes, from: end + 1) : end + 1
      }
      var name = bytes[start..<end]
      let isQuoted = name.first == quote
      if isQuoted { name.removeFirst() }
      if isQuoted, name.last == quote { name.removeLast() }
      names.append(String(decoding: name, as: UTF8.self).replacing("\"\"", with: "\""))
      start = end + 1
    }
    return names
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == 95 || byte == 46 || byte == 36 || byte == 34 || (48...57).contains(byte)
      || (65...90).contains(byte) || (97...122).contains(byte) || byte >= 128
  }

  private static func isOperation(_ byte: UInt8) -> Bool { "+-*/<>=~!@#%^&|`?".utf8.contains(byte) }
}
