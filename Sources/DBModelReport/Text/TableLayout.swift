import DBModelDiagnostics

/// The widths of a table's columns within a line, and cells broken at blanks to fit them.
struct TableLayout {
  /// Cells of a line that a table keeps within where its columns can be narrowed that far.
  static let maximumCells = 120
  private static let gapCells = 2

  let widths: [Int]

  /// - Parameter columns: The texts of each column, the heading first. No column is made narrower
  ///   than its longest word.
  init(columns: [[String]]) {
    var widths = columns.map { $0.map { CellWidth.of($0) }.max() ?? 0 }
    let narrowest = columns.map { texts in
      texts.flatMap { $0.split(separator: " ") }.map { CellWidth.of(String($0)) }.max() ?? 0
    }
    let gaps = max(0, columns.count - 1) * Self.gapCells
    while widths.reduce(gaps, +) > Self.maximumCells {
      let narrowable = widths.indices.filter { widths[$0] > narrowest[$0] }
      guard let widest = narrowable.max(by: { widths[$0] < widths[$1] }) else { break }
      // Down to the next widest, so that several long columns share what must go.
      let excess = widths.reduce(gaps, +) - Self.maximumCells
      let next = narrowable.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let shared = max(min(next, widths[widest] - 1), widths[widest] - excess)
      widths[widest] = max(narrowest[widest], shared)
    }
    self.widths = widths
  }

  /// The lines of a cell; a word that is wider than the column is cut.
  func lines(_ text: String, column: Int) -> [String] {
    let width = widths[column]
    if CellWidth.of(text) <= width { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let joined = line.isEmpty ? String(word) : "\(line) \(word)"
      if CellWidth.of(joined) <= width {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      for character in word {
        if CellWidth.of(line) + CellWidth.of(character) > width {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
