/// Times and durations as they are typed.
enum TimeText {
  private static let days = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// Seconds since a Monday, 00:00, of `08:00`, `sunday 23:30` or `sunday 23:30:15`.
  static func clock(_ text: String) -> Int? {
    var words = text.lowercased().split(separator: " ")
    var day = 0
    if words.count == 2, let place = days.firstIndex(of: String(words[0])) {
      day = place
      words.removeFirst()
    }
    guard words.count == 1 else { return nil }
    let parts = words[0].split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    var seconds = 0
    for (place, part) in parts.enumerated() {
      guard (1...2).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
        let number = Int(part), number < (place == 0 ? 24 : 60)
      else { return nil }
      seconds = seconds * 60 + number
    }
    return day * 86_400 + (parts.count == 2 ? seconds * 60 : seconds)
  }

  /// Seconds of `45s`, `5min`, `5 min` or `2h`, up to a week.
  static func seconds(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard (1...6).contains(digits.utf8.count), let number = Int(digits) else { return nil }
    let units = ["s": 1, "min": 60, "m": 60, "h": 3_600]
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let factor = units[String(unit)], number * factor <= 604_800 else { return nil }
    return number * factor
  }

  /// Seconds of a row, so that at most two dozen rows make up a simulation; of one that is drawn,
  /// ten dozen.
  static func interval(of seconds: Int, drawn: Bool = false) -> Int {
    let steps = [1, 5, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600]
    return steps.first { seconds <= (drawn ? 120 : 24) * $0 } ?? 28_800
  }
}
