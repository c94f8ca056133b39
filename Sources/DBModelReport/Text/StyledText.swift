/// Lines of text with roles; the only way terminal text is put together.
///
/// What comes from the user goes through `user`, so that forgetting to make it harmless takes a
/// deliberate act.
struct StyledText {
  private(set) var output = ""
  /// The same in pieces, for a format that has roles of its own; kept only where it is wished.
  private(set) var runs: [(text: String, role: TextRole)] = []
  private let theme: Theme
  private let keepsRuns: Bool

  init(theme: Theme, keepsRuns: Bool = false) {
    self.theme = theme
    self.keepsRuns = keepsRuns
  }

  /// Text of our own.
  mutating func add(_ text: String, _ role: TextRole = .plain) {
    output += theme.apply(role, text)
    if keepsRuns, !text.isEmpty { runs.append((text, role)) }
  }

  /// Text that may hold anything; shown as one harmless line.
  mutating func user(_ text: String, _ role: TextRole = .plain) {
    add(VisibleText.line(text), role)
  }

  /// Cells of a row, each already harmless, runs of one role coloured together.
  mutating func cells(_ row: [(text: String, role: TextRole)]) {
    var start = 0
    while start < row.count {
      var end = start
      while end < row.count, row[end].role == row[start].role { end += 1 }
      add(row[start..<end].map(\.text).joined(), row[start].role)
      start = end
    }
  }

  /// Ends the line, without blanks before its end.
  mutating func newline() {
    while output.utf8.last == UInt8(ascii: " ") { output.removeLast() }
    output += "\n"
    if keepsRuns { runs.append(("\n", .plain)) }
  }
}
