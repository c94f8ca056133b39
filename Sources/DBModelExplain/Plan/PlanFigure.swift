/// Numbers as notes print them: grouped by thousands, at most two decimals below 100.
enum PlanFigure {
  static func count(_ value: Double) -> String {
    guard value.isFinite else { return "unknown" }
    let magnitude = abs(value)
    if magnitude >= 1e15 { return "\(value)" }
    let decimals = magnitude >= 100 || magnitude == magnitude.rounded() ? 0 : 2
    let scale: Double = decimals == 0 ? 1 : 100
    let scaled = Int64((magnitude * scale).rounded())
    let whole = decimals == 0 ? scaled : scaled / 100
    var digits = Array(String(whole))
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    var text = String(digits)
    if decimals == 2 {
      let hundredths = scaled % 100
      if hundredths > 0 {
        text += hundredths < 10 ? ".0\(hundredths)" : ".\(hundredths)"
        if text.hasSuffix("0") { text.removeLast() }
      }
    }
    return value < 0 && scaled != 0 ? "-" + text : text
  }

  /// A share of one in percent.
  static func percent(_ share: Double) -> String {
    if share > 0, share < 0.001 { return "below 0.1 %" }
    return count((share * 1000).rounded() / 10) + " %"
  }

  /// `1 run`, `3 runs`.
  static func runs(_ value: Double) -> String {
    value == 1 ? "1 run" : count(value) + " runs"
  }
}
