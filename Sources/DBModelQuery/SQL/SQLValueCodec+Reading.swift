public import DBModelWorkload

extension SQLValueCodec {
  /// The model's value of what a query returned for a column of the type; `nil` where that is none.
  ///
  /// Takes typed values and the texts that command-line clients print (PostgreSQL with the time
  /// zone set to UTC).
  public func value(_ returned: SQLValue, as type: ValueType) -> Value? {
    if returned == .null { return .null }
    switch SQLStorage(type, dialect) {
    case .json:
      guard case .text(let text) = returned else { return nil }
      return JSONColumn.value(of: text, type)
    case .scaledInteger(let scale):
      return integer(returned).flatMap { unscaled($0, scale, type) }
    case .days: return integer(returned).map { .date(days: $0) }
    case .orderedText(_, let scale):
      guard case .text(let text) = returned else { return nil }
      return OrderedDecimal.number(text, scale: scale).map { .decimal($0) }
    case .native: return native(returned, type)
    }
  }

  private func integer(_ returned: SQLValue) -> Int64? {
    switch returned {
    case .integer(let number): number
    case .text(let text): Int64(text)
    default: nil
    }
  }

  private func unscaled(_ number: Int64, _ scale: Int, _ type: ValueType) -> Value? {
    if case .timestamp = type {
      var step: Int64 = 1
      for _ in scale..<9 { step *= 10 }
      let (nanoseconds, overflow) = number.multipliedReportingOverflow(by: step)
      return overflow ? nil : .timestamp(nanoseconds: nanoseconds)
    }
    return .decimal(Decimal38(mantissa: Int128(number), scale: scale))
  }

  private func native(_ returned: SQLValue, _ type: ValueType) -> Value? {
    switch type {
    case .bool:
      switch returned {
      case .integer(let number): return .bool(number != 0)
      case .text("t"), .text("true"), .text("1"): return .bool(true)
      case .text("f"), .text("false"), .text("0"): return .bool(false)
      default: return nil
      }
    case .integer:
      if let number = integer(returned) { return .integer(number) }
      guard case .text(let text) = returned, let number = DecimalText.number(text),
        number.normalized.scale == 0
      else { return nil }
      return Int64(exactly: number.normalized.mantissa).map { .integer($0) }
    case .decimal:
      switch returned {
      case .integer(let number): return .decimal(Decimal38(mantissa: Int128(number), scale: 0))
      case .text(let text): return DecimalText.number(text).map { .decimal($0) }
      default: return nil
      }
    case .bytes:
      switch returned {
      case .blob(let bytes): return .bytes(bytes)
      case .text(let text) where text.hasPrefix("\\x"):
        return Hexadecimal.bytes(text.dropFirst(2)).map { .bytes($0) }
      case .text(let text) where dialect == .mysql && text.hasPrefix("0x"):
        return Hexadecimal.bytes(text.dropFirst(2)).map { .bytes($0) }
      default: return nil
      }
    case .timestamp: return text(returned).flatMap(timestamp)
    case .date:
      return text(returned).flatMap { TimeText.days(ofDate: $0) }.map { .date(days: $0) }
    default: return text(returned).map { .string($0) }
    }
  }

  private func text(_ returned: SQLValue) -> String? {
    if case .text(let text) = returned { return text }
    return nil
  }

  private func timestamp(_ text: String) -> Value? {
    var plain = text.replacing(" ", with: "T")
    if plain.hasSuffix("+00") { plain = String(plain.dropLast(3)) }
    return TimeText.nanoseconds(ofTimestamp: plain + "Z").map { .timestamp(nanoseconds: $0) }
  }
}

/// Plain decimal text: `-12.50`.
enum DecimalText {
  static func number(_ text: String) -> Decimal38? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty else { return nil }
    var fraction = parts.count == 2 ? Array(parts[1].utf8) : []
    while fraction.last == 48 { fraction.removeLast() }
    guard fraction.count <= 38,
      let mantissa = Int128(String(whole) + String(decoding: fraction, as: UTF8.self))
    else { return nil }
    return Decimal38(mantissa: mantissa, scale: fraction.count)
  }
}
