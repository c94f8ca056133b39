/// Why a text is not JSON, and the byte offset where it stops being it.
public struct JSONError: Error, Hashable, Sendable {
  public let offset: Int
  /// One sentence in plain words, lower case, no full stop.
  public let reason: String
}

/// Reads JSON text (RFC 8259) strictly; nesting is bounded by `maximumDepth`.
public struct JSONReader {
  /// Levels of arrays and objects; deeper input is refused rather than recursed into.
  public static let maximumDepth = 256

  private let bytes: [UInt8]
  private var position = 0
  /// Where names and values stand, in the order of reading; kept where somebody asks for it.
  private var places: [Range<Int>] = []
  /// The most places that are kept; `nil` keeps none and bounds nothing.
  private let maximumPlaces: Int?

  private init(_ bytes: [UInt8], maximumPlaces: Int? = nil) {
    self.bytes = bytes
    self.maximumPlaces = maximumPlaces
  }

  /// - Throws: `JSONError` at the first byte that does not belong.
  public static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes)
    return try reader.document()
  }

  /// The same, with the byte range of each value and of each member's name, in the order of the
  /// text: an object before its members, a member's name before its value.
  ///
  /// - Parameters:
  ///   - start: The first byte to read, behind a byte order mark.
  ///   - limit: The most values and names together.
  /// - Throws: `JSONError` at the first byte that does not belong, or at the first value too many.
  public static func read(_ bytes: [UInt8], from start: Int, limit: Int) throws(JSONError)
    -> (value: JSONValue, places: [Range<Int>])
  {
    var reader = JSONReader(bytes, maximumPlaces: limit)
    reader.position = min(max(start, 0), bytes.count)
    let value = try reader.document()
    return (value, reader.places)
  }

  private mutating func document() throws(JSONError) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    if position < bytes.count { throw error("text follows the value") }
    return value
  }

  /// Keeps where something begins; its end is filled in by `close`.
  private mutating func open() throws(JSONError) -> Int? {
    guard let maximumPlaces else { return nil }
    if places.count >= maximumPlaces { throw error("there are more than \(maximumPlaces) values") }
    places.append(position..<position)
    return places.count - 1
  }

  private mutating func close(_ place: Int?) {
    if let place { places[place] = places[place].lowerBound..<position }
  }

  private func error(_ reason: String) -> JSONError { JSONError(offset: position, reason: reason) }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    if depth > Self.maximumDepth { throw error("nested deeper than \(Self.maximumDepth) levels") }
    skipSpace()
    let place = try open()
    let value = try bareValue(depth: depth)
    close(place)
    return value
  }

  private mutating func bareValue(depth: Int) throws(JSONError) -> JSONValue {
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw error("the text ends where a value should stand")
    default: return .number(try number())
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw error("no JSON value") }
    position += word.utf8.count
    return value
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var items: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(items) }
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(items) }
      if !take(UInt8(ascii: ",")) { throw error("a comma or `]` is missing") }
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var members: [JSONValue.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw error("a member's name is missing") }
      let place = try open()
      let key = try string()
      close(place)
      skipSpace()
      if !take(UInt8(ascii: ":")) { throw error("`:` is missing") }
      members.append(JSONValue.Member(key, try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      if !take(UInt8(ascii: ",")) { throw error("a comma or `}` is missing") }
    }
  }

  private mutating func number() throws(JSONError) -> String {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let whole = digits()
    if whole == 0 { throw error("no JSON value") }
    if whole > 1, bytes[position - whole] == UInt8(ascii: "0") {
      throw error("a number starts with 0")
    }
    if take(UInt8(ascii: ".")), digits() == 0 { throw error("digits are missing after the point") }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      if digits() == 0 { throw error("digits are missing in the exponent") }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = current {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20:
        position -= 1
        throw error("a control character stands in a string")
      default: text.append(byte)
      }
    }
    throw error("a string is not closed")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    guard let byte = current else { throw error("a string is not closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xd800..<0xdc00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
        let low = try hexadecimal()
        if (0xdc00..<0xe000).contains(low) {
          code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
        }
      }
      // A lone surrogate has no character; it reads as U+FFFD rather than ending the read.
      text += String(Character(Unicode.Scalar(code) ?? "\u{fffd}")).utf8
    default: throw error("an escape is not known")
    }
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for offset in 0..<4 {
      guard position + offset < bytes.count, let digit = Self.digit(bytes[position + offset]) else {
        throw error("four hexadecimal digits are missing")
      }
      code = code << 4 | digit
    }
    position += 4
    return code
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    case 0x61...0x66: UInt32(byte) - 0x61 + 10
    default: nil
    }
  }
}
