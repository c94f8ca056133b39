public import DBModelDiagnostics
public import DBModelWorkload

/// Cuts a script of SQL into statements. It knows quotes, comments and what the dialects' own
/// command-line programs do with a script; what a statement means is for the engine to say.
public struct ScriptReader {
  let dialect: SQLDialect
  let file: SourceFile
  var bytes: [UInt8] { file.bytes }
  var place: Int
  /// What ends a statement.
  private var delimiter: [UInt8] = [UInt8(ascii: ";")]
  /// Where something began that the file does not end.
  private var openEnd: Int?

  private init(_ file: SourceFile, _ dialect: SQLDialect) {
    self.file = file
    self.dialect = dialect
    place = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Every statement, in order. Total: what is cut off ends with the file.
  public static func statements(of file: SourceFile, in dialect: SQLDialect)
    -> [ScriptStatement]
  {
    var reader = ScriptReader(file, dialect)
    var found: [ScriptStatement] = []
    while let statement = reader.next() { found.append(statement) }
    return found
  }

  private mutating func next() -> ScriptStatement? {
    while true {
      skipSpace()
      guard place < bytes.count else { return nil }
      if isCommand() {
        if let included = command() { return included }
      } else if starts(with: delimiter) {
        place += delimiter.count
      } else if let word = delimiterCommand() {
        delimiter = word
      } else {
        return statement()
      }
    }
  }

  /// `\connect`, `\.` and the like are the program's, as SQLite's `.mode` is.
  private func isCommand() -> Bool {
    switch dialect {
    case .postgresql: byte(0) == UInt8(ascii: "\\")
    case .sqlite: byte(0) == UInt8(ascii: ".") && isLineStart
    case .mysql:
      isLineStart
        && (word(from: place) == "SOURCE" || (byte(0) == UInt8(ascii: "\\") && byte(1) == 0x2E))
    }
  }

  /// Skips the line of a command; one that reads another file is a statement of that.
  private mutating func command() -> ScriptStatement? {
    let start = place
    skipLine()
    let line = String(decoding: bytes[start..<place], as: UTF8.self)
    let parts = line.split(whereSeparator: \.isWhitespace)
    let reading = ["\\i", "\\ir", "\\include", "\\include_relative", ".read", "source", "\\."]
    guard let first = parts.first, reading.contains(first.lowercased()), parts.count > 1 else {
      return nil
    }
    // By the bytes of the file: what is no UTF-8 has others in the text.
    let end = start + bytes[start..<place].reversed().drop { $0 <= 0x20 }.count
    return ScriptStatement(
      span: SourceSpan(file: file.id, lower: start, upper: max(end, start + 1)),
      text: line,
      words: ["(COMMAND)"],
      includedFile: Quoted.text(String(parts[1]))
    )
  }

  private var isLineStart: Bool { place == 0 || bytes[place - 1] == UInt8(ascii: "\n") }

  /// `DELIMITER $$`.
  private mutating func delimiterCommand() -> [UInt8]? {
    guard dialect == .mysql else { return nil }
    let start = place
    guard word(from: place) == "DELIMITER" else { return nil }
    skipLine()
    let line = bytes[(start + 9)..<place].filter { $0 > 0x20 }
    return line.isEmpty ? [UInt8(ascii: ";")] : Array(line)
  }

  // MARK: One statement

  private mutating func statement() -> ScriptStatement {
    let start = place
    var end = place
    var words: [String] = []
    var readsInput = false
    var holdsQuery = false
    var isPartitioned = false
    // What is sent to MySQL's server is what was read here: its comments are others.
    var sent: [UInt8] = []
    var nesting = ScriptNesting(dialect)
    var system = SystemNames()
    loop: while place < bytes.count {
      if starts(with: delimiter), nesting.endsStatement(isPlain: delimiter == [UInt8(ascii: ";")]) {
        place += delimiter.count
        break loop
      }
      let before = place
      if skipSpace() {
        sent.append(UInt8(ascii: " "))
        continue
      }
      if let quoted = piece(.quoted) {
        if quoted.isOpen { openEnd = place }
        place = quoted.end
        nesting.other()
        if bytes[before] == UInt8(ascii: "`") {
          let name = bytes[(before + 1)..<max(before + 1, place - 1)]
          system.name(String(decoding: name, as: UTF8.self).uppercased())
        } else {
          system.other()
        }
      } else if let word = word(from: place) {
        place += word.utf8.count
        if words.count < ScriptStatement.wordLimit { words.append(word) }
        readsInput = readsInput || word == "STDIN"
        isPartitioned = isPartitioned || word == "PARTITION"
        // Of partitions, `VALUES` says which rows they hold.
        holdsQuery = holdsQuery || word == "SELECT" || (word == "VALUES" && !isPartitioned)
        nesting.word(word, words)
        system.name(word)
      } else {
        nesting.symbol(bytes[place])
        system.symbol(bytes[place])
        place += 1
      }
      sent += bytes[before..<place]
      end = place
    }
    while sent.last == UInt8(ascii: " ") { sent.removeLast() }
    let text = String(decoding: dialect == .mysql ? sent[...] : bytes[start..<end], as: UTF8.self)
    if dialect == .postgresql, words.first == "COPY", readsInput { skipRows() }
    defer { openEnd = nil }
    return ScriptStatement(
      span: SourceSpan(file: file.id, lower: start, upper: end),
      text: text,
      words: words,
      openEnd: openEnd.map { SourceSpan(file: file.id, lower: $0, upper: $0 + 1) },
      holdsQuery: holdsQuery,
      touchesSystem: system.areTouched
    )
  }

  /// The rows of a `COPY … FROM stdin`, up to a line of `\.`.
  private mutating func skipRows() {
    let begin = place
    skipLine()
    while place < bytes.count {
      let start = place
      skipLine()
      let line = bytes[start..<place].filter { $0 != 0x0A && $0 != 0x0D }
      if Array(line) == Array("\\.".utf8) { return }
    }
    openEnd = min(begin, bytes.count - 1)
  }

  // MARK: Pieces

  func byte(_ offset: Int) -> UInt8? {
    place + offset < bytes.count ? bytes[place + offset] : nil
  }

  private func starts(with mark: [UInt8]) -> Bool {
    place + mark.count <= bytes.count && bytes[place] == mark[0]
      && bytes[place..<(place + mark.count)].elementsEqual(mark)
  }

  private mutating func skipLine() {
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
    if place < bytes.count { place += 1 }
  }

  /// White space and comments. What stands in MySQL's `/*! … */` is no comment.
  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = place
    while let first = byte(0) {
      if first <= 0x20 {
        place += 1
      } else if let head = versionedHead {
        place += head
      } else if let piece = piece(.comment) {
        if piece.isOpen { openEnd = place }
        place = piece.end
      } else if dialect == .mysql, first == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        place += 2
      } else {
        break
      }
    }
    return place > start
  }

  /// The bytes of `/*!50003` where a server of MariaDB 10.11 takes what follows for SQL; `nil` for
  /// a comment. It leaves what is for MySQL 5.7 and later, and what is for a later version than its
  /// own (MariaDB documentation, "Comment Syntax", checked 2026-11-30).
  private var versionedHead: Int? {
    guard dialect == .mysql, byte(0) == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") else {
      return nil
    }
    let isOwn = byte(2) == UInt8(ascii: "M")
    guard byte(isOwn ? 3 : 2) == UInt8(ascii: "!") else { return nil }
    var length = isOwn ? 4 : 3
    var version = 0
    while let digit = byte(length), digit &- 0x30 < 10, length < 12 {
      version = version * 10 + Int(digit - 0x30)
      length += 1
    }
    let isTaken =
      isOwn ? version <= 101_100 : version < 50_700 || (100_000...101_100).contains(version)
    return isTaken ? length : nil
  }

  /// The comment, or the quoted text, that begins here.
  private func piece(_ kind: SQLPiece.Kind) -> SQLPiece? {
    SQLPiece(in: bytes, from: place, dialect).flatMap { $0.kind == kind ? $0 : nil }
  }

  /// The word that begins here, in upper case; its bytes are as many.
  private func word(from start: Int) -> String? {
    var end = start
    // Inside a name a dollar sign is a letter, but for SQLite, and where it is the delimiter.
    let dollar = UInt8(ascii: "$")
    let isLetter = dialect != .sqlite && !delimiter.contains(dollar)
    while end < bytes.count,
      bytes[end].isOfSQLWord || (bytes[end] == dollar && end > start && isLetter)
    { end += 1 }
    guard end > start else { return nil }
    let upper = bytes[start..<end].map { $0 &- 0x61 < 26 ? $0 &- 0x20 : $0 }
    // A byte of something that is no UTF-8 would not keep its length.
    return String(validating: upper, as: UTF8.self)
  }
}
