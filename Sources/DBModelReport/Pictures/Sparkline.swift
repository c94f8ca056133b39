/// Values over time as one line of text, for a terminal.
enum Sparkline {
  private static let cells = 60
  private static let levels: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The highest value of each sixtieth of the time, from 0 up to the highest of all.
  ///
  /// - Parameter points: In order of their time; each value holds until the next.
  /// - Returns: `nil` of nothing, or of nothing but 0.
  static func text(_ points: [ChartPoint], over seconds: Double) -> String? {
    guard let most = points.map(\.y).max(), most > 0, seconds > 0 else { return nil }
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
        levels[min(levels.count - 1, Int(value / most * Double(levels.count)))]
      }
    )
  }

  /// In cells from the start.
  private static func place(_ second: Double, _ seconds: Double) -> Double {
    min(max(second / seconds, 0), 1) * Double(cells)
  }
}
