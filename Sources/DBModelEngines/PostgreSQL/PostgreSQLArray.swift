/// A one-dimensional array in the text form that PostgreSQL reads and writes.
public struct PostgreSQLArray: Hashable, Sendable {
  /// `{"1","2"}`.
  public let text: String

  /// An array as a server wrote it.
  public init(text: String) { self.text = text }

  /// Every element is quoted, so that none is taken for NULL or a nested array (PostgreSQL
  /// documentation, 8.15.6 "Array Input and Output Syntax", checked 2026-11-29).
  public init(_ elements: [String]) {
    var text = "{"
    for (place, element) in elements.enumerated() {
      if place > 0 { text += "," }
      text += "\""
      for scalar in element.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
        text.unicodeScalars.append(scalar)
      }
      text += "\""
    }
    self.text = text + "}"
  }

  /// The elements of an array of texts, as a server writes one; none of it is taken for NULL.
  var elements: [String] {
    var elements: [String] = []
    var current = ""
    var isQuoted = false
    var isEscaped = false
    for scalar in text.unicodeScalars.dropFirst().dropLast() {
      if isEscaped {
        current.unicodeScalars.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "\"" {
        isQuoted.toggle()
      } else if scalar == ",", !isQuoted {
        elements.append(current)
        current = ""
      } else {
        current.unicodeScalars.append(scalar)
      }
    }
    return text == "{}" ? [] : elements + [current]
  }

  init(_ numbers: [Double]) {
    text = "{" + numbers.map { "\($0)" }.joined(separator: ",") + "}"
  }
}
