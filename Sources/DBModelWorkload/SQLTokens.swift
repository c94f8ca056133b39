/// SQL as written, cut where its words, texts, quoted names, comments and parameters begin and end;
/// the rest sign by sign. Tells parameters from everything in which a colon means something else.
/// One pass over the text, in linear time; nothing of it is lost.
package struct SQLTokens: Sequence, IteratorProtocol {
  package enum Token: Hashable {
    /// A name, keyword or number.
    case word(String)
    /// In quotes of any kind, with them.
    case quoted(String)
    case comment(String)
    /// `:name`, without the colon.
    case parameter(String)
    case sign(String)

    /// As it stands in the source.
    package var text: String {
      switch self {
      case .word(let text), .quoted(let text), .comment(let text), .sign(let text): text
      case .parameter(let name): ":" + name
      }
    }
  }
  private let bytes: [UInt8]
  private let dialect: SQLDialect
  private var position = 0

  package init(_ source: String, _ dialect: SQLDialect) {
    bytes = Array(source.utf8)
    self.dialect = dialect
  }

  package mutating func next() -> Token? {
    guard position < bytes.count else { return nil }
    if bytes[position].isOfSQLWord { return .word(text(to: endOfWord(from: position))) }
    if !isVersioned, let piece = SQLPiece(in: bytes, from: position, dialect) {
      let text = text(to: piece.end)
      return piece.kind == .comment ? .comment(text) : .quoted(text)
    }
    if isParameter {
      position += 1
      return .parameter(text(to: bytes[position...].firstIndex { !$0.isOfSQLWord } ?? bytes.count))
    }
    let isCast = bytes[position] == UInt8(ascii: ":") && byte(1) == UInt8(ascii: ":")
    return .sign(text(to: position + (isCast ? 2 : 1)))
  }

  /// Zero where there is none.
  private func byte(_ offset: Int) -> UInt8 {
    bytes.indices.contains(position + offset) ? bytes[position + offset] : 0
  }

  private mutating func text(to end: Int) -> String {
    defer { position = end }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  /// Inside a name a dollar sign is a letter, but for SQLite, whose parameters may begin with it.
  private func endOfWord(from start: Int) -> Int {
    let dollar = dialect == .sqlite ? nil : UInt8(ascii: "$")
    return bytes[start...].firstIndex { !$0.isOfSQLWord && $0 != dollar } ?? bytes.count
  }

  /// What stands in MySQL's `/*!80000 … */` is run by a server of that version; 99999 is the
  /// customary number of one that there is not. (A script is read as MariaDB's servers do.)
  private var isVersioned: Bool {
    guard dialect == .mysql, bytes[position...].starts(with: Self.versioned) else { return false }
    let digits = bytes[(position + 3)...].prefix(6).prefix(while: \.isDecimalDigit)
    return Int(String(decoding: digits, as: UTF8.self)).map { $0 < 99_000 } ?? true
  }

  private static let versioned = Array("/*!".utf8)

  /// A colon directly before a name is one. Directly behind an operand it is not in PostgreSQL: it
  /// separates the bounds of a slice (`a[i:n]`), or a key from its value (`JSON_OBJECT('a':b)`).
  private var isParameter: Bool {
    guard bytes[position] == UInt8(ascii: ":"), byte(1).isOfSQLWord, !byte(1).isDecimalDigit
    else { return false }
    return dialect != .postgresql || !byte(-1).isOfSQLWord && !Self.closing.contains(byte(-1))
  }

  /// What an operand ends with that is no word.
  private static let closing = Array(")]\"'".utf8)
}
