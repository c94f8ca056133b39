public import DBModelDiagnostics

/// Cuts a script of SQL into statements. It knows quotes, comments and what the dialects' own
/// command-line programs do with a script; what a statement means is for the engine to say.
public struct ScriptReader {
  let dialect: ScriptDialect
  let file: SourceFile
  var bytes: [UInt8] { file.bytes }
  var place: Int
  /// What ends a statement.
  private var delimiter: [UInt8] = [UInt8(ascii: ";")]
  /// Where a `/*! … */` of MySQL began that is open, and the last one that was closed.
  private var opened: Int?
  private var closed: Range<Int>?

  private init(_ file: SourceFile, _ dialect: ScriptDialect) {
    self.file = file
    self.dialect = dialect
    place = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Every statement, in order. Total: what is cut off ends with the file.
  public static func statements(of file: SourceFile, in dialect: ScriptDialect)
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
        skipLine()
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
    case .mysql: false
    }
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
    var nesting = ScriptNesting(dialect)
    loop: while place < bytes.count {
      if nesting.endsAtDelimiter, starts(with: delimiter) {
        place += delimiter.count
        break loop
      }
      if skipSpace() {
        if let closed, closed.lowerBound >= start { end = max(end, closed.upperBound) }
        continue
      }
      if let quoted = quotedEnd() {
        place = quoted
        nesting.other()
      } else if let word = word(from: place) {
        place += word.utf8.count
        if words.count < ScriptStatement.wordLimit { words.append(word) }
        nesting.word(word, words)
      } else {
        nesting.symbol(bytes[place])
        place += 1
      }
      end = place
    }
    var text = String(decoding: bytes[start..<end], as: UTF8.self)
    if let opened, opened >= start { text += " */" }
    let statement = ScriptStatement(
      span: SourceSpan(file: file.id, lower: start, upper: end),
      text: text,
      words: words
    )
    if dialect == .postgresql, words.first == "COPY", words.contains("STDIN") { skipRows() }
    return statement
  }

  /// The rows of a `COPY … FROM stdin`, up to a line of `\.`.
  private mutating func skipRows() {
    skipLine()
    while place < bytes.count {
      let start = place
      skipLine()
      let line = bytes[start..<place].filter { $0 != 0x0A && $0 != 0x0D }
      if Array(line) == Array("\\.".utf8) { return }
    }
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
      } else if isLineComment(first) {
        skipLine()
      } else if first == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        if let head = versionedHead {
          opened = place
          place += head
          while let digit = byte(0), digit &- 0x30 < 10 { place += 1 }
        } else {
          skipComment()
        }
      } else if dialect == .mysql, first == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        place += 2
        if let begun = opened { closed = begun..<place }
        opened = nil
      } else {
        break
      }
    }
    return place > start
  }

  /// The bytes of `/*!`, or of MariaDB's own `/*M!`; `nil` where none is.
  private var versionedHead: Int? {
    guard dialect == .mysql else { return nil }
    if byte(2) == UInt8(ascii: "!") { return 3 }
    return byte(2) == UInt8(ascii: "M") && byte(3) == UInt8(ascii: "!") ? 4 : nil
  }

  private func isLineComment(_ first: UInt8) -> Bool {
    if first == UInt8(ascii: "#") { return dialect == .mysql }
    guard first == UInt8(ascii: "-"), byte(1) == UInt8(ascii: "-") else { return false }
    // In MySQL two hyphens need a space behind them.
    return dialect != .mysql || (byte(2) ?? 0x20) <= 0x20
  }

  /// PostgreSQL's comments nest.
  private mutating func skipComment() {
    var depth = 0
    while let first = byte(0) {
      let mayOpen = depth == 0 || dialect == .postgresql
      if first == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*"), mayOpen {
        depth += 1
        place += 2
      } else if first == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        depth -= 1
        place += 2
        if depth == 0 { return }
      } else {
        place += 1
      }
    }
  }

  /// Where the quoted text that begins here ends; `nil` where none does.
  private func quotedEnd() -> Int? {
    guard let first = byte(0) else { return nil }
    switch first {
    case UInt8(ascii: "'"):
      return end(of: first, escapes: dialect == .mysql || isEscapeString)
    case UInt8(ascii: "\""): return end(of: first, escapes: dialect == .mysql)
    case UInt8(ascii: "`") where dialect != .postgresql: return end(of: first, escapes: false)
    case UInt8(ascii: "[") where dialect == .sqlite:
      return bytes[place...].firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } ?? bytes.count
    case UInt8(ascii: "$") where dialect == .postgresql: return dollarEnd()
    default: return nil
    }
  }

  /// `E'…'`: the letter is a word of its own here.
  private var isEscapeString: Bool {
    guard dialect == .postgresql, place > 0 else { return false }
    let letter = bytes[place - 1] | 0x20
    guard letter == UInt8(ascii: "e") else { return false }
    return place < 2 || !ScriptReader.isWordByte(bytes[place - 2])
  }

  private func end(of quote: UInt8, escapes: Bool) -> Int {
    var index = place + 1
    while index < bytes.count {
      if escapes, bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index] == quote {
        guard index + 1 < bytes.count, bytes[index + 1] == quote else { return index + 1 }
        index += 2
      } else {
        index += 1
      }
    }
    return bytes.count
  }

  /// `$$ … $$` and `$name$ … $name$`; `nil` for a parameter.
  private func dollarEnd() -> Int? {
    var index = place + 1
    while index < bytes.count, Self.isWordByte(bytes[index]), index - place < 64 { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "$") else { return nil }
    if place + 1 < bytes.count, bytes[place + 1] &- 0x30 < 10 { return nil }
    let tag = bytes[place...index]
    var search = index + 1
    while let next = bytes[search...].firstIndex(of: UInt8(ascii: "$")) {
      if next + tag.count <= bytes.count, bytes[next..<(next + tag.count)].elementsEqual(tag) {
        return next + tag.count
      }
      search = next + 1
    }
    return bytes.count
  }

  /// The word that begins here, in upper case; its bytes are as many.
  private func word(from start: Int) -> String? {
    var end = start
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    guard end > start else { return nil }
    let upper = bytes[start..<end].map { $0 &- 0x61 < 26 ? $0 &- 0x20 : $0 }
    // A byte of something that is no UTF-8 would not keep its length.
    return String(validating: upper, as: UTF8.self)
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
