import DBModelDiagnostics
import DBModelStatistics

/// Numbers inside formulas.
enum Figure {
  static func count(_ interval: Interval) -> String {
    FigureFormatter.range(low: interval.low, high: interval.high, unit: "")
  }

  /// `1 row`, `2.5 rows`, `1–3 rows`.
  static func counted(_ interval: Interval, _ noun: String) -> String {
    let figure = count(interval)
    return figure == "1" ? "1 \(noun)" : "\(figure) \(noun)s"
  }

  static func bytes(_ value: Double) -> String {
    FigureFormatter.range(low: value, high: value, unit: "B")
  }
}
