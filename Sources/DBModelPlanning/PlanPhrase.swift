import DBModelDiagnostics
import DBModelStatistics
import DBModelWorkload

/// Rows and patterns as the reasons of choices name them.
enum PlanPhrase {
  /// `1 row`, `4K rows`.
  static func rows(_ value: Double) -> String {
    value == 1 ? "1 row" : "\(FigureFormatter.count(value)) rows"
  }

  /// `1..30 rows (3 on average, half of them at most 2)`.
  static func rows(_ spread: Spread) -> String {
    let upper = spread.maximum.map(FigureFormatter.count) ?? "any number"
    if spread.maximum == spread.minimum { return rows(spread.minimum) }
    let median = spread.median.map { ", half of them at most \(FigureFormatter.count($0))" } ?? ""
    let ends = "\(FigureFormatter.count(spread.minimum))..\(upper)"
    return "\(ends) rows (\(FigureFormatter.count(spread.average)) on average\(median))"
  }

  /// `` `a`, `b` and 3 more patterns ``.
  static func patterns(_ ids: [PatternID], _ workload: Workload) -> String {
    let names = ids.map { workload[$0].name }.sorted()
    let shown = names.prefix(4).map { "`\($0)`" }.joined(separator: ", ")
    if names.isEmpty { return "no pattern" }
    return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
  }

  /// `12.40 USD/month`, `under 0.01 USD/month`.
  static func dollars(_ value: Double) -> String {
    if value > 0, value < 0.005 { return "under 0.01 USD/month" }
    return FigureFormatter.range(low: value, high: value, unit: "USD/month")
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `1 attribute`, `3 attributes`.
  static func attributes(_ count: Int) -> String {
    count == 1 ? "1 attribute" : "\(count) attributes"
  }
}
