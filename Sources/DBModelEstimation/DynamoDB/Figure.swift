import DBModelDiagnostics
import DBModelStatistics

/// Numbers inside formulas.
enum Figure {
  static func count(_ interval: Interval) -> String {
    FigureFormatter.range(low: interval.low, high: interval.high, unit: "")
  }

  static func bytes(_ value: Double) -> String {
    FigureFormatter.range(low: value, high: value, unit: "B")
  }
}
