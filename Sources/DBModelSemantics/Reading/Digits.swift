/// Numbers in messages.
enum Digits {
  /// `12,000`.
  static func grouped(_ value: Int) -> String {
    var digits = String(value.magnitude)
    var parts: [String] = []
    while digits.count > 3 {
      parts.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    parts.insert(digits, at: 0)
    return (value < 0 ? "-" : "") + parts.joined(separator: ",")
  }

  /// Whole numbers with separators, others with at most four significant digits.
  static func plain(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 9e15 else { return "\(value)" }
    if value == value.rounded() || abs(value) >= 1000 { return grouped(Int(value.rounded())) }
    var scale = 1.0
    while abs(value) * scale < 1000, scale < 1e9 { scale *= 10 }
    var text = "\((value * scale).rounded() / scale)"
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text
  }

  /// `4.1 %` of a fraction.
  static func percent(_ fraction: Double) -> String { plain(fraction * 100) + " %" }
}
