/// Walks over JSON text without making values of it; strings are kept as they stand.
///
/// It looks only at what it must, so that a mistake behind what is sought goes unnoticed. It nests
/// no calls: brackets are counted.
struct JSONCursor {
  /// A value as it stands in the text.
  enum Value: Hashable {
    /// The text between the quotes, and whether it holds escapes.
    case string(Range<Int>, isEscaped: Bool)
    /// A number, `true` or `false`.
    case word(Range<Int>)
    case null
    /// An object or an array, with its brackets.
    case composite(Range<Int>)
  }

  let bytes: UnsafePointer<UInt8>
  private(set) var place: Int
  let end: Int

  init(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    place = range.lowerBound
    end = range.upperBound
  }

  @inline(__always) mutating func skipSpace() {
    while place < end, bytes[place] <= 0x20 { place &+= 1 }
  }

  @inline(__always) mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard place < end, bytes[place] == byte else { return false }
    place &+= 1
    return true
  }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return place >= end
    }
  }

  /// Reads a string; `nil` where none stands here.
  @inline(__always) mutating func string() -> (range: Range<Int>, isEscaped: Bool)? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = place
    var isEscaped = false
    while place < end {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") {
        place &+= 1
        return (start..<place &- 1, isEscaped)
      }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        place &+= 1
      }
      place &+= 1
    }
    return nil
  }

  /// Reads any value; `nil` where none stands here, or it does not end.
  mutating func value() -> Value? {
    skipSpace()
    guard place < end else { return nil }
    switch bytes[place] {
    case UInt8(ascii: "\""):
      return string().map { .string($0.range, isEscaped: $0.isEscaped) }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return composite().map { .composite($0) }
    default:
      let start = place
      while place < end, Self.isOfWord(bytes[place]) { place &+= 1 }
      if start == place { return nil }
      return bytes[start] == UInt8(ascii: "n") ? .null : .word(start..<place)
    }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func composite() -> Range<Int>? {
    let start = place
    var depth = 0
    while place < end {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        if string() == nil { return nil }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth &+= 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth &-= 1
        if depth == 0 {
          place &+= 1
          return start..<place
        }
      default: break
      }
      place &+= 1
    }
    return nil
  }

  /// What a walk over an object's members came to.
  enum Walk {
    /// The body asked for no more.
    case stopped
    case ended
    case malformed
  }

  /// Reads an object and hands over its members, until the body returns false.
  @inline(__always)
  mutating func members(_ body: (_ name: Range<Int>, _ value: Value) -> Bool) -> Walk {
    guard take(UInt8(ascii: "{")) else { return .malformed }
    if take(UInt8(ascii: "}")) { return .ended }
    while true {
      guard let name = string(), take(UInt8(ascii: ":")), let value = value() else {
        return .malformed
      }
      if !body(name.range, value) { return .stopped }
      if take(UInt8(ascii: "}")) { return .ended }
      if !take(UInt8(ascii: ",")) { return .malformed }
    }
  }

  /// Reads an array and hands over its elements.
  mutating func elements(_ body: (_ value: Value) -> Void) -> Walk {
    guard take(UInt8(ascii: "[")) else { return .malformed }
    if take(UInt8(ascii: "]")) { return .ended }
    while true {
      guard let value = value() else { return .malformed }
      body(value)
      if take(UInt8(ascii: "]")) { return .ended }
      if !take(UInt8(ascii: ",")) { return .malformed }
    }
  }

  @inline(__always)
  static func equal(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, _ text: [UInt8]) -> Bool {
    guard range.count == text.count else { return false }
    var offset = 0
    while offset < text.count {
      if bytes[range.lowerBound &+ offset] != text[offset] { return false }
      offset &+= 1
    }
    return true
  }
}
