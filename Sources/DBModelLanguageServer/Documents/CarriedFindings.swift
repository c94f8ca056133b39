import DBModelDiagnostics

/// Findings of the design that were true before an edit, moved along with the text until the design
/// is computed again: while one types, they neither vanish nor point at the wrong line.
struct CarriedFindings: Sendable {
  private var findings: [Diagnostic] = []

  init(_ findings: [Diagnostic] = []) { self.findings = findings }

  /// What is shown in a file.
  func shown(in file: FileID) -> [Diagnostic] {
    findings.filter { $0.primary?.span.file == file }
  }

  /// Moves what stands behind an edit. A finding whose place was edited is dropped: what it says is
  /// most likely what was just mended.
  mutating func edit(_ file: FileID, _ range: Range<Int>, newCount: Int) {
    findings = findings.compactMap { finding in
      guard let primary = finding.primary else { return nil }
      guard let span = Self.moved(primary.span, file, range, newCount) else { return nil }
      let secondary = finding.secondary.compactMap { label in
        Self.moved(label.span, file, range, newCount).map { Label($0, label.text) }
      }
      return Diagnostic(
        finding.rule,
        severity: finding.severity,
        finding.title,
        at: Label(span, primary.text),
        secondary: secondary,
        notes: finding.notes,
        help: finding.help,
        path: finding.path
      )
    }
  }

  static func moved(
    _ span: SourceSpan,
    _ file: FileID,
    _ range: Range<Int>,
    _ newCount: Int
  ) -> SourceSpan? {
    if span.file != file || span.upper <= range.lowerBound { return span }
    guard span.lower >= range.upperBound else { return nil }
    let delta = newCount - range.count
    return SourceSpan(file: file, lower: span.lower + delta, upper: span.upper + delta)
  }
}
