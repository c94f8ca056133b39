/// Text inside HTML, as content or as an attribute's value.
enum HTMLText {
  /// A scalar with the five characters of XML 1.0 section 2.4 escaped.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    default: String(scalar)
    }
  }
}
