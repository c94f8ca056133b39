import DBModelDiagnostics
import DBModelReport

/// Takes the findings away that a baseline lists, and says what is wrong with the baseline.
struct BaselineFilter {
  let path: String
  /// Stale entries that are named; the rest is counted.
  private static let shownEntries = 10

  func apply(to outcome: inout DriverOutcome) {
    do throws(Baseline.Unreadable) {
      let baseline = try Baseline(bytes: try SchemaDocument.bytes(of: path))
      let (kept, known, stale) = split(outcome.document.sortedFindings, baseline)
      outcome.document.known = known
      outcome.document.findings = kept + staleFinding(stale)
    } catch {
      outcome.toolFailure = true
      outcome.document.findings.append(
        Diagnostic(
          ToolRules.baselineUnreadable,
          "`\(path)` cannot be used as a baseline",
          at: nil,
          notes: [error.reason],
          help: ["write it again with `--write-baseline \(path)`, and review what it lists"],
          path: path
        )
      )
    }
  }

  /// A finding is known while its entry is not used up, and while it has not become graver.
  private func split(
    _ sorted: [Diagnostic],
    _ baseline: Baseline
  ) -> (kept: [Diagnostic], known: [Diagnostic], stale: [(entry: Baseline.Entry, count: Int)]) {
    var left: [String: Int] = [:]
    var severities: [String: Severity] = [:]
    for entry in baseline.entries {
      left[entry.fingerprint, default: 0] += entry.count
      severities[entry.fingerprint] = max(severities[entry.fingerprint] ?? .note, entry.severity)
    }
    var kept: [Diagnostic] = []
    var known: [Diagnostic] = []
    for finding in sorted {
      let print = finding.fingerprint
      guard finding.severity < .error, let count = left[print], count > 0 else {
        kept.append(finding)
        continue
      }
      left[print] = count - 1
      // A graver finding uses its entry up all the same: the entry is about it.
      if let severity = severities[print], finding.severity <= severity {
        known.append(finding)
      } else {
        kept.append(finding)
      }
    }
    var stale: [(entry: Baseline.Entry, count: Int)] = []
    for entry in baseline.entries {
      guard let count = left.removeValue(forKey: entry.fingerprint), count > 0 else { continue }
      stale.append((entry, count))
    }
    return (kept, known, stale)
  }

  private func staleFinding(_ stale: [(entry: Baseline.Entry, count: Int)]) -> [Diagnostic] {
    guard !stale.isEmpty else { return [] }
    let total = stale.reduce(0) { $0 + $1.count }
    var notes = stale.prefix(Self.shownEntries).map { item in
      let times = item.count == 1 ? "" : "\(item.count) of "
      let subject = item.entry.subject.isEmpty ? "" : " (\(item.entry.subject))"
      return "\(times)\(item.entry.code) \(item.entry.name)\(subject): \(item.entry.title)"
    }
    if stale.count > Self.shownEntries {
      notes.append("and \(FigureFormatter.integer(stale.count - Self.shownEntries)) more")
    }
    let findings = ReportCount(total, "finding").text
    return [
      Diagnostic(
        ToolRules.baselineStale,
        "\(findings) of the baseline \(total == 1 ? "is" : "are") no longer found",
        at: nil,
        notes: notes,
        help: ["write it again with `--write-baseline \(path)`"],
        path: path
      )
    ]
  }
}
