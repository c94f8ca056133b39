public import DBModelDiagnostics
public import DBModelStatistics

/// Intervals inside formulas.
extension FigureFormatter {
  /// `3`, `3–4`, `3–4 ms`.
  public static func interval(_ interval: Interval, _ unit: String = "") -> String {
    range(low: interval.low, high: interval.high, unit: unit)
  }

  /// `1 row`, `2.5 rows`, `1–3 rows`.
  public static func counted(_ interval: Interval, _ noun: String) -> String {
    let figure = Self.interval(interval)
    return figure == "1" ? "1 \(noun)" : "\(figure) \(noun)s"
  }
}
