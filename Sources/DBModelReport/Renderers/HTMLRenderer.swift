public import DBModelDiagnostics

/// The report as one page for people: no script, no font, no image and no address that is asked for
/// anything, so that it can be mailed, archived and read offline.
public enum HTMLRenderer {
  static let doctype = "<!DOCTYPE html>\n"
  /// By which a later run knows a page of this tool.
  static let generator = "<meta name=\"generator\" content=\"dbmodel "

  public static func render(_ document: ReportDocument, sources: SourceMap) -> String {
    let sorted = document.sortedFindings
    var blocks = HTMLBlocks(document.sections)
    let sections = blocks.render(document.sections)
    let findings = findingsSection(sorted, document, sources)
    let assumptions = assumptions(document)
    let name = document.modelName.map { VisibleText.line($0) }
    let title = [name, "dbmodel \(document.command)"].compactMap { $0 }.joined(separator: " – ")
    let page = Markup.element(
      "html",
      [MarkupAttribute("lang", "en")],
      [
        head(title, version: document.toolVersion),
        .element(
          "body",
          [],
          [
            .element(
              "a",
              [MarkupAttribute("class", "skip"), MarkupAttribute("href", "#report")],
              text: "Skip to the report"
            ), header(document, sorted),
            contents(blocks.entries, hasFindings: findings != nil, document),
            .element(
              "main",
              [MarkupAttribute("id", "report")],
              [findings].compactMap { $0 } + sections
                + [allowed(document.allowed), assumptions]
                .compactMap { $0 }
            ), footer(document),
          ]
        ),
      ]
    )
    return doctype + MarkupWriter.text(page)
  }

  private static func head(_ title: String, version: String) -> Markup {
    func meta(_ name: String, _ content: String) -> Markup {
      .element("meta", [MarkupAttribute("name", name), MarkupAttribute("content", content)], [])
    }
    return .element(
      "head",
      [],
      [
        .element("meta", [MarkupAttribute("charset", "utf-8")], []),
        // Belt and braces: even markup that slipped through could neither run nor call home.
        .element(
          "meta",
          [
            MarkupAttribute("http-equiv", "Content-Security-Policy"),
            MarkupAttribute("content", "default-src 'none'; style-src 'unsafe-inline'"),
          ],
          []
        ), meta("viewport", "width=device-width, initial-scale=1"),
        meta("generator", "dbmodel \(version)"), meta("color-scheme", "light dark"),
        .element("title", text: title), .style(HTMLStyle.sheet),
      ]
    )
  }

  // MARK: Summary

  private static func header(_ document: ReportDocument, _ sorted: [Diagnostic]) -> Markup {
    let summary = document.summary(of: sorted)
    let gravest = sorted.map(\.severity).max()
    let isClean = document.isComplete && (gravest ?? .note) < .danger
    let mark = !document.isComplete ? "incomplete" : isClean ? "clean" : gravest?.name ?? "clean"
    var parts: [Markup] = [
      .element("p", [MarkupAttribute("class", "tool")], text: "dbmodel \(document.command)"),
      .element("h1", [], [HTMLInline.markup(document.modelName ?? "Report")]),
      .element(
        "p",
        [MarkupAttribute("class", "summary \(mark)")],
        verdict(document, gravest) + [
          HTMLInline.markup(
            summary.line(subjects: document.subjects, isComplete: document.isComplete)
          )
        ]
      ),
    ]
    if !document.keyFigures.isEmpty {
      parts.append(
        .element(
          "dl",
          [MarkupAttribute("class", "figures")],
          document.keyFigures.map { .element("div", [], HTMLBlocks.pair($0)) }
        )
      )
    }
    return .element("header", [], parts)
  }

  /// In words, of what was judged; what was only followed, counted or explained has none.
  private static func verdict(_ document: ReportDocument, _ gravest: Severity?) -> [Markup] {
    let text: String
    switch gravest {
    case _ where !document.isComplete: text = "Incomplete."
    case _ where !judging.contains(document.command): return []
    case .error: text = "It cannot be judged as it is."
    case .danger: text = "It is not safe as it is."
    case .warning: text = "It holds; have a look."
    case .note, nil: text = "It holds."
    }
    return [.element("strong", text: text), .text(" ")]
  }

  /// Commands whose silence means that a model is well.
  private static let judging = ["check", "plan", "report"]

  private static func contents(
    _ entries: [HTMLBlocks.Entry],
    hasFindings: Bool,
    _ document: ReportDocument
  ) -> Markup {
    func item(_ id: String, _ text: String, _ role: String = "") -> Markup {
      .element(
        "li",
        role.isEmpty ? [] : [MarkupAttribute("class", role)],
        [.element("a", [MarkupAttribute("href", "#\(id)")], [HTMLInline.markup(text)])]
      )
    }
    var items: [Markup] = hasFindings ? [item("findings", "Findings")] : []
    let shown = entries.count <= mostEntries ? entries : entries.filter { $0.level == 2 }
    items += shown.filter { $0.level <= 3 }.map { item($0.id, $0.text, $0.level == 3 ? "sub" : "") }
    if !document.allowed.isEmpty { items.append(item("allowed", "Allowed findings")) }
    items.append(item("assumptions", "What it rests on"))
    return .element(
      "nav",
      [MarkupAttribute("aria-label", "Contents")],
      [
        .element(
          "details",
          items.count <= mostEntries ? [MarkupAttribute("open", "open")] : [],
          [.element("summary", text: "Contents"), .element("ol", [], items)]
        )
      ]
    )
  }

  private static let mostEntries = 40

  // MARK: Findings

  private static func findingsSection(
    _ sorted: [Diagnostic],
    _ document: ReportDocument,
    _ sources: SourceMap
  ) -> Markup? {
    guard !sorted.isEmpty else { return nil }
    return .element(
      "section",
      [MarkupAttribute("aria-labelledby", "findings")],
      [.element("h2", [MarkupAttribute("id", "findings")], text: "Findings")]
        + HTMLFindings(sources: sources).render(sorted)
    )
  }

  private static func allowed(_ allowed: [AllowedFinding]) -> Markup? {
    guard !allowed.isEmpty else { return nil }
    let rows = allowed.map { item in
      [
        ReportCell("\(item.finding.rule.code) \(item.finding.rule.name)"),
        ReportCell(item.finding.title), ReportCell(item.reason), ReportCell(item.until ?? ""),
      ]
    }
    let columns = ["rule", "finding", "because", "until"].map { ReportColumn($0) }
    return .element(
      "section",
      [MarkupAttribute("aria-labelledby", "allowed")],
      [
        .element("h2", [MarkupAttribute("id", "allowed")], text: "Allowed findings"),
        HTMLBlocks.table(ReportTable(columns: columns, rows: rows)),
      ]
    )
  }

  // MARK: Assumptions

  private static func assumptions(_ document: ReportDocument) -> Markup {
    let assumptions = document.assumptions
    var pairs: [ReportKeyValue] = []
    if let book = assumptions.priceBook {
      pairs.append(ReportKeyValue("price book", "`\(book.name)` of \(book.date)"))
    }
    if let seconds = assumptions.monthSeconds {
      pairs.append(ReportKeyValue("month", "\(FigureFormatter.integer(seconds)) s"))
    }
    pairs += assumptions.engines.map { ReportKeyValue("engine", "\($0.name) \($0.version)") }
    pairs += assumptions.remarks.map { ReportKeyValue("remark", $0) }
    let inputs = ReportTable(
      columns: [
        ReportColumn("input"), ReportColumn("fingerprint"), ReportColumn("size", .trailing),
      ],
      rows: document.inputs.map { input in
        [
          ReportCell("`\(input.path)`"), ReportCell("`\(input.fingerprint)`"),
          ReportCell(FigureFormatter.bytes(Double(input.sizeBytes))),
        ]
      }
    )
    return .element(
      "section",
      [MarkupAttribute("aria-labelledby", "assumptions")],
      [.element("h2", [MarkupAttribute("id", "assumptions")], text: "What it rests on")]
        + (pairs.isEmpty ? [] : [HTMLBlocks.pairs(pairs)])
        + (document.inputs.isEmpty ? [] : [HTMLBlocks.table(inputs)])
    )
  }

  private static func footer(_ document: ReportDocument) -> Markup {
    .element(
      "footer",
      [],
      [
        .element(
          "p",
          text: "Made by dbmodel \(VisibleText.line(document.toolVersion)) from the inputs above;"
            + " the same inputs give the same bytes."
        )
      ]
    )
  }
}
