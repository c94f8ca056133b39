import DBModelStatistics
import DBModelWorkload

/// Numbers and lists as the reasons of choices print them.
enum Figure {
  /// `40M`, `2.5K`, `300`: three significant digits, as the language writes counts.
  static func count(_ value: Double) -> String {
    let units: [(Double, String)] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "K")]
    for (size, suffix) in units where value >= size { return digits(value / size) + suffix }
    return digits(value)
  }

  private static func digits(_ value: Double) -> String {
    guard value.isFinite, value < 1e15 else { return "very many" }
    let factor: Double = value >= 100 ? 1 : value >= 10 ? 10 : 100
    let scaled = (value * factor).rounded()
    if scaled.truncatingRemainder(dividingBy: factor) == 0 { return String(Int(scaled / factor)) }
    var text = String(scaled / factor)
    while text.hasSuffix("0") { text.removeLast() }
    return text
  }

  /// `2 %`, `0.5 %`.
  static func percent(_ share: Double) -> String { "\(digits(share * 100)) %" }

  /// `1 row`, `4K rows`.
  static func rows(_ value: Double) -> String { value == 1 ? "1 row" : "\(count(value)) rows" }

  /// `1..30 rows (3 on average)`.
  static func rows(_ spread: Spread) -> String {
    let upper = spread.maximum.map(count) ?? "any number"
    if spread.maximum == spread.minimum { return rows(spread.minimum) }
    return "\(count(spread.minimum))..\(upper) rows (\(count(spread.average)) on average)"
  }

  /// `` `a`, `b` and 3 more patterns ``.
  static func patterns(_ ids: [PatternID], _ workload: Workload) -> String {
    let names = ids.map { workload[$0].name }.sorted()
    let shown = names.prefix(4).map { "`\($0)`" }.joined(separator: ", ")
    if names.isEmpty { return "no pattern" }
    return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
  }
}
