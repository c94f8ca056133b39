/// The one place where a number becomes text for people.
///
/// Three significant digits, but never fewer than the whole part has; thousands are grouped with
/// `,`; money has cents; the unit stands apart except `%`, `x` and a leading `/`. Milliseconds,
/// seconds and bytes that are shown with their unit are said in the one that fits: `10 s`, `4 KB`.
/// What is not a number is `unknown`, what has no bound says so: `NaN` and `inf` are never printed.
public enum FigureFormatter {
  /// Digits that are kept below 1,000.
  private static let significantDigits = 3

  /// `3.1–4.2 ms`, `12.40 USD/month`, `4,200 units/s`, `≥ 7 ms`.
  public static func range(
    low: Double,
    high: Double,
    unit: String,
    showsUnit: Bool = true
  ) -> String {
    if showsUnit, let text = scaled(low: low, high: high, unit: unit) { return text }
    let isMoney = unit.hasPrefix("USD") || unit.hasPrefix("EUR")
    let figure: String
    if low.isNaN || high.isNaN {
      figure = "unknown"
    } else if low == -.infinity, high == .infinity {
      figure = "unknown"
    } else if low == .infinity || high == -.infinity {
      figure = "without bound"
    } else if high == .infinity {
      figure = "≥ " + finite(low, isMoney: isMoney)
    } else if low == -.infinity {
      figure = "≤ " + finite(high, isMoney: isMoney)
    } else {
      let first = finite(low, isMoney: isMoney)
      let last = finite(high, isMoney: isMoney)
      figure = first == last ? first : "\(first)–\(last)"
    }
    guard showsUnit, !unit.isEmpty, figure != "unknown", figure != "without bound" else {
      return figure
    }
    let attaches = unit == "x" || unit.hasPrefix("%") || unit.hasPrefix("/")
    return attaches ? figure + unit : "\(figure) \(unit)"
  }

  /// The same in another unit; both ends have their own where one of them would be lost.
  private static func scaled(low: Double, high: Double, unit: String) -> String? {
    guard !low.isNaN, !high.isNaN, let (scale, base) = scale(high.isFinite ? high : low, unit)
    else { return nil }
    if low > 0, high.isFinite, let (other, _) = self.scale(low, unit), other != scale,
      low * base < 0.1 * scale.size
    {
      return range(low: low, high: low, unit: unit) + "–" + range(low: high, high: high, unit: unit)
    }
    guard scale.unit != unit else { return nil }
    let factor = base / scale.size
    let figure = range(low: low * factor, high: high * factor, unit: scale.unit, showsUnit: false)
    return "\(figure) \(scale.unit)"
  }

  /// One number without a unit.
  public static func number(_ value: Double) -> String { range(low: value, high: value, unit: "") }

  /// All digits of a whole number, grouped.
  public static func integer(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  private static func finite(_ value: Double, isMoney: Bool) -> String {
    guard var decimal = DecimalDigits(value) else { return "unknown" }
    if decimal.exponent > 21 || decimal.exponent < -5 {
      decimal.round(toSignificant: significantDigits)
      return decimal.scientific
    }
    if isMoney, decimal.exponent >= -1 {
      decimal.round(toPlaces: 2)
      return decimal.plain(groups: true, places: 2)
    }
    decimal.round(toSignificant: max(significantDigits, decimal.exponent))
    return decimal.plain(groups: true)
  }
}
