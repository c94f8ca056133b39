/// Report blocks as Markdown lines.
enum MarkdownBlocks {
  /// Deeper details are left out with a remark.
  private static let maxDepth = 8

  static func render(_ block: ReportBlock, depth: Int = 0) -> [String] {
    switch block {
    case .heading(let level, let text):
      return [
        String(repeating: "#", count: min(max(level, 1) + 3, 6)) + " "
          + MarkdownText.inline(text)
      ]
    case .paragraph(let text):
      return [MarkdownText.inline(text, limit: 10_000)]
    case .table(let table):
      return render(table)
    case .keyValues(let pairs):
      return pairs.map { "- \(MarkdownText.inline($0.key)): \(MarkdownText.inline($0.value))" }
    case .code(let language, let text):
      var lines = VisibleText.lines(text)
      if lines.last?.isEmpty == true { lines.removeLast() }
      return MarkdownText.fence(language: language, lines: lines)
    case .outline(let lines):
      let text = lines.map {
        String(repeating: " ", count: 2 * min($0.depth, 64)) + VisibleText.line($0.text)
      }
      return MarkdownText.fence(language: "text", lines: text)
    case .details(let title, let blocks):
      var lines = ["<details><summary>\(MarkdownText.summary(title))</summary>", ""]
      if depth < maxDepth {
        for block in blocks { lines += render(block, depth: depth + 1) + [""] }
      } else {
        lines += ["Left out: nested deeper than \(maxDepth) levels.", ""]
      }
      return lines + ["</details>"]
    case .picture(let picture):
      return ["**\(MarkdownText.inline(picture.title))**", ""]
        + [MarkdownText.inline(picture.reading, limit: 10_000), ""] + render(picture.numbers)
    }
  }

  private static func render(_ table: ReportTable) -> [String] {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rules = table.columns.map { $0.alignment == .trailing ? "---:" : "---" }
    return [row(table.columns.map { MarkdownText.inline($0.heading, inTable: true) }), row(rules)]
      + table.rows.map { cells in
        row(
          cells.map { cell in
            let text = MarkdownText.inline(cell.text, inTable: true)
            let word = cell.verdict == .none ? "" : "**\(cell.verdict.word)**"
            return [text, word].filter { !$0.isEmpty }.joined(separator: " ")
          }
        )
      }
  }
}
