public import DBModelWorkload

/// Times and dates as ISO 8601 text in UTC: fixed width, so that text order is time order.
public enum TimeText {
  /// The days of the years 0000…9999, which have a text.
  static let days: ClosedRange<Int64> = -719_528...2_932_896

  private static let nanosecondsPerDay: Int64 = 86_400_000_000_000

  /// `2026-11-23T21:05:01.123Z` with as many fraction digits as the precision has; `nil` for years
  /// outside 0000…9999 (none within the range of 64-bit nanoseconds).
  public static func timestamp(nanoseconds: Int64, precision: TimePrecision) -> String? {
    let days = floorDivide(nanoseconds, nanosecondsPerDay)
    guard let date = date(days: days) else { return nil }
    let rest = nanoseconds - days * nanosecondsPerDay
    let seconds = rest / 1_000_000_000
    var text =
      "\(date)T\(pad(seconds / 3_600, 2)):\(pad(seconds / 60 % 60, 2)):\(pad(seconds % 60, 2))"
    if precision.fractionDigits > 0 {
      let steps = rest % 1_000_000_000 / precision.nanosecondsPerStep
      text += "." + pad(steps, precision.fractionDigits)
    }
    return text + "Z"
  }

  /// `2026-11-23`; `nil` for years outside 0000…9999.
  ///
  /// Civil from days, by the usual era arithmetic of the proleptic Gregorian calendar.
  public static func date(days: Int64) -> String? {
    guard Self.days.contains(days) else { return nil }
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
  }

  /// Undoes `date(days:)`; `nil` for anything that is not a day of the calendar.
  public static func days(ofDate text: String) -> Int64? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.count == 3, let year = Int64(parts[0]),
      let month = Int64(parts[1]), let day = Int64(parts[2]), (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return date(days: days) == text ? days : nil
  }

  /// Undoes `timestamp(nanoseconds:precision:)` for every precision.
  public static func nanoseconds(ofTimestamp text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes.last == UInt8(ascii: "Z"),
      let days = days(ofDate: String(decoding: bytes[..<10], as: UTF8.self))
    else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      Int64(String(decoding: bytes[range], as: UTF8.self))
    }
    guard let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
    else { return nil }
    var fraction: Int64 = 0
    if bytes.count > 20 {
      guard bytes.count <= 30, bytes[19] == UInt8(ascii: "."),
        let steps = number(20..<bytes.count - 1)
      else { return nil }
      fraction = (bytes.count..<30).reduce(steps) { result, _ in result * 10 }
    }
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (total, more) = whole.addingReportingOverflow(fraction)
    return overflow || more ? nil : total
  }

  private static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
    let quotient = a / b
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
  }

  private static func pad(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
