/// Where an axis of time has its numbers: at whole minutes, hours or days by the clock.
package struct TimeTicks {
  /// Seconds from the start, and the time of day there; the day too at its first tick.
  package let marks: [(second: Double, text: String)]

  private static let steps: [Int] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
    86_400,
  ]

  /// - Parameters:
  ///   - start: The time of day at the start, in seconds from midnight.
  ///   - seconds: How long the axis is, up to 10⁹.
  ///   - most: How many numbers there is room for, at least 1.
  package init(from start: Int, seconds: Double, most: Int) {
    let start = start % 86_400
    var step = Self.steps.first { seconds / Double($0) <= Double(most) } ?? 86_400
    while seconds / Double(step) > Double(most) { step *= 2 }
    var values: [(second: Double, text: String)] = []
    var clock = (start + step - 1) / step * step
    var day = start / 86_400
    while Double(clock - start) <= seconds {
      let own = clock / 86_400
      var text = Self.two(clock / 3_600 % 24) + ":" + Self.two(clock / 60 % 60)
      if step < 60 { text += ":" + Self.two(clock % 60) }
      if own != day {
        text = "day \(own + 1)" + (clock % 86_400 == 0 ? "" : " \(text)")
        day = own
      }
      values.append((Double(clock - start), text))
      clock += step
    }
    self.marks = values
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
