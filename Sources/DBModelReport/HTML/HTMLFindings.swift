import DBModelDiagnostics

/// Findings as HTML: what is wrong, where, why, and the way out.
struct HTMLFindings {
  let sources: SourceMap

  /// Findings that are shown, the gravest of each file first to stay; the rest is counted.
  static let maxFindings = 300
  /// Cells of a source line.
  private static let maxCells = 110
  /// Lines that a fix may span for its difference to be shown.
  private static let maxFixLines = 200
  private static let fixContext = 2

  func render(_ sorted: [Diagnostic]) -> [Markup] {
    let capped = FindingOrder.capped(sorted)
    let gravest = FindingOrder.gravestFirst(capped.shown)
    var parts = gravest.prefix(Self.maxFindings).map(article)
    let hidden = sorted.count - parts.count
    if hidden > 0 {
      let text = "\(ReportCount(hidden, "more finding").text) not shown; `--format json` has all."
      parts.append(.element("p", [], [HTMLInline.markup(text)]))
    }
    return parts
  }

  private func article(_ finding: Diagnostic) -> Markup {
    let rule = finding.rule
    let severity = finding.severity.name
    let head = Markup.element(
      "h3",
      [],
      [
        .element("span", [MarkupAttribute("class", "badge \(severity)")], text: severity),
        .text(" "), HTMLInline.markup(finding.title),
      ]
    )
    var parts = [head]
    parts += snippet(finding)
    let hidden = finding.secondary.count - SnippetRenderer.maxSecondary
    let notes = finding.notes + (hidden > 0 ? ["\(hidden) more places not shown"] : [])
    if !notes.isEmpty {
      parts.append(
        .element(
          "ul",
          [MarkupAttribute("class", "notes")],
          notes.map { .element("li", [], [HTMLInline.markup($0)]) }
        )
      )
    }
    for help in finding.waysOut {
      parts.append(
        .element(
          "p",
          [MarkupAttribute("class", "help")],
          [.element("strong", text: "help:"), .text(" "), HTMLInline.markup(help)]
        )
      )
    }
    parts += finding.fixes.flatMap(fix)
    parts.append(
      .element(
        "p",
        [MarkupAttribute("class", "rule")],
        [
          HTMLInline.markup("\(rule.code) \(rule.name)"), .text(": "),
          HTMLInline.markup(rule.summary), .text(" "),
          HTMLInline.markup("`dbmodel rule \(rule.code)`"),
        ]
      )
    )
    return .element("article", [MarkupAttribute("class", "finding \(severity)")], parts)
  }

  private func snippet(_ finding: Diagnostic) -> [Markup] {
    var out = StyledText(theme: .plain, keepsRuns: true)
    let renderer = SnippetRenderer(
      sources: sources,
      maxCells: Self.maxCells,
      severity: finding.severity
    )
    renderer.render(finding, gutter: renderer.gutterWidth(finding), into: &out)
    guard !out.runs.isEmpty else { return [] }
    let runs = out.runs.map { run -> Markup in
      guard let name = Self.name(run.role) else { return .text(run.text) }
      return .element("span", [MarkupAttribute("class", name)], text: run.text)
    }
    return [
      .element(
        "pre",
        [MarkupAttribute("class", "snippet"), MarkupAttribute("tabindex", "0")],
        [.element("code", [], runs)]
      )
    ]
  }

  private static func name(_ role: TextRole) -> String? {
    switch role {
    case .plain, .title, .verdict: nil
    case .severity(let severity): "mark \(severity.name)"
    case .gutter: "gutter"
    case .secondary: "second"
    case .help: "help"
    }
  }

  // MARK: Fixes

  /// What a fix changes, file by file, as lines that go and lines that come.
  private func fix(_ fix: Fix) -> [Markup] {
    var files: [FileID] = []
    for edit in fix.edits where !files.contains(edit.span.file) { files.append(edit.span.file) }
    let changes = files.flatMap { file in
      difference(fix.edits.filter { $0.span.file == file }, in: file)
    }
    guard !changes.isEmpty else { return [] }
    let by =
      switch fix.applicability {
      case .machine: "`dbmodel check --fix` applies it"
      case .suggest: "have a look before you apply it"
      case .placeholder: "it holds something for you to fill in"
      }
    return [
      .element(
        "details",
        [MarkupAttribute("class", "fix")],
        [
          .element("summary", [], [HTMLInline.markup("Fix: \(fix.title) (\(by))")])
        ] + changes
      )
    ]
  }

  private func difference(_ edits: [TextEdit], in file: FileID) -> [Markup] {
    guard file.rawValue >= 0, Int(file.rawValue) < sources.files.count,
      let lower = edits.map(\.span.lower).min(), let upper = edits.map(\.span.upper).max()
    else { return [] }
    let source = sources[file]
    guard upper <= source.bytes.count else { return [] }
    let count = source.lineStarts.count
    let first = max(1, source.line(at: lower) - Self.fixContext)
    let last = min(count, source.line(at: upper) + Self.fixContext)
    guard last - first <= Self.maxFixLines else { return [] }
    let start = source.lineStarts[first - 1]
    let end = last < count ? source.lineStarts[last] : source.bytes.count
    let before = Array(source.bytes[start..<end])
    let moved = edits.map { edit in
      TextEdit(
        SourceSpan(file: file, lower: edit.span.lower - start, upper: edit.span.upper - start),
        edit.replacement
      )
    }
    guard let after = TextEdit.apply(moved, to: before) else { return [] }
    // The header names files and lines of the excerpt; the place stands above.
    let lines = VisibleText.lines(UnifiedDiff.between(before, after, path: "")).dropFirst(2)
      .filter { !$0.hasPrefix("@@") }
    guard !lines.isEmpty else { return [] }
    let place = "\(VisibleText.line(source.path)), from line \(first)"
    return [
      .element("p", [MarkupAttribute("class", "place")], text: place),
      .element(
        "pre",
        [MarkupAttribute("class", "diff"), MarkupAttribute("tabindex", "0")],
        [.element("code", [], lines.map(Self.line))]
      ),
    ]
  }

  private static func line(_ text: String) -> Markup {
    if text.hasPrefix("+") { return .element("ins", text: text + "\n") }
    if text.hasPrefix("-") { return .element("del", text: text + "\n") }
    return .text(text + "\n")
  }
}
