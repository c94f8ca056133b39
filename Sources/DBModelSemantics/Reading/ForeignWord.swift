import DBModelDiagnostics
import DBModelSyntax

/// What people coming from elsewhere write, and what it is here.
enum ForeignWord {
  private static let words = [
    "asc": "ascending", "average": "avg", "cardinality": "distinct", "deep": "depth",
    "desc": "descending", "expires": "ttl", "expiry": "ttl", "grows": "growing",
    "hidden": "secret", "last": "recent", "maximum": "max", "mean": "avg", "minimum": "min",
    "ndv": "distinct", "pii": "personal", "pk": "key", "present": "given", "primary": "key",
    "revision": "version", "today": "now", "total": "sum",
  ]

  private static let literals = [
    "nil": "null", "none": "null", "undefined": "null", "null": "null", "true": "true",
    "false": "false",
  ]

  /// The word that could have stood there, if this one means the same elsewhere.
  static func native(for word: String, among candidates: [String]) -> String? {
    guard let native = words[word.lowercased()], candidates.contains(native) else { return nil }
    return native
  }

  /// `null` for `nil`, `true` for `TRUE`.
  static func literal(for word: String) -> String? { literals[word.lowercased()] }

  /// The unit of this kind that a word means elsewhere, and whether it surely does: `m` is minutes
  /// to some and months to others.
  ///
  /// - Parameter isOne: Whether one of them is counted.
  static func unit(for word: String, _ measure: Measure, isOne: Bool)
    -> (text: String, isSure: Bool)?
  {
    if case .time = measure, word == "m" { return ("min", false) }
    return sureUnit(for: word, measure, isOne: isOne).map { ($0, true) }
  }

  private static func sureUnit(for word: String, _ measure: Measure, isOne: Bool) -> String? {
    let lower = word.lowercased()
    let meant =
      UnitWord.meant(by: word, isOne: isOne) ?? UnitWord.meant(by: lower, isOne: isOne)
    let isSize = meant?.hasSuffix("B") ?? false
    switch measure {
    case .time: return isSize ? nil : meant
    case .bytes: return isSize ? meant : nil
    case .percent: return ["percent", "pct"].contains(lower) ? "%" : nil
    case .factor: return lower == "times" ? "x" : nil
    case .capacityUnits: return ["acu", "acus"].contains(lower) ? "ACU" : nil
    case .rate:
      if ["rps", "qps", "tps"].contains(lower) { return "/s" }
      return lower == "rpm" ? "/min" : nil
    case .count, .integer, .growth, .money: return nil
    }
  }

  /// Whether the unit stands directly behind its number.
  static func isAttached(_ unit: String) -> Bool {
    unit == "%" || unit == "x" || unit.hasPrefix("/")
  }
}
