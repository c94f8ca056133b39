import DBModelDiagnostics

/// SQL as written, cut where its texts, quoted names, comments and parameters begin and end; the
/// rest sign by sign. Tells parameters from everything in which a colon means something else.
package struct SQLTokens {
  package enum Token: Hashable {
    /// In quotes of any kind, with them.
    case quoted(String)
    case comment(String)
    case parameter(String)
    case sign(String)

    var text: String {
      switch self {
      case .quoted(let text), .comment(let text), .sign(let text): text
      case .parameter(let name): ":" + name
      }
    }
  }
  package private(set) var tokens: [Token] = []

  /// In MySQL `#` begins a comment too, two dashes only before a blank (manual, Comments, checked
  /// 2026-11-30), and a backslash escapes in texts.
  package init(_ source: String, _ dialect: SQLDialect) {
    let bytes = Array(source.utf8)
    var position = 0
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while position < bytes.count {
      let start = position
      let next = position + 1 < bytes.count ? bytes[position + 1] : 0
      if [39, 34, 96].contains(bytes[position]) {
        position = QuotedText.end(
          of: bytes[position],
          in: bytes,
          from: position + 1,
          escapes: dialect == .mysql && bytes[position] != 96
        )
        tokens.append(.quoted(text(start..<position)))
      } else if let end = Self.endOfComment(bytes, position, dialect) {
        position = end
        tokens.append(.comment(text(start..<position)))
      } else if bytes[position] == 58, Self.isWord(next), !(48...57).contains(next) {
        position += 1
        while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
        tokens.append(.parameter(text(start + 1..<position)))
      } else {
        // A cast of PostgreSQL is no parameter.
        position += bytes[position] == 58 && next == 58 ? 2 : 1
        // A scalar's bytes stay together.
        while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
        tokens.append(.sign(text(start..<position)))
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == 95 || (48...57).contains(byte) || (65...90).contains(byte)
      || (97...122).contains(byte) || byte >= 128
  }

  /// Where a comment ends that begins at a place; `nil` where none does.
  private static func endOfComment(_ bytes: [UInt8], _ start: Int, _ dialect: SQLDialect) -> Int? {
    let next = start + 1 < bytes.count ? bytes[start + 1] : 0
    let behind = start + 2 < bytes.count ? bytes[start + 2] : 32
    let isLine =
      bytes[start] == 45 && next == 45 && (dialect != .mysql || behind <= 32)
      || bytes[start] == 35 && dialect == .mysql
    if isLine { return bytes[start...].firstIndex(of: 10) ?? bytes.count }
    guard bytes[start] == 47, next == 42 else { return nil }
    var place = start + 2
    while place + 1 < bytes.count, bytes[place] != 42 || bytes[place + 1] != 47 { place += 1 }
    return min(bytes.count, place + 2)
  }
}
