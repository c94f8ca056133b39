/// A fenced block of a document that shows commands and what they print.
///
/// ````
/// ```console name=check-shop
/// $ dbmodel check samples/shop/shop.dbmodel
/// …
/// ```
/// ````
struct ConsoleBlock {
  /// `nil` where the block has no name and so must hold no output.
  let name: String?
  /// The lines between the fences, in their document.
  let range: Range<Int>
  /// Each command with the lines that stand below it.
  let steps: [(command: String, output: [String])]

  /// Every console block of a document, in order.
  static func all(in lines: [String]) -> [ConsoleBlock] {
    var blocks: [ConsoleBlock] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      guard line.hasPrefix("```"), line.count > 3 else { continue }
      let start = index
      while index < lines.count, lines[index] != "```" { index += 1 }
      let words = line.dropFirst(3).split(separator: " ")
      if words.first == "console" {
        let name = words.first { $0.hasPrefix("name=") }.map { String($0.dropFirst(5)) }
        blocks.append(ConsoleBlock(name: name, lines: lines, range: start..<index))
      }
      index += 1
    }
    return blocks
  }

  private init(name: String?, lines: [String], range: Range<Int>) {
    self.name = name
    self.range = range
    var steps: [(command: String, output: [String])] = []
    for line in lines[range] {
      if line.hasPrefix("$ ") {
        steps.append((String(line.dropFirst(2)), []))
      } else if steps.isEmpty {
        steps.append(("", [line]))
      } else {
        steps[steps.count - 1].output.append(line)
      }
    }
    self.steps = steps
  }
}
