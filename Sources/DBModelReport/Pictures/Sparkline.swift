/// Values over time as one line of text, for a terminal.
enum Sparkline {
  private static let cells = 60
  private static let levels: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The highest value of each sixtieth of the time.
  ///
  /// - Parameters:
  ///   - points: In order of their time; each value holds until the next.
  ///   - most: What a whole block stands for: lines below each other are compared.
  /// - Returns: `nil` of nothing, or where there is nothing but 0.
  static func text(_ points: [ChartPoint], over seconds: Double, upTo most: Double) -> String? {
    guard !points.isEmpty, most > 0, seconds > 0 else { return nil }
    var highest = [Double](repeating: 0, count: cells)
    for (number, point) in points.enumerated() {
      let end = number + 1 < points.count ? points[number + 1].x : seconds
      let (from, to) = (place(point.x, seconds), place(end, seconds))
      let first = min(Int(from), cells - 1)
      let last = min(max(first, Int(to.rounded(.up)) - 1), cells - 1)
      for cell in first...last { highest[cell] = max(highest[cell], point.y) }
    }
    return String(
      highest.map { value in
        levels[Int(min(max(value / most, 0) * Double(levels.count), Double(levels.count - 1)))]
      }
    )
  }

  /// In cells from the start.
  private static func place(_ second: Double, _ seconds: Double) -> Double {
    min(max(second / seconds, 0), 1) * Double(cells)
  }
}
