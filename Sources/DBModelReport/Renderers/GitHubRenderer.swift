public import DBModelDiagnostics

/// Annotations of a GitHub Actions run.
///
/// Workflow commands: docs.github.com, "Workflow commands for GitHub Actions" (checked 2026-11-23).
/// A step may make ten annotations per level, so the gravest come first and the rest is counted.
public enum GitHubRenderer {
  /// Annotations of one level that GitHub keeps per step.
  static let capPerLevel = 10

  public static func render(_ document: ReportDocument, sources: SourceMap) -> String {
    let sorted = document.sortedFindings
    var output = ""
    var used: [String: Int] = [:]
    var leftOut = 0
    for finding in FindingOrder.gravestFirst(sorted) {
      let level = level(finding.severity)
      if used[level, default: 0] == capPerLevel {
        leftOut += 1
        continue
      }
      used[level, default: 0] += 1
      output += command(level, finding, sources) + "\n"
    }
    if leftOut > 0 {
      let count = ReportCount(leftOut, "finding").text
      output += "dbmodel: \(count) left out here: GitHub keeps \(capPerLevel) per level and step\n"
    }
    let summary = document.summary(of: sorted)
    output +=
      "dbmodel: "
      + VisibleText.line(summary.line(subjects: document.subjects, isComplete: document.isComplete))
      + "\n"
    return output
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .error, .danger: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  private static func command(
    _ level: String,
    _ finding: Diagnostic,
    _ sources: SourceMap
  ) -> String {
    var properties: [(name: String, value: String)] = []
    if let span = finding.primary?.span {
      let file = sources[span.file]
      let start = file.position(at: span.lower)
      let end = file.position(at: file.shownEnd(of: span))
      let path = file.path.hasPrefix("./") ? String(file.path.dropFirst(2)) : file.path
      properties += [
        ("file", path), ("line", String(start.line)), ("endLine", String(end.line)),
      ]
      // GitHub drops an annotation with columns over several lines.
      if start.line == end.line {
        properties += [("col", String(start.columnUTF16)), ("endColumn", String(end.columnUTF16))]
      }
    }
    properties.append(("title", "\(finding.rule.code) \(finding.rule.name)"))
    var lines = [finding.title]
    if let text = finding.primary?.text, !text.isEmpty { lines.append(text) }
    lines += finding.notes.map { "= \($0)" }
    lines += finding.secondary.prefix(10).map {
      "\(sources.location(of: $0.span)): \($0.text)"
    }
    lines += finding.help.map { "help: \($0)" }
    let head = properties.map { "\($0.name)=\(escapeProperty($0.value))" }.joined(separator: ",")
    return "::\(level) \(head)::\(lines.map(escapeData).joined(separator: "%0A"))"
  }

  /// What stands behind the second `::`; always one line.
  private static func escapeData(_ text: String) -> String {
    VisibleText.line(text).unicodeScalars.map { $0 == "%" ? "%25" : String($0) }.joined()
  }

  private static func escapeProperty(_ text: String) -> String {
    escapeData(text).unicodeScalars.map {
      switch $0 {
      case ":": "%3A"
      case ",": "%2C"
      default: String($0)
      }
    }.joined()
  }
}
