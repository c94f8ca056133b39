import DBModelDiagnostics

/// What people coming from elsewhere write, and what it is here.
enum ForeignWord {
  private static let words = [
    "asc": "ascending", "average": "avg", "deep": "depth", "desc": "descending",
    "expires": "ttl", "expiry": "ttl", "grows": "growing", "hidden": "secret", "last": "recent",
    "maximum": "max", "mean": "avg", "minimum": "min", "pii": "personal", "pk": "key",
    "present": "given", "primary": "key", "revision": "version", "today": "now", "total": "sum",
  ]

  private static let literals = [
    "nil": "null", "none": "null", "undefined": "null", "null": "null", "true": "true",
    "false": "false",
  ]

  /// Units in lower case; `%`, `x` and what begins with a slash stand directly behind the number.
  private static let times = [
    "d": "days", "hr": "h", "hrs": "h", "m": "min", "micros": "us", "millis": "ms",
    "milliseconds": "ms", "mins": "min", "minute": "min", "minutes": "min", "mo": "months",
    "msec": "ms", "second": "s", "seconds": "s", "secs": "s", "w": "weeks", "y": "years",
    "yr": "years", "yrs": "years",
  ]
  private static let sizes = [
    "b": "B", "byte": "B", "bytes": "B", "gb": "GB", "gib": "GB", "kb": "KB", "kib": "KB",
    "mb": "MB", "mib": "MB", "tb": "TB", "tib": "TB",
  ]

  /// The word that could have stood there, if this one means the same elsewhere.
  static func native(for word: String, among candidates: [String]) -> String? {
    guard let native = words[word.lowercased()], candidates.contains(native) else { return nil }
    return native
  }

  /// `null` for `nil`, `true` for `TRUE`.
  static func literal(for word: String) -> String? { literals[word.lowercased()] }

  /// The unit of this kind that a word means elsewhere.
  static func unit(for word: String, _ measure: Measure) -> String? {
    let word = word.lowercased()
    switch measure {
    case .time: return times[word]
    case .bytes: return sizes[word]
    case .percent: return ["percent", "pct"].contains(word) ? "%" : nil
    case .factor: return word == "times" ? "x" : nil
    case .capacityUnits: return ["acu", "acus"].contains(word) ? "ACU" : nil
    case .rate:
      if ["rps", "qps", "tps"].contains(word) { return "/s" }
      return word == "rpm" ? "/min" : nil
    case .count, .integer, .growth, .money: return nil
    }
  }

  /// Whether the unit stands directly behind its number.
  static func isAttached(_ unit: String) -> Bool {
    unit == "%" || unit == "x" || unit.hasPrefix("/")
  }
}
