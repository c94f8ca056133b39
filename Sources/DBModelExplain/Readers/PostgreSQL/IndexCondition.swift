/// Reads the terms of PostgreSQL's `Index Cond`: `((a = 5) AND (b > $1))`.
enum IndexCondition {
  /// A condition longer than this is not taken apart: it is no index a person looks at.
  private static let lengthLimit = 4096

  static func terms(_ condition: String) -> [PlanTerm] {
    guard condition.utf8.count <= lengthLimit else { return [] }
    return split(unwrapped(condition[...])).map(term)
  }

  /// Without parentheses around the whole.
  private static func unwrapped(_ text: Substring) -> Substring {
    var text = text
    while text.first == "(", closing(text) == text.index(before: text.endIndex) {
      text = text.dropFirst().dropLast()
    }
    return text
  }

  /// The parenthesis that closes the one at the start; quoted text is passed over.
  private static func closing(_ text: Substring) -> Substring.Index? {
    var depth = 0
    var quote: UInt8?
    let bytes = text.utf8
    for at in bytes.indices {
      let byte = bytes[at]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return at }
      }
    }
    return nil
  }

  /// The parts between ` AND ` outside parentheses.
  private static func split(_ text: Substring) -> [Substring] {
    guard text.first == "(" else { return [text] }
    var parts: [Substring] = []
    var rest = text
    while rest.first == "(", let end = closing(rest) {
      let after = rest.index(after: end)
      parts.append(rest[..<after])
      rest = rest[after...]
      guard rest.hasPrefix(" AND ") else { break }
      rest = rest.dropFirst(5)
    }
    // Something else follows: the whole is one expression.
    return rest.isEmpty ? parts : [text]
  }

  private static let operators: [(String, PlanTerm.Comparison)] = [
    (" >= ", .above), (" <= ", .below), (" = ", .equal), (" > ", .above), (" < ", .below),
    (" IS NULL", .equal),
  ]

  private static func term(_ text: Substring) -> PlanTerm {
    let text = unwrapped(text)
    var first: (Range<Substring.Index>, PlanTerm.Comparison)?
    for (sign, comparison) in operators {
      guard let range = PlanText.firstRange(of: sign, in: text) else { continue }
      if let found = first, found.0.lowerBound <= range.lowerBound { continue }
      first = (range, comparison)
    }
    guard let (range, comparison) = first else {
      return PlanTerm(columns: [String(text)], comparison: .other)
    }
    return PlanTerm(columns: columns(text[..<range.lowerBound]), comparison: comparison)
  }

  /// `ROW(a, b)`, `(c)::text` and `t.c` give their columns.
  private static func columns(_ text: Substring) -> [String] {
    var text = text
    if text.hasPrefix("ROW(") { text = text.dropFirst(4).dropLast() }
    return text.split(separator: ",").map { part in
      var name = part.drop { $0 == " " }
      if name.first == "(", let end = closing(name) {
        name = name[name.index(after: name.startIndex)..<end]
      }
      return String(name)
    }
  }
}
