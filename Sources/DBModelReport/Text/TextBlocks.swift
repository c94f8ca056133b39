import DBModelDiagnostics

/// Report blocks as terminal text.
enum TextBlocks {
  /// Details are shown open; deeper than this they are left out with a remark.
  private static let maxDepth = 16

  static func render(_ blocks: [ReportBlock], into out: inout StyledText, depth: Int = 0) {
    for (index, block) in blocks.enumerated() {
      if index > 0, !isHeading(blocks[index - 1]) { out.newline() }
      render(block, into: &out, depth: depth)
    }
  }

  private static func isHeading(_ block: ReportBlock) -> Bool {
    if case .heading(let level, _) = block { level > 1 } else { false }
  }

  private static func render(_ block: ReportBlock, into out: inout StyledText, depth: Int) {
    switch block {
    case .heading(let level, let text):
      out.user(text, .title)
      out.newline()
      if level <= 1 {
        out.add(String(repeating: "─", count: CellWidth.of(VisibleText.line(text))), .gutter)
        out.newline()
      }
    case .paragraph(let text):
      out.user(text)
      out.newline()
    case .table(let table):
      render(table, into: &out)
    case .keyValues(let pairs):
      let width = pairs.map { CellWidth.of(VisibleText.line($0.key)) }.max() ?? 0
      for pair in pairs {
        out.user(pair.key, .gutter)
        out.add(blanks(width - CellWidth.of(VisibleText.line(pair.key)) + 2))
        out.user(pair.value)
        out.newline()
      }
    case .code(_, let text):
      for line in VisibleText.lines(trimmingEnd(text)) {
        out.add("  " + line)
        out.newline()
      }
    case .outline(let lines):
      for line in lines {
        out.add(blanks(2 * min(line.depth, 64)))
        out.user(line.text)
        out.newline()
      }
    case .details(let title, let blocks):
      out.user(title, .title)
      out.newline()
      if depth < maxDepth {
        render(blocks, into: &out, depth: depth + 1)
      } else {
        out.add("(left out: nested deeper than \(maxDepth) levels)")
        out.newline()
      }
    case .picture(let picture):
      out.user(picture.title, .title)
      out.newline()
      out.user(picture.reading)
      out.newline()
      if case .time(let chart) = picture.chart { sparklines(chart, into: &out) }
      render(picture.numbers, into: &out)
    }
  }

  private static func render(_ table: ReportTable, into out: inout StyledText) {
    let headings = table.columns.map { VisibleText.line($0.heading) }
    let rows = table.rows.map { $0.map { (VisibleText.line($0.words), $0.verdict) } }
    let layout = TableLayout(
      columns: headings.indices.map { column in [headings[column]] + rows.map { $0[column].0 } }
    )
    func line(_ cells: [(String, TextRole)]) {
      let broken = cells.enumerated().map { layout.lines($1.0, column: $0) }
      for row in 0..<(broken.map(\.count).max() ?? 0) {
        var pieces: [(text: String, role: TextRole)] = []
        for (column, cell) in cells.enumerated() {
          let text = row < broken[column].count ? broken[column][row] : ""
          let padding = blanks(layout.widths[column] - CellWidth.of(text))
          let isTrailing = table.columns[column].alignment == .trailing
          let gap = column > 0 ? "  " : ""
          pieces.append((gap + (isTrailing ? padding : ""), .plain))
          pieces.append((text, cell.1))
          pieces.append((isTrailing ? "" : padding, .plain))
        }
        // Nothing but blanks behind the last text.
        while let last = pieces.last, !last.text.contains(where: { $0 != " " }) {
          pieces.removeLast()
        }
        for piece in pieces { out.add(piece.text, piece.role) }
        out.newline()
      }
    }
    line(headings.map { ($0, .title) })
    let rules = layout.widths.map { String(repeating: "─", count: $0) }
    out.add(rules.joined(separator: "  "), .gutter)
    out.newline()
    for row in rows { line(row.map { ($0.0, .verdict($0.1)) }) }
  }

  /// Each series as a line of blocks over the whole time.
  private static func sparklines(_ chart: TimeChart, into out: inout StyledText) {
    let most = chart.series.flatMap(\.points).map(\.y).max() ?? 0
    let lines = chart.series.compactMap { series in
      Sparkline.text(series.points, over: chart.seconds, upTo: most).map { (series.name, $0) }
    }
    let width = lines.map { CellWidth.of(VisibleText.line($0.0)) }.max() ?? 0
    for (name, line) in lines {
      out.user(name, .gutter)
      out.add(blanks(width - CellWidth.of(VisibleText.line(name)) + 2) + line)
      out.newline()
    }
  }

  private static func trimmingEnd(_ text: String) -> String {
    text.utf8.last == UInt8(ascii: "\n") ? String(text.dropLast()) : text
  }

  private static func blanks(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}
