import DBModelDiagnostics
import DBModelJSON

/// A finding as LSP's `Diagnostic`.
struct DiagnosticValue {
  let places: Places
  let client: ClientCapabilities

  /// - Parameter file: Where a finding that is about no place is shown, at the start.
  func value(_ finding: Diagnostic, in file: FileID) -> JSONValue {
    let span = finding.primary?.span ?? SourceSpan(file: file, lower: 0, upper: 0)
    return .compact([
      ("range", places.range(span).value),
      ("severity", .int(Self.severity(finding.severity))),
      ("code", .string(finding.rule.code)),
      ("source", "dbmodel"),
      ("message", .string(Self.message(finding))),
      ("tags", tags(finding)),
      ("relatedInformation", related(finding)),
      (
        "data",
        ["rule": .string(finding.rule.name), "fingerprint": .string(finding.fingerprint)]
      ),
    ])
  }

  /// `DiagnosticSeverity`: error, warning, information. What fails a run is shown as an error.
  static func severity(_ severity: Severity) -> Int {
    switch severity {
    case .error, .danger: 1
    case .warning: 2
    case .note: 3
    }
  }

  /// The whole of a finding in plain lines; editors that show one line show the title.
  static func message(_ finding: Diagnostic) -> String {
    var lines = [finding.title]
    if let label = finding.primary?.text, !label.isEmpty { lines.append(label) }
    lines += finding.notes.map { "= \($0)" }
    lines += finding.help.map { "help: \($0)" }
    return lines.joined(separator: "\n")
  }

  /// `DiagnosticTag.Unnecessary`, which editors show faded.
  private func tags(_ finding: Diagnostic) -> JSONValue? {
    client.diagnosticTags && finding.rule == ToolRules.allowUnused ? [1] : nil
  }

  private func related(_ finding: Diagnostic) -> JSONValue? {
    guard client.relatedInformation, !finding.secondary.isEmpty else { return nil }
    return .array(
      finding.secondary.map { label in
        [
          "location": places.location(label.span),
          "message": .string(label.text.isEmpty ? "see also" : label.text),
        ]
      }
    )
  }
}
