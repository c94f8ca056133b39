/// Figures in the unit that people say them in.
extension FigureFormatter {
  /// `4 KB`, `1,234 B`, `66.8 MB`; KB is 1,024 bytes, as services count.
  public static func bytes(_ value: Double) -> String { range(low: value, high: value, unit: "B") }

  /// `10 s`, `1.5 s`, `90 s`, `2 h`.
  public static func duration(seconds: Double) -> String {
    range(low: seconds, high: seconds, unit: "s")
  }

  /// `80%` of a fraction.
  public static func percent(_ share: Double) -> String {
    range(low: share * 100, high: share * 100, unit: "%")
  }

  /// `40M`, `2.5K`, `300`: three significant digits, as the language writes counts.
  public static func count(_ value: Double) -> String {
    guard value.isFinite, value < 1e15 else { return "very many" }
    let units: [(size: Double, suffix: String)] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "K")]
    let unit = units.first { value >= $0.size } ?? (1, "")
    return number(value / unit.size) + unit.suffix
  }

  /// A term of a sum that a reader adds up: four significant digits, and all of a whole number.
  public static func term(_ value: Double) -> String {
    guard var decimal = DecimalDigits(value), decimal.exponent <= 21 else { return number(value) }
    decimal.round(toSignificant: max(4, decimal.exponent))
    return decimal.plain(groups: true)
  }

  /// A unit and how much of the base unit it is.
  struct Scale: Equatable {
    let unit: String
    let size: Double
  }

  /// The unit a number of milliseconds, seconds or bytes is said in; `nil` for every other unit,
  /// and for what has no size.
  static func scale(_ value: Double, _ unit: String) -> (scale: Scale, base: Double)? {
    guard value.isFinite, value > 0 else { return nil }
    switch unit {
    case "ms": return (time(value / 1_000), 1 / 1_000)
    case "s": return (time(value), 1)
    case "B": return (size(value), 1)
    default: return nil
    }
  }

  /// Rounded to three digits, what is just below a unit is one of it.
  private static let almost = 0.9995

  /// Whole days, hours and minutes are said as such; below two minutes, and up to 999 whole
  /// seconds, seconds are.
  private static func time(_ seconds: Double) -> Scale {
    if seconds < almost { return Scale(unit: "ms", size: 1 / 1_000) }
    let units = [
      Scale(unit: "days", size: 86_400), Scale(unit: "h", size: 3_600),
      Scale(unit: "min", size: 60),
    ]
    let whole = units.first { unit in
      let count = seconds / unit.size
      return count >= 1 && abs(count - count.rounded()) < 1e-9 * count
    }
    if let whole { return whole.unit == "days" && seconds < 2 * whole.size ? units[1] : whole }
    let isShort = seconds < 120 || seconds < 1_000 && seconds == seconds.rounded()
    if isShort { return Scale(unit: "s", size: 1) }
    return units.first { seconds >= 2 * $0.size } ?? Scale(unit: "s", size: 1)
  }

  /// The largest unit that three digits say exactly; of other sizes, bytes up to 10 KB.
  private static func size(_ bytes: Double) -> Scale {
    let units = [
      Scale(unit: "TB", size: 1_099_511_627_776), Scale(unit: "GB", size: 1_073_741_824),
      Scale(unit: "MB", size: 1_048_576), Scale(unit: "KB", size: 1_024),
    ]
    let exact = units.first { unit in
      bytes >= unit.size && (DecimalDigits(bytes / unit.size)?.digits.count ?? 4) <= 3
    }
    if let exact { return exact }
    let byte = Scale(unit: "B", size: 1)
    if bytes < 10 * 1_024 { return byte }
    return units.first { bytes >= almost * $0.size } ?? byte
  }
}
