/// Reads one JSON value out of a script, strictly (RFC 8259), but for the comments that MySQL
/// writes behind brackets with `end_markers_in_json`.
///
/// A reader of its own, since a plan's values need their places in the file, and a bound on their
/// number before they are made.
struct PlanJSON {
  private let script: PlanScript
  private let limits: PlanLimits
  private var at: Int
  private var values = 0
  /// Names already seen: a plan has few, and uses them often.
  private var names: [ArraySlice<UInt8>: String] = [:]

  private init(_ script: PlanScript, from start: Int, limits: PlanLimits) {
    self.script = script
    self.limits = limits
    at = start
  }

  /// - Returns: The value that begins at `start`, and the byte behind it.
  static func read(_ script: PlanScript, from start: Int, limits: PlanLimits)
    throws(PlanProblem) -> (value: PlanElement, end: Int)
  {
    var reader = PlanJSON(script, from: start, limits: limits)
    let value = try reader.value(depth: 0)
    return (value, reader.at)
  }

  private var current: UInt8? { at < script.bytes.count ? script.bytes[at] : nil }

  private func problem(_ reason: String) -> PlanProblem {
    let isCut = at >= script.bytes.count
    return PlanProblem(
      title: isCut ? "the plan ends early" : "the plan is not well-formed JSON",
      offset: script.offset(of: min(at, max(script.bytes.count - 1, 0))),
      notes: [reason]
    )
  }

  private mutating func skipSpace() throws(PlanProblem) {
    while let byte = current {
      if byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
        at += 1
      } else if byte == UInt8(ascii: "/"), script.bytes[at...].starts(with: "/*".utf8) {
        at += 2
        while !script.bytes[at...].starts(with: "*/".utf8) {
          guard at < script.bytes.count else { throw problem("a comment is not closed") }
          at += 1
        }
        at += 2
      } else {
        return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(PlanProblem) -> PlanElement {
    try skipSpace()
    guard depth <= limits.valueDepth else {
      throw PlanProblem(
        title: "the plan is nested too deep",
        offset: script.offset(of: at),
        notes: ["limit: \(limits.valueDepth) brackets"]
      )
    }
    values += 1
    guard values <= limits.values else {
      throw PlanProblem(
        title: "the plan holds more than \(limits.values) values",
        offset: script.offset(of: at)
      )
    }
    let start = at
    let content: PlanElement.Content
    switch current {
    case UInt8(ascii: "{"): content = .fields(try fields(depth: depth))
    case UInt8(ascii: "["): content = .items(try items(depth: depth))
    case UInt8(ascii: "\""): content = .text(try string())
    case nil: throw problem("the text ends where a value should stand")
    default: content = .text(try word())
    }
    return PlanElement(
      content: content,
      place: script.offset(of: start)..<max(script.offset(of: at - 1) + 1, script.offset(of: start))
    )
  }

  private mutating func items(depth: Int) throws(PlanProblem) -> [PlanElement] {
    at += 1
    var items: [PlanElement] = []
    try skipSpace()
    if take(UInt8(ascii: "]")) { return items }
    while true {
      items.append(try value(depth: depth + 1))
      try skipSpace()
      if take(UInt8(ascii: "]")) { return items }
      if !take(UInt8(ascii: ",")) { throw problem("a comma or `]` is missing") }
    }
  }

  private mutating func fields(depth: Int) throws(PlanProblem) -> [PlanField] {
    at += 1
    var fields: [PlanField] = []
    try skipSpace()
    if take(UInt8(ascii: "}")) { return fields }
    while true {
      try skipSpace()
      guard current == UInt8(ascii: "\"") else { throw problem("a name is missing") }
      let key = try name()
      try skipSpace()
      if !take(UInt8(ascii: ":")) { throw problem("`:` is missing") }
      fields.append(PlanField(key: key, value: try value(depth: depth + 1)))
      try skipSpace()
      if take(UInt8(ascii: "}")) { return fields }
      if !take(UInt8(ascii: ",")) { throw problem("a comma or `}` is missing") }
    }
  }

  private mutating func name() throws(PlanProblem) -> String {
    let start = at + 1
    let text = try string()
    let key = script.bytes[start..<at]
    if let known = names[key] { return known }
    names[key] = text
    return text
  }

  /// A number or a word as it is written; `null` gives the empty text.
  ///
  /// Other words than JSON's are taken as they are: engines have printed `nan` and `inf`.
  private mutating func word() throws(PlanProblem) -> String {
    let start = at
    while let byte = current, Self.isWord(byte) { at += 1 }
    let text = String(decoding: script.bytes[start..<at], as: UTF8.self)
    if text == "null" { return "" }
    let isNumber =
      Double(text) != nil && text.utf8.allSatisfy { Self.isDigit($0) || "+-.eE".utf8.contains($0) }
    guard isNumber || !text.isEmpty && text.utf8.allSatisfy(Self.isLetter) else {
      at = start
      throw problem("this is no JSON value")
    }
    return text
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }

  // MARK: strings

  private mutating func string() throws(PlanProblem) -> String {
    at += 1
    let start = at
    // Nearly every string is plain: it is taken in one piece.
    while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      at += 1
    }
    var text = Array(script.bytes[start..<at])
    while let byte = current {
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20:
        at -= 1
        throw problem("a string is broken over two lines, or holds a control character")
      default: text.append(byte)
      }
    }
    throw problem("a string is not closed")
  }

  private mutating func escape(into text: inout [UInt8]) throws(PlanProblem) {
    guard let byte = current else { throw problem("a string is not closed") }
    at += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xd800..<0xdc00).contains(code), script.bytes[at...].starts(with: "\\u".utf8) {
        at += 2
        let low = try hexadecimal()
        code =
          (0xdc00..<0xe000).contains(low)
          ? 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00) : 0xfffd
      }
      // Half a pair has no character.
      text += String(Character(Unicode.Scalar(code) ?? "\u{fffd}")).utf8
    default: throw problem("an escape is not known")
    }
  }

  private mutating func hexadecimal() throws(PlanProblem) -> UInt32 {
    guard at + 4 <= script.bytes.count,
      let code = UInt32(String(decoding: script.bytes[at..<at + 4], as: UTF8.self), radix: 16),
      script.bytes[at] != UInt8(ascii: "+"), script.bytes[at] != UInt8(ascii: "-")
    else { throw problem("four hexadecimal digits are missing") }
    at += 4
    return code
  }
}
