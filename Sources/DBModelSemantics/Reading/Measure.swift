import DBModelSyntax

/// What a number is a measure of: decides the units it may have.
enum Measure: CaseIterable {
  /// A bare number of 0 or more.
  case count
  /// A bare whole number, which may be negative.
  case integer
  case percent
  case bytes
  case time
  /// Calls a second, from `/s` to `/month`.
  case rate
  /// Relative growth, `5%/month`.
  case growth
  /// US dollars a month.
  case money
  /// `10x`.
  case factor
  /// Aurora capacity units.
  case capacityUnits

  /// What it is called in a message, with its article.
  var title: String {
    switch self {
    case .count: "a count"
    case .integer: "a whole number"
    case .percent: "a percentage"
    case .bytes: "a size"
    case .time: "a length of time"
    case .rate: "a rate"
    case .growth: "a growth"
    case .money: "a cost"
    case .factor: "a factor"
    case .capacityUnits: "a capacity"
    }
  }

  /// How it is written, for the label.
  var form: String {
    switch self {
    case .count: "a bare number: `20`, `4K`, `2M`"
    case .integer: "a bare whole number: `20`"
    case .percent: "a number with `%`: `80%`"
    case .bytes: "a number and `B`, `KB`, `MB`, `GB` or `TB`: `24 B`"
    case .time: "a number and `ms`, `s`, `min`, `h`, `days`, `months` or `years`: `10 ms`"
    case .rate: "a number with `/s`, `/min`, `/hour`, `/day` or `/month`: `40/s`"
    case .growth: "a percentage a month or a year: `5%/month`"
    case .money: "US dollars a month: `260 USD/month`"
    case .factor: "a number with `x`: `10x`"
    case .capacityUnits: "a number and `ACU`: `16 ACU`"
    }
  }

  /// Seconds in a unit of time; a month is 30 days and a year 365, as people mean them in spans.
  static func seconds(of unit: String) -> Double? {
    switch unit {
    case "ns": 1e-9
    case "us": 1e-6
    case "ms": 1e-3
    case "s", "sec": 1
    case "min": 60
    case "h", "hour", "hours": 3600
    case "day", "days": 86_400
    case "week", "weeks": 7 * 86_400
    case "month", "months": 30 * 86_400
    case "year", "years": 365 * 86_400
    default: nil
    }
  }

  /// Seconds a rate is counted over. A month is 730 hours, as the services bill it (AWS Pricing
  /// Calculator, checked 2026-11-23), so that rates and monthly costs agree.
  static func ratePeriod(of unit: String) -> Double? {
    unit == "month" ? 730 * 3600 : seconds(of: unit)
  }

  /// Bytes in a unit; KB is 1,024 bytes, as the services count.
  static func bytes(of unit: String) -> Double? {
    switch unit {
    case "B": 1
    case "KB": 1024
    case "MB": 1_048_576
    case "GB": 1_073_741_824
    case "TB": 1_099_511_627_776
    default: nil
    }
  }

  /// The number in the measure's base unit (bytes, seconds, calls a second, a fraction of 1, USD a
  /// month), or `nil` where its units are of another kind.
  func value(of quantity: Quantity) -> Double? {
    let number = quantity.value
    switch self {
    case .count, .integer:
      return quantity.isPlain ? number : nil
    case .percent:
      guard quantity.isPercent, quantity.perUnit == nil, quantity.unit == nil else { return nil }
      return number / 100
    case .bytes:
      guard isBare(quantity), let unit = quantity.unit else { return nil }
      return Measure.bytes(of: unit).map { $0 * number }
    case .time:
      guard isBare(quantity), let unit = quantity.unit else { return nil }
      return Measure.seconds(of: unit).map { $0 * number }
    case .rate:
      guard !quantity.isPercent, !quantity.isTimes, quantity.unit == nil, let per = quantity.perUnit
      else { return nil }
      return Measure.ratePeriod(of: per).map { number / $0 }
    case .growth:
      guard quantity.isPercent, quantity.unit == nil, let per = quantity.perUnit else { return nil }
      switch per {
      case "month": return number / 100
      case "year": return number / 1200
      default: return nil
      }
    case .money:
      guard !quantity.isPercent, !quantity.isTimes, quantity.unit == "USD",
        quantity.perUnit == "month"
      else { return nil }
      return number
    case .factor:
      return quantity.isTimes && quantity.unit == nil && quantity.perUnit == nil ? number : nil
    case .capacityUnits:
      return isBare(quantity) && quantity.unit == "ACU" ? number : nil
    }
  }

  private func isBare(_ quantity: Quantity) -> Bool {
    !quantity.isPercent && !quantity.isTimes && quantity.perUnit == nil
  }
}
