import DBModelDiagnostics

/// The words of a lock file.
public enum LockText {
  /// Scalars of a reason at most; what is longer is cut.
  public static let longestReason = 500
  /// Scalars of a step at most; what is longer is cut.
  public static let longestStep = 2_000

  /// A text on one line: without line ends and marks that change the direction of what follows, and
  /// without blanks at its end. Doing it twice changes nothing more.
  public static func line(_ text: String, limit: Int) -> String {
    var scalars = text.unicodeScalars.prefix(limit).map { isHidden($0) ? " " : $0 }
    while scalars.last == " " { scalars.removeLast() }
    var line = String.UnicodeScalarView()
    line.append(contentsOf: scalars)
    return String(line)
  }

  /// A word as it is where it holds nothing but letters, digits and `_ - . / +`, else in quotes.
  static func word(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.utf8.allSatisfy(isBare)
    if isPlain { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where isHidden(scalar):
        quoted += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Bytes that stand in a word without quotes.
  static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "_-./+".utf8.contains(byte)
    }
  }

  /// Control characters, ends of lines and of paragraphs, and what turns the direction of text: a
  /// reviewer would see another line than there is.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// A number, finite and not below 0: whole parts in groups of three.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value > 0 else { return "0" }
    if value < 1e15, value == value.rounded() { return grouped(String(Int64(value))) }
    let text = value.description
    guard let point = text.firstIndex(of: "."), !text.contains("e") else { return text }
    return grouped(String(text[..<point])) + text[point...]
  }

  private static func grouped(_ digits: String) -> String {
    var text = ""
    let count = digits.utf8.count
    for (place, digit) in digits.enumerated() {
      if place > 0, (count - place) % 3 == 0 { text += "_" }
      text.append(digit)
    }
    return text
  }

  /// The number that a word is; `nil` where it is none, or below 0.
  static func number(in word: String) -> Double? {
    let digits = String(word.filter { $0 != "_" })
    let allowed = Set("0123456789.e+-".utf8)
    guard digits.utf8.allSatisfy(allowed.contains), let value = Double(digits), value.isFinite,
      value >= 0
    else { return nil }
    return value
  }

  /// `(status, placed_at desc)`.
  static func columns(_ columns: [LockedColumn]) -> String {
    let words = columns.map { word($0.name) + ($0.isDescending ? " desc" : "") }
    return "(" + words.joined(separator: ", ") + ")"
  }
}
