/// Turns the form of a clause, as the reference writes it, into text with places to fill in.
enum Snippet {
  /// `rate 40/s peak 200/s` gives `rate ${1:40/s} peak ${2:200/s}`; what is optional is left out,
  /// and of alternatives the first stands.
  static func make(_ form: String) -> String {
    let chosen = required(form)
    var result = ""
    var number = 0
    var word = ""
    func flush() {
      if word.isEmpty { return }
      if isPlaceholder(word) {
        number += 1
        result += "${\(number):\(word == "…" ? "" : escaped(word))}"
      } else {
        result += escaped(word)
      }
      word = ""
    }
    if let open = chosen.range(of: "{ … }") {
      return make(String(chosen[..<open.lowerBound])) + "{\n  $0\n}"
    }
    for character in chosen {
      if character.isLetter || character.isNumber || "_%/.-$…".contains(character) {
        word.append(character)
      } else {
        flush()
        result += escaped(String(character))
      }
    }
    flush()
    return result
  }

  /// The lower-case words of a form that are not names to fill in: what may follow in the clause.
  static func words(_ form: String) -> [String] {
    var found: [String] = []
    var word = ""
    for character in form + " " {
      if character.isLetter || character == "-" {
        word.append(character)
        continue
      }
      let isPart = character.isNumber || character == "." || character == "%"
      if word.count > 1, !isPart, word.allSatisfy({ $0.isLowercase || $0 == "-" }),
        !isPlaceholder(word), !units.contains(word), !found.contains(word)
      {
        found.append(word)
      }
      word = isPart ? "0" : ""
      if isPart { continue }
    }
    return found
  }

  private static let units: Set<String> = ["ms", "min", "days", "month"]

  /// Without what stands in brackets, and without later alternatives.
  private static func required(_ form: String) -> String {
    var result = ""
    var depth = 0
    for character in form {
      if character == "[" { depth += 1 }
      if depth == 0 { result.append(character) }
      if character == "]" { depth -= 1 }
    }
    if let bar = result.range(of: " | ") { result = String(result[..<bar.lowerBound]) }
    return result.split(separator: " ").joined(separator: " ")
  }

  private static let samples: Set<String> = [
    "a", "b", "c", "d", "x", "parameters", "fields", "member", "type", "case", "field",
  ]

  private static func isPlaceholder(_ word: String) -> Bool {
    guard let first = word.first else { return false }
    if word == "…" || first.isNumber || first == "$" || samples.contains(word) { return true }
    if word.count > 1, word.allSatisfy({ $0.isUppercase || $0 == "_" }) { return true }
    return word.contains(where: \.isNumber) && word.contains { $0 == "." || $0 == "-" }
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "$}\\".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}

extension String {
  /// Where a text first stands.
  fileprivate func range(of text: String) -> Range<String.Index>? {
    let wanted = Array(text)
    var start = startIndex
    while start < endIndex {
      if self[start...].starts(with: wanted) {
        return start..<index(start, offsetBy: wanted.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
