import DBModelDiagnostics
import Glibc

/// Cuts a file into tokens, one pass over its bytes. Any bytes at all give a token table.
///
/// It reads through a pointer: whoever makes one keeps the bytes alive while it runs. Every read is
/// guarded by `limit`.
struct Lexer {
  let file: SourceFile
  let bytes: UnsafeBufferPointer<UInt8>
  /// How many bytes there are.
  let limit: Int
  var position = 0
  var tokens: TokenWriter
  let sink: DiagnosticSink
  /// Flags of the token being cut.
  var flags: TokenFlags = []

  init(_ file: SourceFile, _ bytes: UnsafeBufferPointer<UInt8>, sink: DiagnosticSink) {
    precondition(bytes.count < Int(Int32.max), "files over 2 GB are refused before parsing")
    self.file = file
    self.bytes = bytes
    limit = bytes.count
    self.sink = sink
    tokens = TokenWriter(expectedCount: bytes.count / 4 + 16)
  }

  /// To be called once.
  mutating func run() -> TokenTable {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while true {
      flags = []
      skipTrivia()
      guard position < limit else { break }
      token()
    }
    flags.insert(.newlineBefore)
    emit(.endOfFile, from: position)
    return tokens.finish()
  }

  /// The byte some way ahead; 0 past the end.
  @inline(__always)
  func peek(_ distance: Int = 0) -> UInt8 {
    let index = position + distance
    return index < limit ? bytes[index] : 0
  }

  @inline(__always)
  mutating func emit(_ kind: TokenKind, from start: Int) {
    tokens.append(
      Token(
        start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: position),
        kind: kind,
        flags: flags
      )
    )
  }

  private mutating func skipTrivia() {
    let start = position
    while position < limit {
      let byte = bytes[position]
      if byte == UInt8(ascii: " ") {
        position += 1
        // Columns are aligned with many spaces.
        while position + 8 <= limit, isAllSpaces(position) { position += 8 }
      } else if byte == UInt8(ascii: "\n") {
        flags.insert(.newlineBefore)
        position += 1
      } else if byte.isBlank {
        position += 1
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
        if peek(2) == UInt8(ascii: "/"), peek(3) != UInt8(ascii: "/") {
          flags.insert(.documentation)
        }
        skipLine()
      } else {
        break
      }
    }
    if position > start || position == 3 && tokens.isEmpty { flags.insert(.spaceBefore) }
  }

  private func isAllSpaces(_ index: Int) -> Bool {
    UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + index)
      .loadUnaligned(as: UInt64.self) == 0x2020_2020_2020_2020
  }

  /// Up to the line feed.
  private mutating func skipLine() {
    guard let base = bytes.baseAddress,
      let found = memchr(base + position, CInt(UInt8(ascii: "\n")), limit - position)
    else {
      position = limit
      return
    }
    position = UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private mutating func token() {
    let start = position
    let byte = bytes[position]
    let next = peek(1)
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      word(from: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number(from: start)
    case UInt8(ascii: ":"): colon()
    case UInt8(ascii: ","): sign(.comma)
    case UInt8(ascii: "("): sign(.leftParen)
    case UInt8(ascii: ")"): sign(.rightParen)
    case UInt8(ascii: "{"): sign(.leftBrace)
    case UInt8(ascii: "}"): sign(.rightBrace)
    case UInt8(ascii: "."): dot(from: start)
    case UInt8(ascii: "$") where next.isWordStart:
      position += 1
      scanWord()
      emit(.parameter, from: start)
    case UInt8(ascii: "\""): quoted(from: start)
    case UInt8(ascii: "*"): sign(.star)
    case UInt8(ascii: "?"): sign(.question)
    case UInt8(ascii: "/"): sign(.slash)
    case UInt8(ascii: "-") where next == UInt8(ascii: ">"): sign(.arrow, length: 2)
    case UInt8(ascii: "<") where next == UInt8(ascii: ">"): unknown(from: start)
    default:
      if !comparison(byte, equalNext: next == UInt8(ascii: "=")) { unknown(from: start) }
    }
  }

  @inline(__always)
  private mutating func sign(_ kind: TokenKind, length: Int = 1) {
    let start = position
    position += length
    emit(kind, from: start)
  }

  /// Signs that may have a `=` behind them. False where there is no such sign.
  private mutating func comparison(_ byte: UInt8, equalNext: Bool) -> Bool {
    let length = equalNext ? 2 : 1
    switch byte {
    case UInt8(ascii: "="): sign(equalNext ? .equalEqual : .equal, length: length)
    case UInt8(ascii: "+"): sign(equalNext ? .plusEqual : .plus, length: length)
    case UInt8(ascii: "-"): sign(equalNext ? .minusEqual : .minus, length: length)
    case UInt8(ascii: "<"): sign(equalNext ? .lessEqual : .less, length: length)
    case UInt8(ascii: ">"): sign(equalNext ? .greaterEqual : .greater, length: length)
    case UInt8(ascii: "!") where equalNext: sign(.notEqual, length: 2)
    default: return false
    }
    return true
  }

  /// The word before it, on its line, is a label.
  private mutating func colon() {
    if !flags.contains(.newlineBefore), !tokens.isEmpty {
      let kind = tokens.last.kind
      if kind == .word || kind.isReserved { tokens.last.flags.insert(.label) }
    }
    sign(.colon)
  }

  /// Words may hold hyphens, each between letters, digits or underscores.
  mutating func scanWord() {
    while position < limit {
      let byte = bytes[position]
      if byte.isWordByte || byte == UInt8(ascii: "-") && peek(1).isWordByte {
        position += 1
      } else {
        break
      }
    }
  }

  private mutating func word(from start: Int) {
    scanWord()
    if peek() >= 0x80 { return unknown(from: start) }
    let kind = reserved(start)
    if kind == .word, !flags.contains(.newlineBefore), isBehindNumber, isUnitWord(start) {
      flags.insert(.unit)
    }
    emit(kind, from: start)
  }

  private var isBehindNumber: Bool { !tokens.isEmpty && tokens.last.kind == .number }

  private func isUnitWord(_ start: Int) -> Bool {
    UnitWord.contains(UnsafeBufferPointer(rebasing: bytes[start..<position]))
  }

  private func reserved(_ start: Int) -> TokenKind {
    func matches(_ text: StaticString) -> Bool {
      memcmp(text.utf8Start, bytes.baseAddress.unsafelyUnwrapped + start, position - start) == 0
    }
    let length = position - start
    if length > 5 { return .word }
    switch (length, bytes[start]) {
    case (2, UInt8(ascii: "i")): return matches("in") ? .in : matches("if") ? .if : .word
    case (2, UInt8(ascii: "o")): return matches("or") ? .or : .word
    case (3, UInt8(ascii: "a")): return matches("and") ? .and : .word
    case (3, UInt8(ascii: "n")): return matches("not") ? .not : .word
    case (3, UInt8(ascii: "s")): return matches("set") ? .set : .word
    case (4, UInt8(ascii: "t")): return matches("true") ? .true : .word
    case (4, UInt8(ascii: "n")): return matches("null") ? .null : .word
    case (5, UInt8(ascii: "w")): return matches("where") ? .where : .word
    case (5, UInt8(ascii: "f")): return matches("false") ? .false : .word
    default: return .word
    }
  }

  /// `..`, a dot, or a dot with a later path segment that begins with a digit (`db.r6g.2xlarge`).
  private mutating func dot(from start: Int) {
    if peek(1) == UInt8(ascii: ".") {
      position += 2
      return emit(.dotDot, from: start)
    }
    let chain = flags.contains(.spaceBefore) ? [] : chainAtEnd
    flags.formUnion(chain)
    guard peek(1).isDigit else {
      position += 1
      return emit(.dot, from: start)
    }
    if chain.isEmpty { return numberWithoutZero(from: start) }
    position += 1
    emit(.dot, from: start)
    let segment = position
    scanWord()
    if bytes[segment..<position].contains(where: { $0.isLetter }) {
      flags = []
      emit(.word, from: segment)
    } else {
      position = segment
    }
  }

  /// What the tokens end with that a dot can carry on: a path, a parameter, or nothing. A case
  /// (`.name`) is whole.
  private var chainAtEnd: TokenFlags {
    guard !tokens.isEmpty else { return [] }
    let last = tokens.last
    if last.kind == .parameter { return .inParameter }
    guard last.kind == .word || last.kind.isReserved else { return [] }
    if let before = tokens.beforeLast, before.kind == .dot, before.end == last.start {
      return before.flags.intersection([.inPath, .inParameter])
    }
    return last.kind == .word ? .inPath : []
  }

  /// Bytes no token begins with: one ASCII byte, a doubled `&&` or `||`, `<>`, a text in single
  /// quotes, or a run of words and characters beyond ASCII.
  private mutating func unknown(from start: Int) {
    position = start
    let byte = bytes[start]
    if byte >= 0x80 || byte.isWordStart {
      while position < limit, bytes[position] >= 0x80 || bytes[position].isWordByte {
        position += 1
      }
      // A word with a hyphen before its foreign letter stops short of it: take it along.
      if position == start { position += 1 }
    } else {
      position += 1
      if peek() == byte, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|") { position += 1 }
      if byte == UInt8(ascii: "<") { position += 1 }
      if byte == UInt8(ascii: "'") { singleQuoted(from: start) }
    }
    emit(.unknown, from: start)
  }

  private mutating func singleQuoted(from start: Int) {
    var index = start + 1
    while index < limit, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "'") {
        position = index + 1
        return
      }
      index += 1
    }
  }
}
