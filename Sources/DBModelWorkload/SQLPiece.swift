import DBModelDiagnostics

/// A part of SQL in which nothing means what it means elsewhere: a text, a quoted name or a
/// comment, as each dialect has them.
package struct SQLPiece: Hashable {
  package enum Kind: Hashable { case quoted, comment }

  package let kind: Kind
  /// One past its last byte.
  package let end: Int
  /// Whether the bytes end before it does.
  package let isOpen: Bool

  private init(_ kind: Kind, _ end: Int?, of bytes: [UInt8]) {
    self.kind = kind
    self.end = end ?? bytes.count
    isOpen = end == nil
  }

  /// The one that begins at a place outside of any word; `nil` where none does.
  ///
  /// In MySQL a backslash escapes in texts, `#` begins a comment, and two dashes only before a
  /// blank (manual, String Literals and Comments). PostgreSQL escapes in `E'…'` alone, has texts
  /// in `$tag$`, and its comments nest (manual, 4.1.2 and 4.1.5). SQLite has names in `[…]`
  /// (SQLite Keywords). Checked 2026-11-30.
  package init?(in bytes: [UInt8], from start: Int, _ dialect: SQLDialect) {
    func byte(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }
    func quoted(escapes: Bool) -> SQLPiece {
      let end = QuotedText.closed(bytes[start], in: bytes, from: start + 1, escapes: escapes)
      return SQLPiece(.quoted, end, of: bytes)
    }
    func line() -> SQLPiece {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      return SQLPiece(.comment, end, of: bytes)
    }
    let next = byte(start + 1)
    switch bytes[start] {
    case UInt8(ascii: "'") where dialect == .postgresql && Self.isEscaping(bytes, start):
      self.init(.quoted, Self.endOfEscaping(bytes, start), of: bytes)
    case UInt8(ascii: "'"): self = quoted(escapes: dialect == .mysql)
    case UInt8(ascii: "\""): self = quoted(escapes: dialect == .mysql)
    case UInt8(ascii: "`") where dialect != .postgresql: self = quoted(escapes: false)
    case UInt8(ascii: "[") where dialect == .sqlite:
      let close = bytes[start...].firstIndex(of: UInt8(ascii: "]"))
      self.init(.quoted, close.map { $0 + 1 }, of: bytes)
    case UInt8(ascii: "$") where dialect == .postgresql:
      guard let tag = Self.dollarTag(bytes, start) else { return nil }
      self.init(.quoted, Self.end(of: tag, bytes), of: bytes)
    case UInt8(ascii: "#") where dialect == .mysql: self = line()
    case UInt8(ascii: "-") where next == UInt8(ascii: "-"):
      let behind = byte(start + 2) ?? UInt8(ascii: "\n")
      guard dialect != .mysql || behind <= 0x20 || behind == 0x7F else { return nil }
      self = line()
    case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
      let end = Self.endOfBlock(bytes, start, nests: dialect == .postgresql)
      self.init(.comment, end, of: bytes)
    default: return nil
    }
  }

  /// Whether an `E` that is a word of its own stands before a quote.
  private static func isEscaping(_ bytes: [UInt8], _ quote: Int) -> Bool {
    guard quote > 0, bytes[quote - 1] | 0x20 == UInt8(ascii: "e") else { return false }
    return quote == 1 || !bytes[quote - 2].isOfSQLWord
  }

  /// Such a text goes on in quotes on a further line (manual, 4.1.2.1).
  private static func endOfEscaping(_ bytes: [UInt8], _ start: Int) -> Int? {
    var quote = start
    while let end = QuotedText.closed(bytes[quote], in: bytes, from: quote + 1, escapes: true) {
      let blanks = bytes[end...].prefix { $0 <= UInt8(ascii: " ") }
      guard blanks.contains(UInt8(ascii: "\n")), blanks.endIndex < bytes.count,
        bytes[blanks.endIndex] == bytes[quote]
      else { return end }
      quote = blanks.endIndex
    }
    return nil
  }

  /// `$$` or `$name$`; `nil` for a parameter.
  private static func dollarTag(_ bytes: [UInt8], _ start: Int) -> ArraySlice<UInt8>? {
    var last = start + 1
    while last < bytes.count, bytes[last].isOfSQLWord, last - start < 64 { last += 1 }
    guard last < bytes.count, bytes[last] == UInt8(ascii: "$") else { return nil }
    return bytes[start + 1].isDecimalDigit ? nil : bytes[start...last]
  }

  private static func end(of tag: ArraySlice<UInt8>, _ bytes: [UInt8]) -> Int? {
    var search = tag.endIndex
    while let next = bytes[search...].firstIndex(of: UInt8(ascii: "$")) {
      if bytes[next...].starts(with: tag) { return next + tag.count }
      search = next + 1
    }
    return nil
  }

  private static func endOfBlock(_ bytes: [UInt8], _ start: Int, nests: Bool) -> Int? {
    var depth = 1
    var place = start + 2
    while place + 1 < bytes.count {
      switch (bytes[place], bytes[place + 1]) {
      case (UInt8(ascii: "*"), UInt8(ascii: "/")):
        depth -= 1
        place += 2
        if depth == 0 { return place }
      case (UInt8(ascii: "/"), UInt8(ascii: "*")) where nests:
        depth += 1
        place += 2
      default: place += 1
      }
    }
    return nil
  }
}
