/// A number as decimal digits, rounded to a number of places; every number text stands on it.
///
/// It starts from the shortest digits that read back as the same number (`Double.description`,
/// the same on every machine), so that rounding never shows binary residue.
package struct DecimalDigits: Equatable {
  package var isNegative: Bool
  /// 0 to 9 each, the first not 0; empty for zero.
  package var digits: [UInt8]
  /// The value is 0.d₁d₂d₃… × 10^exponent.
  package var exponent: Int

  /// `nil` for what is not finite.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    isNegative = value < 0
    digits = []
    exponent = 0
    var pointAt: Int?
    var scale = 0
    let text = Array(value.magnitude.description.utf8)
    for (offset, byte) in text.enumerated() {
      if byte == UInt8(ascii: ".") {
        pointAt = digits.count
      } else if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
        scale = Int(String(decoding: text[(offset + 1)...], as: UTF8.self)) ?? 0
        break
      } else {
        digits.append(byte - UInt8(ascii: "0"))
      }
    }
    exponent = (pointAt ?? digits.count) + scale
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    trim()
  }

  /// Rounds half away from zero, keeping `count` digits; negative counts give zero.
  package mutating func round(toSignificant count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      trim()
      return
    }
    let roundsUp = digits[count] >= 5
    digits.removeSubrange(count...)
    if roundsUp {
      var index = count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
    trim()
  }

  /// Rounds to `places` digits behind the point.
  package mutating func round(toPlaces places: Int) { round(toSignificant: exponent + places) }

  /// Plain decimal text with `,` between thousands if asked, and at least `places` digits behind
  /// the point.
  package func plain(groups: Bool, places: Int = 0) -> String {
    var text = isNegative ? "-" : ""
    let whole = max(exponent, 0)
    if exponent <= 0 { text += "0" }
    for position in 0..<whole {
      if groups, position > 0, (whole - position) % 3 == 0 { text += "," }
      text += String(position < digits.count ? digits[position] : 0)
    }
    let behind = max(digits.count - exponent, places, 0)
    guard behind > 0 else { return text }
    text += "."
    for place in 0..<behind {
      let position = exponent + place
      text += String(position >= 0 && position < digits.count ? digits[position] : 0)
    }
    return text
  }

  /// `1.23e18`.
  package var scientific: String {
    guard let first = digits.first else { return "0" }
    let rest = digits.dropFirst().map { String($0) }.joined()
    let mantissa = rest.isEmpty ? "\(first)" : "\(first).\(rest)"
    return "\(isNegative ? "-" : "")\(mantissa)e\(exponent - 1)"
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }
}
