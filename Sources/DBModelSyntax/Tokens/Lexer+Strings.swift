import DBModelDiagnostics

extension Lexer {
  /// A string on one line, or a raw string between triple quotes.
  mutating func quoted(from start: Int) {
    if peek(1) == UInt8(ascii: "\""), peek(2) == UInt8(ascii: "\"") {
      return rawString(from: start)
    }
    position += 1
    var badEscape: Range<Int>?
    while position < limit, bytes[position] != UInt8(ascii: "\n") {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        if let badEscape { report(badEscape: badEscape) }
        return emit(.string, from: start)
      }
      if byte == UInt8(ascii: "\\") {
        let length = escapeLength()
        if !isGoodEscape(length), badEscape == nil {
          badEscape = position..<min(position + length, limit)
        }
        position += length
      } else {
        position += 1
      }
    }
    position = min(position, limit)
    while position > start + 1, bytes[position - 1].isBlank { position -= 1 }
    flags.insert(.broken)
    sink.report(
      SyntaxMessage.unclosedString(
        file,
        SourceSpan(file: file.id, lower: start, upper: position)
      )
    )
    emit(.string, from: start)
    // Nothing stands behind a string without its end.
    tokens.markLine(.onBrokenLine)
  }

  /// Bytes of the escape at the position, at least the backslash; never past the line.
  private func escapeLength() -> Int {
    let next = peek(1)
    if next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") || position + 1 >= limit {
      return 1
    }
    guard next == UInt8(ascii: "u"), peek(2) == UInt8(ascii: "{") else {
      // A foreign character is taken whole, so that the message can show it.
      var length = 2
      while next >= 0xC0, peek(length) & 0xC0 == 0x80, length < 5 { length += 1 }
      return length
    }
    var length = 3
    while peek(length).isHexDigit, length < 10 { length += 1 }
    return peek(length) == UInt8(ascii: "}") ? length + 1 : length
  }

  private func isGoodEscape(_ length: Int) -> Bool {
    switch peek(1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "n"), UInt8(ascii: "t"):
      return length == 2
    case UInt8(ascii: "u"):
      return SyntaxNode.unicodeEscape(
        ArraySlice(bytes[position..<min(position + length, limit)])
      ) != nil
    default: return false
    }
  }

  private mutating func report(badEscape range: Range<Int>) {
    flags.insert(.broken)
    let span = SourceSpan(file: file.id, lower: range.lowerBound, upper: range.upperBound)
    sink.report(SyntaxMessage.badEscape(file, span))
  }

  /// Ends at the next `"""`. Where there is none, at the line that would close the block or begin
  /// the next declaration, so that one forgotten quote is one mistake.
  private mutating func rawString(from start: Int) {
    position += 3
    let content = position
    while position < limit {
      if bytes[position] == UInt8(ascii: "\""), peek(1) == UInt8(ascii: "\""),
        peek(2) == UInt8(ascii: "\"")
      {
        position += 3
        return emit(.rawString, from: start)
      }
      position += 1
    }
    position = content
    while position < limit, !(bytes[position - 1] == UInt8(ascii: "\n") && linesUpAsCode) {
      position += 1
    }
    while position > content,
      bytes[position - 1].isBlank || bytes[position - 1] == UInt8(ascii: "\n")
    {
      position -= 1
    }
    flags.insert(.broken)
    sink.report(
      SyntaxMessage.unclosedRawString(
        SourceSpan(file: file.id, lower: start, upper: min(start + 3, limit))
      )
    )
    emit(.rawString, from: start)
  }

  /// At the start of a line: does it close a block at the margin or begin a declaration?
  private var linesUpAsCode: Bool {
    if peek() == UInt8(ascii: "}") { return true }
    guard peek().isLetter else { return false }
    var end = position
    while end < limit, bytes[end].isLetter { end += 1 }
    return end < limit && bytes[end] == UInt8(ascii: " ")
      && DeclarationWord.contains(bytes[position..<end])
  }
}
