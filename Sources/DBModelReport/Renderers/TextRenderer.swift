public import DBModelDiagnostics

/// The report for a terminal.
public struct TextRenderer: Sendable {
  public var theme: Theme
  /// Cells of a source line before it is clipped around the caret.
  public var maxCells: Int

  public init(theme: Theme = .plain, maxCells: Int = 140) {
    precondition(maxCells >= 20, "a line needs room for its caret")
    self.theme = theme
    self.maxCells = maxCells
  }

  /// Sections, then findings, then one line that sums up.
  public func render(_ document: ReportDocument, sources: SourceMap) -> String {
    var out = StyledText(theme: theme)
    let blocks =
      (document.keyFigures.isEmpty ? [] : [.keyValues(document.keyFigures)]) + document.sections
    TextBlocks.render(blocks, into: &out)
    if !blocks.isEmpty { out.newline() }
    let sorted = document.sortedFindings
    let capped = FindingOrder.capped(sorted)
    for finding in capped.shown {
      render(finding, sources: sources, into: &out)
      out.newline()
    }
    for (file, count) in capped.leftOut {
      out.add("\(FigureFormatter.integer(count)) more in ")
      out.user(file.map { sources[$0].path } ?? "no file")
      out.add(" (`--format json` has all)")
      out.newline()
    }
    let summary = document.summary(of: sorted)
    let role: TextRole = sorted.isEmpty && document.isComplete ? .help : .title
    out.user(summary.line(subjects: document.subjects, isComplete: document.isComplete), role)
    out.newline()
    return out.output
  }

  /// One finding as it stands in a terminal, ending with a line end.
  public func render(_ finding: Diagnostic, sources: SourceMap) -> String {
    var out = StyledText(theme: theme)
    render(finding, sources: sources, into: &out)
    return out.output
  }

  private func render(_ finding: Diagnostic, sources: SourceMap, into out: inout StyledText) {
    let rule = finding.rule
    out.add("\(finding.severity.name)[\(rule.code) \(rule.name)]", .severity(finding.severity))
    out.add(": ", .title)
    out.user(finding.title, .title)
    out.newline()
    let snippet = SnippetRenderer(
      sources: sources,
      maxCells: maxCells,
      severity: finding.severity
    )
    let gutter = snippet.gutterWidth(finding)
    snippet.render(finding, gutter: gutter, into: &out)
    let indent = String(repeating: " ", count: gutter + 1)
    let hidden = finding.secondary.count - SnippetRenderer.maxSecondary
    let more = hidden > 0 ? ["\(ReportCount(hidden, "more place").text) not shown"] : []
    for note in finding.notes + more {
      out.add(indent + "= ", .gutter)
      out.user(note)
      out.newline()
    }
    for help in finding.waysOut {
      out.add(indent)
      out.add("help: ", .help)
      out.user(help)
      out.newline()
    }
    out.add(indent)
    out.add("see `dbmodel rule \(rule.code)`", .gutter)
    out.newline()
  }
}
