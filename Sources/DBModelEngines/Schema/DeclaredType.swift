/// A type as a table declares it: `decimal(12, 2) unsigned`, `enum('a','b''c')`.
struct DeclaredType {
  /// Upper case, without what stands in parentheses: `DECIMAL UNSIGNED`.
  let words: String
  /// Whole numbers in the first parentheses.
  let numbers: [Int]
  /// Quoted texts in them.
  let texts: [String]

  init(_ text: String) {
    var words = ""
    var numbers: [Int] = []
    var texts: [String] = []
    var rest = Substring(text)
    var depth = 0
    while let character = rest.popFirst() {
      switch character {
      case "(":
        depth += 1
        words += " "
      case ")": depth = max(0, depth - 1)
      case "'":
        var value = ""
        while let next = rest.popFirst() {
          if next == "'" {
            guard rest.first == "'" else { break }
            rest.removeFirst()
          }
          value.append(next)
        }
        texts.append(value)
      case let digit where depth > 0 && digit.isASCII && digit.isNumber:
        var digits = String(digit)
        while let next = rest.first, next.isASCII, next.isNumber {
          digits.append(next)
          rest.removeFirst()
        }
        if let number = Int(digits) { numbers.append(number) }
      default: if depth == 0 { words.append(character) }
      }
    }
    self.words = words.split(whereSeparator: \.isWhitespace).joined(separator: " ").uppercased()
    self.numbers = numbers
    self.texts = texts
  }

  func contains(_ word: String) -> Bool { words.contains(word) }
}
