public import DBModelDiagnostics

/// The report as a comment on a pull request.
public enum MarkdownRenderer {
  /// Findings that are shown; the rest is counted.
  static let maxFindings = 20
  /// GitHub takes comments up to 65,536 characters; what does not fit is left out with a remark.
  static let maxUnits = 65_000
  /// By which a later run finds the comment it should replace.
  static let tag = "<!-- dbmodel:report -->"

  public static func render(_ document: ReportDocument, sources: SourceMap) -> String {
    let sorted = document.sortedFindings
    let summary = document.summary(of: sorted)
    let model = document.modelName.map { " of " + MarkdownText.inline("`\($0)`") } ?? ""
    let headline =
      "### dbmodel \(document.command)\(model): "
      + MarkdownText.inline(
        summary.line(subjects: document.subjects, isComplete: document.isComplete)
      )
    let footer = "<sub>dbmodel \(MarkdownText.inline(document.toolVersion))</sub>"
    var page = Page(limit: maxUnits - footer.utf16.count - 400)
    page.add([tag, headline])

    if !document.keyFigures.isEmpty {
      page.add(MarkdownBlocks.render(.keyValues(document.keyFigures)))
    }
    for block in document.sections { page.add(MarkdownBlocks.render(block)) }
    let gravest = FindingOrder.gravestFirst(sorted)
    for finding in gravest.prefix(maxFindings) { page.add(self.finding(finding, sources)) }
    if gravest.count > maxFindings {
      page.add(["\(ReportCount(gravest.count - maxFindings, "more finding").text) not shown."])
    }
    page.add(allowed(document.allowed))
    page.add(assumptions(document))
    page.finish()
    return page.text + "\n" + footer + "\n"
  }

  private static func finding(_ finding: Diagnostic, _ sources: SourceMap) -> [String] {
    let rule = finding.rule
    let title = MarkdownText.inline(finding.title)
    var lines = ["**\(finding.severity.name)** \(rule.code) \(rule.name): \(title)", ""]
    var out = StyledText(theme: .plain)
    let snippet = SnippetRenderer(sources: sources, maxCells: 120, severity: finding.severity)
    snippet.render(finding, gutter: snippet.gutterWidth(finding), into: &out)
    if !out.output.isEmpty {
      lines += MarkdownText.fence(language: "text", lines: VisibleText.lines(out.output).dropLast())
      lines.append("")
    }
    lines += finding.notes.map { "- " + MarkdownText.inline($0) }
    lines += finding.waysOut.map { "- **help:** " + MarkdownText.inline($0) }
    return lines
  }

  private static func allowed(_ allowed: [AllowedFinding]) -> [String] {
    guard !allowed.isEmpty else { return [] }
    let rows = allowed.map { item in
      [
        ReportCell("\(item.finding.rule.code) \(item.finding.rule.name)"),
        ReportCell(item.finding.title), ReportCell(item.reason), ReportCell(item.until ?? ""),
      ]
    }
    let columns = ["rule", "finding", "because", "until"].map { ReportColumn($0) }
    let table = ReportTable(columns: columns, rows: rows)
    return MarkdownBlocks.render(
      .details(title: "\(ReportCount(allowed.count, "allowed finding").text)", [.table(table)])
    )
  }

  private static func assumptions(_ document: ReportDocument) -> [String] {
    let assumptions = document.assumptions
    var pairs = document.inputs.map {
      ReportKeyValue("input `\($0.path)`", "fingerprint `\($0.fingerprint)`")
    }
    if let book = assumptions.priceBook {
      pairs.append(ReportKeyValue("price book", "`\(book.name)` of \(book.date)"))
    }
    if let seconds = assumptions.monthSeconds {
      pairs.append(ReportKeyValue("month", "\(FigureFormatter.integer(seconds)) s"))
    }
    pairs += assumptions.engines.map { ReportKeyValue("engine", "\($0.name) \($0.version)") }
    pairs += assumptions.remarks.map { ReportKeyValue("remark", $0) }
    guard !pairs.isEmpty else { return [] }
    return MarkdownBlocks.render(.details(title: "Assumptions", [.keyValues(pairs)]))
  }

  /// Collects whole pieces up to the limit and counts those that did not fit.
  private struct Page {
    let limit: Int
    var text = ""
    private var units = 0
    private var leftOut = 0

    init(limit: Int) { self.limit = limit }

    mutating func add(_ lines: [String]) {
      guard !lines.isEmpty else { return }
      let piece = lines.joined(separator: "\n") + "\n"
      let size = piece.utf16.count + 1
      guard units + size <= limit else {
        leftOut += 1
        return
      }
      text += text.isEmpty ? piece : "\n" + piece
      units += size
    }

    mutating func finish() {
      guard leftOut > 0 else { return }
      let count = ReportCount(leftOut, "part").text
      text += "\n\(count) left out: a comment holds 65,536 characters; "
      text += "`--format text` shows all.\n"
    }
  }
}
