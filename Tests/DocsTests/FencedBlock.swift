/// A fenced block of a document.
struct FencedBlock {
  /// What stands behind the opening fence: `dbmodel fragment`, `console name=…`.
  let words: [String]
  /// The lines between the fences, in their document.
  let range: Range<Int>
  let lines: [String]

  /// What stands behind `key=`.
  func value(_ key: String) -> String? {
    words.first { $0.hasPrefix("\(key)=") }.map { String($0.dropFirst(key.count + 1)) }
  }

  /// The number of the line of the opening fence, from 1.
  var line: Int { range.lowerBound }

  /// Every fenced block of a document, in order.
  static func all(in lines: [String]) -> [FencedBlock] {
    var blocks: [FencedBlock] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      guard line.hasPrefix("```") else { continue }
      let start = index
      while index < lines.count, lines[index] != "```" { index += 1 }
      let words = line.dropFirst(3).split(separator: " ").map(String.init)
      blocks.append(
        FencedBlock(words: words, range: start..<index, lines: Array(lines[start..<index]))
      )
      index += 1
    }
    return blocks
  }
}
