/// Report blocks as HTML.
struct HTMLBlocks {
  /// A heading with the anchor that a table of contents leads to.
  struct Entry {
    let level: Int
    let id: String
    let text: String
  }

  /// The level of the highest heading there is, which becomes the second of the page.
  private let highest: Int
  private(set) var entries: [Entry] = []
  private var pictures = 0

  /// Deeper details are left out with a remark.
  private static let maxDepth = 8
  /// Rows of a table of numbers beside a picture that are shown without asking for them.
  private static let openRows = 8

  init(_ blocks: [ReportBlock]) {
    let levels = blocks.compactMap { block -> Int? in
      if case .heading(let level, _) = block { max(1, level) } else { nil }
    }
    highest = levels.min() ?? 1
  }

  /// The blocks in sections, each with the heading that it begins with.
  mutating func render(_ blocks: [ReportBlock]) -> [Markup] {
    var sections: [Markup] = []
    var current: [Markup] = []
    var id: String?
    func close() -> Markup? {
      if current.isEmpty { return nil }
      let label = id.map { [MarkupAttribute("aria-labelledby", $0)] } ?? []
      return .element("section", label, current)
    }
    for block in blocks {
      if case .heading(let level, _) = block, max(1, level) == highest {
        if let section = close() { sections.append(section) }
        current = []
        id = "s\(entries.count + 1)"
      }
      current.append(render(block, depth: 0))
    }
    if let section = close() { sections.append(section) }
    return sections
  }

  private mutating func render(_ block: ReportBlock, depth: Int) -> Markup {
    switch block {
    case .heading(let level, let text): return heading(max(1, level), text, depth: depth)
    case .paragraph(let text):
      return .element("p", [], [HTMLInline.markup(text, limit: 10_000)])
    case .table(let table): return Self.table(table)
    case .keyValues(let pairs): return Self.pairs(pairs)
    case .code(_, let text): return Self.code(VisibleText.lines(text))
    case .outline(let lines): return Self.outline(lines[...], level: 0)
    case .details(let title, let blocks):
      var inner: [Markup] = [.element("summary", [], [HTMLInline.markup(title)])]
      if depth < Self.maxDepth {
        for block in blocks { inner.append(render(block, depth: depth + 1)) }
      } else {
        inner.append(.element("p", text: "Left out: nested deeper than \(Self.maxDepth) levels."))
      }
      return .element("details", [], inner)
    case .picture(let picture): return figure(picture)
    }
  }

  /// Headings inside details, which may be closed, have no entry among the contents.
  private mutating func heading(_ level: Int, _ text: String, depth: Int) -> Markup {
    let names: [StaticString] = ["h2", "h3", "h4", "h5", "h6"]
    let level = min(6, max(2, level - highest + 2))
    guard depth == 0 else {
      return .element(names[level - 2], [], [HTMLInline.markup(text)])
    }
    let id = "s\(entries.count + 1)"
    entries.append(Entry(level: level, id: id, text: text))
    return .element(names[level - 2], [MarkupAttribute("id", id)], [HTMLInline.markup(text)])
  }

  private mutating func figure(_ picture: ReportPicture) -> Markup {
    pictures += 1
    let id = "p\(pictures)"
    let table = Self.table(picture.numbers)
    let isLong = picture.numbers.rows.count > Self.openRows
    let numbers: Markup =
      isLong
      ? .element("details", [], [.element("summary", text: "The numbers"), table]) : table
    return .element(
      "figure",
      [MarkupAttribute("aria-labelledby", "\(id)-caption")],
      [
        .element(
          "figcaption",
          [MarkupAttribute("id", "\(id)-caption")],
          [
            .element("strong", [], [HTMLInline.markup(picture.title)]),
            .element("p", [], [HTMLInline.markup(picture.reading, limit: 10_000)]),
          ]
        ),
        .element(
          "div",
          Self.scrolling("plot", picture.title),
          [PictureDrawing.markup(picture, id: id)]
        ), numbers,
      ]
    )
  }

  // MARK: Pieces

  /// What may be wider than a page scrolls by itself, also by the keyboard.
  private static func scrolling(_ role: String, _ name: String) -> [MarkupAttribute] {
    [
      MarkupAttribute("class", role), MarkupAttribute("tabindex", "0"),
      MarkupAttribute("role", "group"), MarkupAttribute("aria-label", VisibleText.line(name)),
    ]
  }

  static func pairs(_ pairs: [ReportKeyValue]) -> Markup {
    .element("dl", [], pairs.flatMap(pair))
  }

  /// A term and what is said of it.
  static func pair(_ pair: ReportKeyValue) -> [Markup] {
    [
      .element("dt", [], [HTMLInline.markup(pair.key)]),
      .element("dd", [], [HTMLInline.markup(pair.value)]),
    ]
  }

  /// - Parameter lines: Harmless ones, as `VisibleText` gives them.
  private static func code(_ lines: [String]) -> Markup {
    var lines = lines
    if lines.last?.isEmpty == true { lines.removeLast() }
    return .element(
      "pre",
      [MarkupAttribute("class", "code"), MarkupAttribute("tabindex", "0")],
      [.element("code", text: lines.joined(separator: "\n"))]
    )
  }

  /// Lists in lists; deeper than this, what is below stands beside.
  private static let maxOutline = 12

  private static func outline(_ lines: ArraySlice<ReportOutlineLine>, level: Int) -> Markup {
    var items: [Markup] = []
    var place = lines.startIndex
    while place < lines.endIndex {
      let own = lines[place]
      var end = place + 1
      if level < maxOutline {
        while end < lines.endIndex, lines[end].depth > own.depth { end += 1 }
      }
      let inner = lines[(place + 1)..<end]
      items.append(
        .element(
          "li",
          [],
          [HTMLInline.markup(own.text)] + (inner.isEmpty ? [] : [outline(inner, level: level + 1)])
        )
      )
      place = end
    }
    return .element("ul", [MarkupAttribute("class", "outline")], items)
  }

  static func table(_ table: ReportTable) -> Markup {
    func alignment(_ column: ReportColumn) -> [MarkupAttribute] {
      column.alignment == .trailing ? [MarkupAttribute("class", "number")] : []
    }
    let heads = table.columns.map { column -> Markup in
      .element(
        "th",
        [MarkupAttribute("scope", "col")] + alignment(column),
        [HTMLInline.markup(column.heading)]
      )
    }
    let rows = table.rows.map { cells -> Markup in
      .element(
        "tr",
        [],
        cells.enumerated().map { place, cell in
          // The first cell names its row, unless it goes on with the one before.
          let isName = place == 0 && !cell.text.isEmpty
          return .element(
            isName ? "th" : "td",
            (isName ? [MarkupAttribute("scope", "row")] : [])
              + alignment(table.columns[place]),
            [content(cell, table.columns[place])] + verdict(cell)
          )
        }
      )
    }
    return .element(
      "div",
      scrolling("table", table.columns.map(\.title).joined(separator: ", ")),
      [
        .element(
          "table",
          [],
          [
            .element("thead", [], [.element("tr", [], heads)]), .element("tbody", [], rows),
          ]
        )
      ]
    )
  }

  /// A figure stays with its unit; what is said of it may go to the next line.
  private static func content(_ cell: ReportCell, _ column: ReportColumn) -> Markup {
    let text = HTMLInline.markup(cell.text)
    guard column.alignment == .trailing, !cell.text.isEmpty else { return text }
    return .element("span", [MarkupAttribute("class", "figure")], [text])
  }

  private static func verdict(_ cell: ReportCell) -> [Markup] {
    guard cell.verdict != .none else { return [] }
    let word = Markup.element(
      "span",
      [MarkupAttribute("class", "verdict \(cell.verdict.rawValue)")],
      text: cell.verdict.word
    )
    return cell.text.isEmpty ? [word] : [.text(" "), word]
  }
}
