public import DBModelWorkload

/// Takes values of the model to a dialect's values and literals, and back.
public struct SQLValueCodec: Sendable {
  public let dialect: SQLDialect

  public init(_ dialect: SQLDialect) { self.dialect = dialect }

  /// The value as a client binds it for a column or an operand of the type.
  ///
  /// Numbers that the storage cannot hold become its nearest value, so that comparisons keep their
  /// sense; stored values always fit.
  public func bound(_ value: Value, as type: ValueType) -> SQLValue {
    switch SQLStorage(type, dialect) {
    case .json: return value == .null ? .null : .text(JSONColumn.text(of: value, type))
    case .scaledInteger(let scale): return scaled(value, scale)
    case .orderedText(let precision, let scale):
      guard let number = try? ValueArithmetic.asDecimal(value) else { return .null }
      return .text(OrderedDecimal.text(number, precision: precision, scale: scale))
    case .days:
      if case .date(let days) = value { return .integer(days) }
      return .null
    case .native: return native(value, type)
    }
  }

  /// The value as a literal of the dialect, usable where a column or an operand of the type stands.
  public func literal(_ value: Value, as type: ValueType) -> String {
    let bound = bound(value, as: type)
    switch bound {
    case .null: return "NULL"
    case .integer(let number):
      if case .bool = value, dialect != .sqlite { return number == 0 ? "FALSE" : "TRUE" }
      return String(number)
    case .real(let number): return String(number)
    case .blob(let bytes): return binary(bytes)
    case .text(let text):
      switch (value, type, dialect) {
      case (.decimal, .decimal, .postgresql), (.decimal, .decimal, .mysql), (.integer, _, _),
        (.decimal, .integer, _):
        if case .orderedText = SQLStorage(type, dialect) { return quoted(text) }
        return text
      case (.bool, _, _): return text == "t" ? "TRUE" : "FALSE"
      case (.timestamp, _, .postgresql): return "TIMESTAMPTZ \(quoted(text))"
      case (.timestamp, _, .mysql): return "TIMESTAMP \(quoted(text))"
      case (.date, _, .postgresql), (.date, _, .mysql): return "DATE \(quoted(text))"
      default: return quoted(text)
      }
    }
  }

  /// A text literal that no setting of the server can change the meaning of.
  public func quoted(_ text: String) -> String {
    let plain = "'" + doubled(text, "'") + "'"
    let isPlain = !text.utf8.contains { $0 == UInt8(ascii: "\\") || $0 < 32 || $0 == 127 }
    if isPlain { return plain }
    switch dialect {
    case .postgresql: return "E'" + doubled(doubled(text, "'"), "\\") + "'"
    case .mysql: return "_utf8mb4 " + binary(Array(text.utf8))
    case .sqlite:
      // A NUL would end a literal.
      return text.utf8.contains(0) ? "CAST(\(binary(Array(text.utf8))) AS TEXT)" : plain
    }
  }

  private func doubled(_ text: String, _ character: Character) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if Character(scalar) == character { result.unicodeScalars.append(scalar) }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private func binary(_ bytes: [UInt8]) -> String {
    let hex = Hexadecimal.text(bytes)
    return dialect == .postgresql ? "'\\x\(hex)'::bytea" : "X'\(hex)'"
  }

  private func scaled(_ value: Value, _ scale: Int) -> SQLValue {
    switch value {
    case .timestamp(let nanoseconds):
      var step: Int64 = 1
      for _ in scale..<9 { step *= 10 }
      return .integer(ValueArithmetic.floorDivide(nanoseconds, step))
    case .date(let days):
      return (try? ValueArithmetic.startOfDay(days)).map { scaled($0, scale) } ?? .null
    case .integer, .decimal:
      guard let number = try? ValueArithmetic.asDecimal(value) else { return .null }
      guard let mantissa = try? ValueArithmetic.mantissa(number, scale: scale) else {
        return .integer(number.mantissa < 0 ? .min : .max)
      }
      return .integer(Int64(clamping: mantissa))
    default: return .null
    }
  }

  private func native(_ value: Value, _ type: ValueType) -> SQLValue {
    switch value {
    case .null: return .null
    case .bool(let flag): return .integer(flag ? 1 : 0)
    case .integer(let number): return .integer(number)
    case .decimal(let number):
      if case .integer = type, let whole = Int64(exactly: number.normalized.mantissa),
        number.normalized.scale == 0
      {
        return .integer(whole)
      }
      return .text(number.text)
    case .string(let text): return .text(text)
    case .bytes(let bytes): return .blob(bytes)
    case .timestamp(let nanoseconds):
      guard case .timestamp(let precision) = type,
        let text = TimeText.timestamp(
          nanoseconds: floored(nanoseconds, precision),
          precision: precision
        )
      else { return .null }
      // `2026-11-23 21:05:01.123`, with the zone where the type has one.
      let spaced = String(text.dropLast()).replacing("T", with: " ")
      return .text(dialect == .postgresql ? spaced + "+00" : spaced)
    case .date(let days):
      if case .timestamp = type {
        return (try? ValueArithmetic.startOfDay(days)).map { native($0, type) } ?? .null
      }
      return TimeText.date(days: days).map { .text($0) } ?? .null
    case .list, .structure: return .text(JSONColumn.text(of: value, type))
    }
  }

  private func floored(_ nanoseconds: Int64, _ precision: TimePrecision) -> Int64 {
    let step = precision.nanosecondsPerStep
    return ValueArithmetic.floorDivide(nanoseconds, step) &* step
  }
}

/// Bytes as hexadecimal digits.
enum Hexadecimal {
  static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for position in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[position...position + 1], as: UTF8.self)
      guard let byte = UInt8(pair, radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

/// Decimals as text of a fixed width whose byte order is the numbers' order: `1` and the digits of
/// a number that is not negative, `0` and the nines' complement of the digits of one that is.
enum OrderedDecimal {
  static func text(_ number: Decimal38, precision: Int, scale: Int) -> String {
    let limit = ValueArithmetic.powerOfTen(precision)
    let exact =
      (try? ValueArithmetic.mantissa(number, scale: scale))
      ?? (number.mantissa < 0 ? -limit : limit)
    let mantissa = min(max(exact, 1 - limit), limit - 1)
    let digits = String(mantissa.magnitude)
    let padded = String(repeating: "0", count: precision - digits.utf8.count) + digits
    if mantissa >= 0 { return "1" + padded }
    return "0" + String(decoding: padded.utf8.map { 105 - $0 }, as: UTF8.self)
  }

  static func number(_ text: String, scale: Int) -> Decimal38? {
    let bytes = Array(text.utf8)
    guard let sign = bytes.first, bytes.dropFirst().allSatisfy({ (48...57).contains($0) })
    else { return nil }
    let digits = bytes.dropFirst().map { sign == 49 ? $0 : 105 - $0 }
    guard let magnitude = Int128(String(decoding: digits, as: UTF8.self)) else { return nil }
    return Decimal38(mantissa: sign == 49 ? magnitude : -magnitude, scale: scale)
  }
}
