import DBModelDiagnostics

/// One line of a lock, taken word by word.
struct LockLine {
  let span: SourceSpan
  /// Two blanks each.
  let level: Int
  /// The first word.
  let keyword: String
  private let bytes: [UInt8]
  private var position: Int

  /// - Parameters:
  ///   - text: Without the line end.
  ///   - span: Of the whole line.
  init(_ text: [UInt8], span: SourceSpan) throws(LockDamage) {
    bytes = text
    position = 0
    let blanks = text.prefix { $0 == UInt8(ascii: " ") }.count
    self.span = SourceSpan(file: span.file, lower: span.lower + blanks, upper: span.upper)
    level = blanks / 2
    let rest = text[blanks...]
    let word = rest.prefix { $0 != UInt8(ascii: " ") }
    position = blanks + word.count
    keyword = String(decoding: word, as: UTF8.self)
    guard blanks % 2 == 0, word.first != UInt8(ascii: "\t") else {
      throw damage("its indentation is none: two blanks stand for a level")
    }
  }

  func damage(_ reason: String, help: String? = nil, first: SourceSpan? = nil) -> LockDamage {
    LockDamage(
      reason: reason,
      help: help ?? "take the file from version control again, and run `dbmodel lock`",
      span: span,
      first: first
    )
  }

  /// Everything behind the keyword and a blank, as it is.
  mutating func rest() -> String {
    if position < bytes.count { position += 1 }
    defer { position = bytes.count }
    return String(decoding: bytes[min(position, bytes.count)...], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
  }

  var isAtEnd: Bool { bytes[position...].allSatisfy { $0 == UInt8(ascii: " ") } }

  /// The next word without its quotes; `nil` at the end or before another sign.
  private mutating func nextWord() throws(LockDamage) -> String? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    if bytes[position] == UInt8(ascii: "\"") { return try quoted() }
    let word = bytes[position...].prefix(while: LockText.isBare)
    guard !word.isEmpty else { return nil }
    position += word.count
    return String(decoding: word, as: UTF8.self)
  }

  private mutating func quoted() throws(LockDamage) -> String {
    let open = damage("a quoted word does not end, or holds an escape that there is not")
    // Only up to its end: a line may hold many.
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < bytes.count else { throw open }
    var text = String.UnicodeScalarView()
    var scalars = Substring(String(decoding: bytes[(position + 1)..<end], as: UTF8.self))
      .unicodeScalars
    while let scalar = scalars.popFirst() {
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      switch scalars.popFirst() {
      case let escaped? where escaped == "\"" || escaped == "\\": text.append(escaped)
      case "u"? where scalars.popFirst() == "{":
        var digits = ""
        while let digit = scalars.popFirst(), digit != "}" {
          digits.unicodeScalars.append(digit)
          guard digits.utf8.count <= 8 else { throw open }
        }
        guard let value = UInt32(digits, radix: 16), let named = Unicode.Scalar(value) else {
          throw open
        }
        text.append(named)
      default: throw open
      }
    }
    position = end + 1
    return String(text)
  }

  mutating func word(_ what: String) throws(LockDamage) -> String {
    guard let word = try nextWord() else { throw damage("`\(keyword)` lacks \(what)") }
    return word
  }

  mutating func expect(_ word: String) throws(LockDamage) {
    guard try nextWord() == word else { throw damage("`\(keyword)` lacks the word `\(word)`") }
  }

  /// Whether the next word is this one; it is taken then.
  mutating func take(_ word: String) throws(LockDamage) -> Bool {
    let before = position
    if try nextWord() == word { return true }
    position = before
    return false
  }

  mutating func number(_ what: String) throws(LockDamage) -> Double {
    let word = try word(what)
    guard let number = LockText.number(in: word) else {
      throw damage("`\(keyword)` takes a number that is not below 0")
    }
    return number
  }

  mutating func columns() throws(LockDamage) -> [LockedColumn] {
    try sign("(")
    var columns: [LockedColumn] = []
    repeat {
      let name = try word("the name of a column")
      columns.append(LockedColumn(name, isDescending: try take("desc")))
    } while takeSign(",")
    try sign(")")
    return columns
  }

  private mutating func takeSign(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  private mutating func sign(_ sign: Unicode.Scalar) throws(LockDamage) {
    guard takeSign(sign) else { throw damage("`\(keyword)` lacks `\(String(sign))`") }
  }

  func end() throws(LockDamage) {
    guard isAtEnd else { throw damage("more stands behind `\(keyword)` than it takes") }
  }
}
