import DBModelDiagnostics
import DBModelTrace

/// What is to be said about the logs of a run.
struct TraceFindings {
  /// Logs are named one by one up to so many: a folder of a hundred thousand broken files is one
  /// mistake.
  private static let mostLogs = 20

  let all: [Diagnostic]

  init(_ run: TraceRun) {
    var findings: [Diagnostic] = []
    for log in run.logs where findings.count < Self.mostLogs { findings += Self.about(log) }
    all = findings
  }

  private static func about(_ log: LogSummary) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    if let failure = log.failure { findings.append(about(failure, log)) }
    if let reason = log.stopReason {
      findings.append(
        Diagnostic(
          ToolRules.logPartial,
          severity: reason.contains("--most-requests") ? .note : .danger,
          "`\(log.path)` was read in part",
          at: nil,
          notes: [reason],
          help: [
            "take the shares as those of the first \(FigureFormatter.integer(log.tally.keys)) requests"
          ],
          path: log.path
        )
      )
    }
    return findings + leftOut(log)
  }

  private static func about(_ failure: LogFailure, _ log: LogSummary) -> Diagnostic {
    let isRefused = log.isRefused
    let isPartial = !isRefused && log.tally.keys > 0
    let rule =
      isRefused ? ToolRules.partRefused : isPartial ? ToolRules.logPartial : ToolRules.logUnreadable
    let title =
      isRefused
      ? "`\(log.path)` is refused"
      : isPartial ? "`\(log.path)` was read in part" : "`\(log.path)` cannot be counted"
    let counted =
      isPartial
      ? ["\(FigureFormatter.integer(log.tally.keys)) requests were counted before"] : []
    return Diagnostic(
      rule,
      title,
      at: nil,
      notes: [failure.reason] + counted,
      help: [failure.help],
      path: log.path
    )
  }

  private static func leftOut(_ log: LogSummary) -> [Diagnostic] {
    let tally = log.tally
    let broken = tally.malformed + tally.long
    guard broken + tally.withoutKey > 0 else { return [] }
    let kinds = [
      (tally.withoutKey, "without a key"), (tally.malformed, "not of the format"),
      (tally.long, "longer than 1 MB"),
    ]
    let notes = kinds.filter { $0.0 > 0 }.map { "\(FigureFormatter.integer($0.0)) \($0.1)" }
    let place = tally.firstLeftOut.map {
      "the first begins at byte \(FigureFormatter.integer($0)) of the log, expanded"
    }
    let count = FigureFormatter.integer(broken + tally.withoutKey)
    let isOne = broken + tally.withoutKey == 1
    return [
      Diagnostic(
        ToolRules.recordsLeftOut,
        severity: broken > 0 ? .warning : .note,
        "\(count) \(isOne ? "record" : "records") of `\(log.path)` \(isOne ? "was" : "were") left out",
        at: nil,
        notes: notes + (place.map { [$0] } ?? []),
        help: ["look at the place, or name another key or format with `--key` and `--input`"],
        path: log.path
      )
    ]
  }

  /// Of logs that were read without a mistake.
  static let nothing = Diagnostic(
    ToolRules.logWithoutKeys,
    "there is no key in what was read",
    at: nil,
    help: ["name the key with `--key`, the format with `--input`, or another log"]
  )
}
