/// Text inside HTML or XML, as content or as an attribute's value.
enum HTMLText {
  /// Escapes the five characters of XML 1.0; what is unsafe to show is spelled out.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in VisibleText.line(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
