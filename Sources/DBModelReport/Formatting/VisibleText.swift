/// Makes text from the user harmless to show.
///
/// What would steer a terminal or hide text is spelled out.
enum VisibleText {
  /// Control characters, line and paragraph separators, and what reorders or hides text.
  ///
  /// Bidirectional controls and invisible characters after "Trojan Source" (CVE-2021-42574, checked
  /// 2026-11-23). Joiners stay: emoji and several scripts need them.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// Whether a scalar is drawn onto the one before it.
  static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300
      && (scalar.properties.isGraphemeExtend || scalar.properties.generalCategory == .spacingMark
        || scalar.value == 0x200D)
  }

  /// `\n`, `\t`, `\u{1B}`.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }

  /// One line with every unsafe character spelled out, cut with `…` after `limit` scalars.
  static func line(_ text: String, limit: Int = 2_000) -> String {
    var result = ""
    var count = 0
    // A mark that would combine with what we write before it gets a base of its own.
    if let first = text.unicodeScalars.first, isCombining(first) { result = "◌" }
    for scalar in text.unicodeScalars {
      if count == limit { return result + "…" }
      count += 1
      if isUnsafe(scalar) {
        result += escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The lines of a block of text, each harmless; tabs become spaces, line ends may be CRLF.
  static func lines(_ text: String, limit: Int = 10_000) -> [String] {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.map { bytes in
      var line = Array(bytes)
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      let expanded = String(decoding: line, as: UTF8.self).unicodeScalars
        .map { $0 == "\t" ? "    " : String($0) }.joined()
      return Self.line(expanded, limit: limit)
    }
  }
}
