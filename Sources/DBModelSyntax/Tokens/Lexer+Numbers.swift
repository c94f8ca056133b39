import DBModelDiagnostics

extension Lexer {
  /// Most digits a number may have: every such number fits a 64-bit integer.
  static let maximumDigits = 18

  /// A number with its attached suffixes, a date or a time.
  mutating func number(from start: Int) {
    let digits = scanDigits()
    if position - start == 4, digits == 4, dateShape() { return date(from: start) }
    if position - start <= 2, peek() == UInt8(ascii: ":"), peek(1).isDigit {
      return time(from: start)
    }
    var count = digits
    var separated = bytes[position - 1] == UInt8(ascii: "_")
    if peek() == UInt8(ascii: "."), peek(1).isDigit {
      position += 1
      count += scanDigits()
    }
    separated = separated || bytes[position - 1] == UInt8(ascii: "_")
    let suffix = position
    while position < limit, bytes[position].isWordByte { position += 1 }
    let isGood = isGoodSuffix(suffix..<position)
    if isGood { scanPercentAndPer() }
    if !isGood || separated {
      flags.insert(.broken)
      report(malformed: start, suffix: suffix)
    } else if count > Lexer.maximumDigits {
      flags.insert(.broken)
      let span = SourceSpan(file: file.id, lower: start, upper: position)
      sink.report(SyntaxMessage.numberTooLong(span, digits: count))
    }
    emit(.number, from: start)
  }

  /// Digits and underscores; returns how many digits.
  private mutating func scanDigits() -> Int {
    var count = 0
    while position < limit {
      if bytes[position].isDigit {
        count += 1
      } else if bytes[position] != UInt8(ascii: "_") {
        break
      }
      position += 1
    }
    return count
  }

  /// Nothing, a magnitude, or `x`.
  private func isGoodSuffix(_ range: Range<Int>) -> Bool {
    guard let first = range.first else { return true }
    guard range.count == 1 else { return false }
    switch bytes[first] {
    case UInt8(ascii: "K"), UInt8(ascii: "M"), UInt8(ascii: "G"), UInt8(ascii: "T"),
      UInt8(ascii: "x"):
      return true
    default: return false
    }
  }

  private mutating func scanPercentAndPer() {
    if peek() == UInt8(ascii: "%") { position += 1 }
    guard peek() == UInt8(ascii: "/"), peek(1).isLetter else { return }
    position += 1
    while position < limit, bytes[position].isLetter { position += 1 }
  }

  private mutating func report(malformed start: Int, suffix: Int) {
    let span = SourceSpan(file: file.id, lower: start, upper: position)
    let rest = bytes[suffix..<position]
    let isUnit = UnitWord.contains(UnsafeBufferPointer(rebasing: rest))
    let upper = rest.count == 1 ? rest[suffix] & 0xDF : 0
    let magnitude = [UInt8(ascii: "K"), UInt8(ascii: "M"), UInt8(ascii: "G"), UInt8(ascii: "T")]
      .contains(upper)
    if isUnit, !rest.isEmpty {
      sink.report(SyntaxMessage.attachedUnit(file, span, unitStart: suffix))
    } else if let unit = UnitWord.meant(
      by: String(decoding: rest, as: UTF8.self),
      isOne: suffix == start + 1 && bytes[start] == UInt8(ascii: "1")
    ) {
      sink.report(SyntaxMessage.attachedWord(file, span, suffix: suffix, unit: unit))
    } else if magnitude {
      sink.report(SyntaxMessage.lowerCaseMagnitude(file, span, suffix: suffix))
    } else {
      sink.report(SyntaxMessage.malformedNumber(file, span))
    }
  }

  /// `.5`: a fraction without its zero.
  mutating func numberWithoutZero(from start: Int) {
    position += 1
    _ = scanDigits()
    while position < limit, bytes[position].isWordByte { position += 1 }
    scanPercentAndPer()
    flags.insert(.broken)
    let span = SourceSpan(file: file.id, lower: start, upper: position)
    sink.report(SyntaxMessage.numberWithoutZero(file, span))
    emit(.number, from: start)
  }

  /// Whether `-digits-digits` follows.
  private func dateShape() -> Bool {
    guard peek() == UInt8(ascii: "-"), peek(1).isDigit else { return false }
    var index = 2
    while peek(index).isDigit { index += 1 }
    return peek(index) == UInt8(ascii: "-") && peek(index + 1).isDigit
  }

  private mutating func date(from start: Int) {
    while position < limit, bytes[position].isWordByte || bytes[position] == UInt8(ascii: "-") {
      position += 1
    }
    if SyntaxNode.dateValue(ArraySlice(bytes[start..<position])) == nil {
      flags.insert(.broken)
      sink.report(
        SyntaxMessage.malformedDate(
          file,
          SourceSpan(file: file.id, lower: start, upper: position)
        )
      )
    }
    emit(.date, from: start)
  }

  private mutating func time(from start: Int) {
    while position < limit,
      bytes[position].isWordByte || bytes[position] == UInt8(ascii: ":") && peek(1).isDigit
    {
      position += 1
    }
    if SyntaxNode.timeValue(ArraySlice(bytes[start..<position])) == nil {
      flags.insert(.broken)
      sink.report(
        SyntaxMessage.malformedTime(
          file,
          SourceSpan(file: file.id, lower: start, upper: position)
        )
      )
    }
    emit(.time, from: start)
  }
}
