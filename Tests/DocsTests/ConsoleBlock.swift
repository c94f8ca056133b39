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
  /// Each command with the lines that stand below it.
  let steps: [(command: String, output: [String])]

  /// `nil` where the block is of another kind.
  init?(_ block: FencedBlock) {
    guard block.words.first == "console" else { return nil }
    name = block.value("name")
    var steps: [(command: String, output: [String])] = []
    for line in block.lines {
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
