/// A number as it was written: exact, with its suffixes and its unit.
public struct Quantity: Hashable, Sendable {
  /// The digits without point and separators, signed; the magnitude is not multiplied in.
  /// Saturated at `Int64.max` where there are too many digits; see `isAbsurd`.
  public let mantissa: Int64
  /// The value is `mantissa × 10^exponent10`; magnitudes are in it (K 3, M 6, G 9, T 12).
  public let exponent10: Int
  /// `%` was written; the number is not divided by 100.
  public let isPercent: Bool
  /// `x` was written: so many times.
  public let isTimes: Bool
  /// What follows `/`: `s` of `250/s`, `month` of `260 USD/month`.
  public let perUnit: String?
  /// The unit apart: `ms` of `10 ms`.
  public let unit: String?
  /// More digits than a 64-bit integer holds, or a suffix that is none; the parser has reported it.
  public let isAbsurd: Bool

  /// A quantity from its parts; a plain zero where nothing else is said.
  public init(
    mantissa: Int64,
    exponent10: Int = 0,
    isPercent: Bool = false,
    isTimes: Bool = false,
    perUnit: String? = nil,
    unit: String? = nil,
    isAbsurd: Bool = false
  ) {
    self.mantissa = mantissa
    self.exponent10 = exponent10
    self.isPercent = isPercent
    self.isTimes = isTimes
    self.perUnit = perUnit
    self.unit = unit
    self.isAbsurd = isAbsurd
  }

  /// The nearest double; percent is not divided by 100.
  public var value: Double {
    var power = 1.0
    for _ in 0..<min(abs(exponent10), 400) { power *= 10 }
    return exponent10 < 0 ? Double(mantissa) / power : Double(mantissa) * power
  }

  /// The value where it is whole and fits; nil otherwise.
  public var integer: Int64? {
    if isAbsurd { return nil }
    var result = mantissa
    for _ in 0..<min(abs(exponent10), 40) {
      if exponent10 < 0 {
        guard result % 10 == 0 else { return nil }
        result /= 10
      } else {
        let (product, overflow) = result.multipliedReportingOverflow(by: 10)
        guard !overflow else { return nil }
        result = product
      }
    }
    return result
  }

  /// A bare number: no percent, no `x`, no unit of any sort.
  public var isPlain: Bool { !isPercent && !isTimes && perUnit == nil && unit == nil }

  /// The same number with another unit; `1..92 days` gives `1` the unit of `92 days`.
  func withUnit(of other: Quantity) -> Quantity {
    Quantity(
      mantissa: mantissa,
      exponent10: exponent10,
      isPercent: isPercent || other.isPercent,
      isTimes: isTimes || other.isTimes,
      perUnit: perUnit ?? other.perUnit,
      unit: unit ?? other.unit,
      isAbsurd: isAbsurd
    )
  }
}

/// A day of the Gregorian calendar.
public struct DateLiteral: Hashable, Comparable, Sendable {
  /// 0 to 9999.
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// 1 to the length of the month.
  public let day: Int

  /// The parts as they are; readers of the tree give only days that exist.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Earlier days first.
  public static func < (a: DateLiteral, b: DateLiteral) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

/// A time of day.
public struct TimeLiteral: Hashable, Sendable {
  /// 0 to 23.
  public let hour: Int
  /// 0 to 59.
  public let minute: Int
  /// 0 to 59; 0 where it was not written.
  public let second: Int

  /// The parts as they are; readers of the tree give only times that exist.
  public init(hour: Int, minute: Int, second: Int) {
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// Seconds behind midnight, 0 to 86,399.
  public var secondsOfDay: Double { Double(hour * 3_600 + minute * 60 + second) }
}
