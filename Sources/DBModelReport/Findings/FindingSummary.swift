public import DBModelDiagnostics

/// How many findings of which severity, in how many files.
public struct FindingSummary: Hashable, Sendable {
  public let errors: Int
  public let dangers: Int
  public let warnings: Int
  public let notes: Int
  /// Files with at least one finding.
  public let files: Int
  public let allowed: Int
  /// Findings that the baseline lists, which are none of the others.
  public let known: Int

  /// Counts sorted and deduplicated findings.
  public init(sorted: [Diagnostic], allowed: Int, known: Int = 0) {
    func count(_ severity: Severity) -> Int { sorted.count { $0.severity == severity } }
    errors = count(.error)
    dangers = count(.danger)
    warnings = count(.warning)
    notes = count(.note)
    files = Set(sorted.compactMap { $0.primary?.span.file }).count
    self.allowed = allowed
    self.known = known
  }

  public var total: Int { errors + dangers + warnings + notes }

  /// `1 error, 2 dangers, 3 warnings, 1 note`; empty without findings.
  var counts: String {
    [
      (errors, "error"), (dangers, "danger"), (warnings, "warning"), (notes, "note"),
    ].filter { $0.0 > 0 }.map { ReportCount($0.0, $0.1).text }.joined(separator: ", ")
  }

  /// `2 dangers, 1 warning in 3 files`, or `ok: 14 access patterns, 0 findings`; a run that could
  /// not do its work says so.
  func line(subjects: [ReportCount], isComplete: Bool = true) -> String {
    let tail =
      (allowed > 0 ? "; \(FigureFormatter.integer(allowed)) allowed" : "")
      + (known > 0 ? "; \(ReportCount(known, "known finding").text) in the baseline" : "")
    if total == 0 {
      return (isComplete ? "ok: " : "incomplete: ")
        + (subjects.map(\.text) + ["0 findings"]).joined(separator: ", ") + tail
    }
    let place = files > 0 ? " in \(ReportCount(files, "file").text)" : ""
    return counts + place + tail + (isComplete ? "" : "; incomplete")
  }
}

extension ReportDocument {
  /// Sorted, deduplicated findings.
  public var sortedFindings: [Diagnostic] { FindingOrder.sorted(findings) }

  public var summary: FindingSummary {
    summary(of: sortedFindings)
  }

  /// `2 dangers, 1 warning in 3 files`: the last line of a report for a terminal.
  public var summaryLine: String { summary.line(subjects: subjects, isComplete: isComplete) }

  /// - Parameter sorted: This document's findings, sorted and deduplicated.
  func summary(of sorted: [Diagnostic]) -> FindingSummary {
    FindingSummary(sorted: sorted, allowed: allowed.count, known: known?.count ?? 0)
  }

  /// The gravest severity among the findings; `nil` without any.
  public var gravestSeverity: Severity? { findings.map(\.severity).max() }
}
