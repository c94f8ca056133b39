/// Finding text in text by bytes, which is what these formats are made of.
enum PlanText {
  static func firstRange(of wanted: String, in text: Substring) -> Range<Substring.Index>? {
    let utf8 = text.utf8
    let pattern = wanted.utf8
    guard let head = pattern.first else { return nil }
    var from = utf8.startIndex
    while let at = utf8[from...].firstIndex(of: head) {
      if utf8[at...].starts(with: pattern) {
        return at..<utf8.index(at, offsetBy: pattern.count)
      }
      from = utf8.index(after: at)
    }
    return nil
  }

  static func lastRange(of wanted: String, in text: Substring) -> Range<Substring.Index>? {
    var last: Range<Substring.Index>?
    var from = text.startIndex
    while let range = firstRange(of: wanted, in: text[from...]) {
      last = range
      from = range.upperBound
    }
    return last
  }
}
