public import DBModelWorkload

/// Writes values as text whose byte order is the order of the values, so that several fit into one
/// string key.
///
/// Inside a key the parts are separated by `#`. A string part writes each byte up to `$` as `$` and
/// one more character, so that no part holds the separator, every part sorts above it, and the
/// order of the strings is kept. Numbers and times have a fixed width.
public enum KeyEncoding {
  public static let separator = "#"

  /// The text of a value; `nil` for null, for values that are not scalar, and for those outside the
  /// type (a year above 9999, a number beyond the bounds).
  public static func text(of value: Value, type: ValueType) -> String? {
    switch (value, type) {
    case (.string(let text), _): escaped(text)
    case (.bool(let flag), _): flag ? "1" : "0"
    case (.integer(let number), .integer(let minimum, let maximum)):
      integer(Int128(number), minimum: minimum.map { Int128($0) }, width: width(minimum, maximum))
    case (.decimal(let number), .decimal(let precision, let scale)):
      decimal(number, precision: precision, scale: scale)
    case (.timestamp(let nanoseconds), .timestamp(let precision)):
      TimeText.timestamp(nanoseconds: nanoseconds, precision: precision)
    case (.date(let days), _): TimeText.date(days: days)
    case (.bytes(let bytes), _): hexadecimal(bytes)
    default: nil
    }
  }

  /// Undoes `text(of:type:)`; `nil` for text that it never writes.
  public static func value(of text: String, type: ValueType) -> Value? {
    switch type {
    case .string, .uuid, .ulid, .enumeration: unescaped(text).map(Value.string)
    case .bool: text == "1" ? .bool(true) : text == "0" ? .bool(false) : nil
    case .integer(let minimum, _):
      number(text, signed: (minimum ?? -1) < 0).flatMap { Int64(exactly: $0) }.map(Value.integer)
    case .decimal(_, let scale):
      number(text, signed: true).map { .decimal(Decimal38(mantissa: $0, scale: scale)) }
    case .timestamp: TimeText.nanoseconds(ofTimestamp: text).map(Value.timestamp)
    case .date: TimeText.days(ofDate: text).map(Value.date)
    case .bytes: bytes(ofHexadecimal: text).map(Value.bytes)
    case .structure, .list, .set, .map: nil
    }
  }

  /// The most bytes the text of a type's values takes; `nil` for types that cannot stand in keys.
  public static func maximumBytes(of type: ValueType) -> Int? {
    switch type {
    case .string(let characters, _): 4 * characters
    case .bytes(let bytes, _): 2 * bytes
    case .uuid: 36
    case .ulid: 26
    case .bool: 1
    case .integer(let minimum, let maximum):
      width(minimum, maximum) + ((minimum ?? -1) < 0 ? 1 : 0)
    case .decimal(let precision, _): precision + 1
    case .timestamp(let precision):
      20 + (precision.fractionDigits > 0 ? precision.fractionDigits + 1 : 0)
    case .date: 10
    case .enumeration(let cases): cases.map(\.name.utf8.count).max() ?? 0
    case .structure, .list, .set, .map: nil
    }
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 <= 0x24 }) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte <= 0x24 { bytes += [0x24, byte + 0x40] } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unescaped(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var iterator = text.utf8.makeIterator()
    while let byte = iterator.next() {
      if byte == 0x24 {
        guard let code = iterator.next(), (0x40...0x64).contains(code) else { return nil }
        bytes.append(code - 0x40)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Digits that hold every magnitude between the bounds.
  private static func width(_ minimum: Int64?, _ maximum: Int64?) -> Int {
    let largest = max((minimum ?? .min).magnitude, (maximum ?? .max).magnitude)
    return String(largest).utf8.count
  }

  /// Zero-padded; where negative numbers are possible `-` and the complement of the magnitude stand
  /// for those, and `0` stands before the others.
  private static func integer(_ number: Int128, minimum: Int128?, width: Int) -> String? {
    let digits = String(number.magnitude)
    guard digits.utf8.count <= width else { return nil }
    let padded = String(repeating: "0", count: width - digits.utf8.count) + digits
    if let minimum, minimum >= 0 { return number < 0 ? nil : padded }
    if number >= 0 { return "0" + padded }
    return "-" + String(decoding: padded.utf8.map { 0x30 + 0x39 - $0 }, as: UTF8.self)
  }

  private static func decimal(_ number: Decimal38, precision: Int, scale: Int) -> String? {
    let plain = number.normalized
    guard plain.scale <= scale else { return nil }
    var mantissa = plain.mantissa
    for _ in plain.scale..<scale {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      mantissa = product
    }
    return integer(mantissa, minimum: nil, width: precision)
  }

  private static func number(_ text: String, signed: Bool) -> Int128? {
    guard signed else { return Int128(text) }
    let rest = text.utf8.dropFirst()
    switch text.utf8.first {
    case UInt8(ascii: "0"): return Int128(String(decoding: rest, as: UTF8.self))
    case UInt8(ascii: "-"):
      guard rest.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      let digits = String(decoding: rest.map { 0x30 + 0x39 - $0 }, as: UTF8.self)
      return Int128(digits).map { -$0 }
    default: return nil
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self
    )
  }

  private static func bytes(ofHexadecimal text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).reduce(into: [UInt8]?([])) { result, index in
      let pair = String(decoding: digits[index..<index + 2], as: UTF8.self)
      guard let byte = UInt8(pair, radix: 16) else { return result = nil }
      result?.append(byte)
    }
  }
}
