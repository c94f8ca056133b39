import DBModelDiagnostics

/// Cuts a file into tokens, one pass over its bytes. Any bytes at all give a token table.
struct Lexer {
  let file: SourceFile
  let bytes: [UInt8]
  var position = 0
  var tokens: TokenTable
  let sink: DiagnosticSink
  /// Flags of the token being cut.
  var flags: TokenFlags = []

  init(_ file: SourceFile, sink: DiagnosticSink) {
    precondition(file.bytes.count < Int(Int32.max), "files over 2 GB are refused before parsing")
    self.file = file
    self.bytes = file.bytes
    self.sink = sink
    tokens = TokenTable(expectedCount: file.bytes.count / 5 + 16)
  }

  mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while true {
      flags = []
      skipTrivia()
      guard position < bytes.count else { break }
      token()
    }
    tokens.append(.endOfFile, position, position, flags.union(.newlineBefore))
  }

  /// The byte some way ahead; 0 past the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    let index = position + distance
    return index < bytes.count ? bytes[index] : 0
  }

  mutating func emit(_ kind: TokenKind, from start: Int) {
    tokens.append(kind, start, position, flags)
  }

  private mutating func skipTrivia() {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") {
        flags.insert(.newlineBefore)
        position += 1
      } else if byte.isBlank {
        position += 1
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
        if peek(2) == UInt8(ascii: "/"), peek(3) != UInt8(ascii: "/") {
          flags.insert(.documentation)
        }
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      } else {
        break
      }
    }
    if position > start || position == 3 && tokens.count == 0 { flags.insert(.spaceBefore) }
  }

  private mutating func token() {
    let start = position
    let byte = bytes[position]
    if byte.isWordStart {
      word(from: start)
    } else if byte.isDigit {
      number(from: start)
    } else if byte == UInt8(ascii: "\"") {
      quoted(from: start)
    } else if byte == UInt8(ascii: "$"), peek(1).isWordStart {
      position += 1
      scanWord()
      emit(.parameter, from: start)
    } else if byte == UInt8(ascii: ".") {
      dot(from: start)
    } else if let (kind, length) = punctuation(byte) {
      position += length
      emit(kind, from: start)
    } else {
      unknown(from: start)
    }
  }

  private func punctuation(_ byte: UInt8) -> (TokenKind, Int)? {
    let next = peek(1)
    let equalNext = next == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: ":"): return (.colon, 1)
    case UInt8(ascii: "("): return (.leftParen, 1)
    case UInt8(ascii: ")"): return (.rightParen, 1)
    case UInt8(ascii: "{"): return (.leftBrace, 1)
    case UInt8(ascii: "}"): return (.rightBrace, 1)
    case UInt8(ascii: "*"): return (.star, 1)
    case UInt8(ascii: "?"): return (.question, 1)
    case UInt8(ascii: "/"): return (.slash, 1)
    case UInt8(ascii: "+"): return equalNext ? (.plusEqual, 2) : (.plus, 1)
    case UInt8(ascii: "-"):
      if next == UInt8(ascii: ">") { return (.arrow, 2) }
      return equalNext ? (.minusEqual, 2) : (.minus, 1)
    case UInt8(ascii: "="): return equalNext ? (.equalEqual, 2) : (.equal, 1)
    case UInt8(ascii: "!"): return equalNext ? (.notEqual, 2) : nil
    case UInt8(ascii: "<"):
      if next == UInt8(ascii: ">") { return nil }
      return equalNext ? (.lessEqual, 2) : (.less, 1)
    case UInt8(ascii: ">"): return equalNext ? (.greaterEqual, 2) : (.greater, 1)
    default: return nil
    }
  }

  /// Words may hold hyphens, each between letters, digits or underscores.
  mutating func scanWord() {
    while position < bytes.count {
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
    emit(reserved(start), from: start)
  }

  private func reserved(_ start: Int) -> TokenKind {
    func matches(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { $0.elementsEqual(bytes[start..<position]) }
    }
    switch (position - start, bytes[start]) {
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
    let afterName = !flags.contains(.spaceBefore) && endsWithName
    guard peek(1).isDigit else {
      position += 1
      return emit(.dot, from: start)
    }
    if !afterName { return numberWithoutZero(from: start) }
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

  private var endsWithName: Bool {
    guard let last = tokens.kinds.last else { return false }
    return last == .word || last == .parameter || last.isReserved
  }

  /// Bytes no token begins with: one ASCII byte, a doubled `&&` or `||`, `<>`, a text in single
  /// quotes, or a run of words and characters beyond ASCII.
  private mutating func unknown(from start: Int) {
    position = start
    let byte = bytes[start]
    if byte >= 0x80 || byte.isWordStart {
      while position < bytes.count, bytes[position] >= 0x80 || bytes[position].isWordByte {
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
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "'") {
        position = index + 1
        return
      }
      index += 1
    }
  }
}
