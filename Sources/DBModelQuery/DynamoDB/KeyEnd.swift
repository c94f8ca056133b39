import DBModelWorkload

/// An end of a range over values that are written into a key as text.
///
/// A question may ask for more than the key can hold (`number between -2 and 3` where numbers begin
/// with 1): the range then ends where the texts do.
enum KeyEnd {
  case lower
  case upper

  /// The nearest value within the range that has a text; `nil` where no value of the key is within.
  func value(_ value: Value, _ type: ValueType) -> (value: Value, isMoved: Bool)? {
    switch (value, type) {
    case (.integer(let number), .integer(let minimum, let maximum)):
      let largest = max((minimum ?? .min).magnitude, (maximum ?? .max).magnitude)
      let most = Self.power(String(largest).utf8.count) - 1
      let least = (minimum ?? -1) < 0 ? -most : 0
      return moved(Int128(number), least...most) { Int64(exactly: $0).map(Value.integer) }
    case (.decimal(let number), .decimal(let precision, let scale)):
      let most = Self.power(precision) - 1
      let down = Decimal38.floor(number, scale: scale)
      let isWhole = Decimal38(mantissa: down, scale: scale) == number
      let nearest = self == .lower && !isWhole ? down + 1 : down
      let end = moved(nearest, -most...most) { .decimal(Decimal38(mantissa: $0, scale: scale)) }
      return end.map { ($0.value, $0.isMoved || !isWhole) }
    case (.date(let days), .date):
      let (first, last) = (Int128(TimeText.days.lowerBound), Int128(TimeText.days.upperBound))
      return moved(Int128(days), first...last) { Int64(exactly: $0).map(Value.date) }
    default: return (value, false)
    }
  }

  private func moved(
    _ number: Int128,
    _ range: ClosedRange<Int128>,
    _ make: (Int128) -> Value?
  ) -> (value: Value, isMoved: Bool)? {
    switch self {
    case .lower where number > range.upperBound, .upper where number < range.lowerBound: nil
    default:
      make(min(max(number, range.lowerBound), range.upperBound))
        .map { ($0, !range.contains(number)) }
    }
  }

  private static func power(_ digits: Int) -> Int128 {
    (0..<digits).reduce(1) { power, _ in power * 10 }
  }
}

extension Decimal38 {
  /// The mantissa of the largest number of a scale that is not above a number.
  fileprivate static func floor(_ number: Decimal38, scale: Int) -> Int128 {
    let plain = number.normalized
    var mantissa = plain.mantissa
    for _ in plain.scale..<max(scale, plain.scale) {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      // Beyond every decimal of 38 digits.
      if overflow { return mantissa < 0 ? .min / 2 : .max / 2 }
      mantissa = product
    }
    for _ in scale..<max(scale, plain.scale) {
      let (quotient, rest) = mantissa.quotientAndRemainder(dividingBy: 10)
      mantissa = rest < 0 ? quotient - 1 : quotient
    }
    return mantissa
  }
}
