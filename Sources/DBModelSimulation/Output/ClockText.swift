/// Times of a simulation as people read them.
public enum ClockText {
  /// The time of day, UTC, with the day from the second one on: `08:05:00`, `day 2 00:00:00`.
  ///
  /// - Parameters:
  ///   - second: From the start of the simulation.
  ///   - start: When it starts, seconds since a Monday, 00:00 UTC.
  public static func text(_ second: Int, start: Int) -> String {
    let clock = start + second
    let day = clock / 86_400 - start / 86_400
    let parts = [clock / 3_600 % 24, clock / 60 % 60, clock % 60].map { part in
      part < 10 ? "0\(part)" : "\(part)"
    }
    let time = parts.joined(separator: ":")
    return day > 0 ? "day \(day + 1) \(time)" : time
  }

  /// How long: `45 s`, `5 min`, `1 h 30 min`.
  public static func duration(_ seconds: Int) -> String {
    var parts: [String] = []
    if seconds >= 3_600 { parts.append("\(seconds / 3_600) h") }
    if seconds / 60 % 60 > 0 { parts.append("\(seconds / 60 % 60) min") }
    if seconds % 60 > 0 || parts.isEmpty { parts.append("\(seconds % 60) s") }
    return parts.joined(separator: " ")
  }
}
