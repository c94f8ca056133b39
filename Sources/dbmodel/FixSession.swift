import ArgumentParser
import DBModelDiagnostics
import DBModelDriver
import DBModelReport

/// One run of `check --fix`: what changes is written before the report says so.
enum FixSession {
  static func run(_ request: DriverRequest, _ output: OutputOptions, showsDiff: Bool) throws {
    var outcome = FixRun.run(request)
    if showsDiff { return try show(outcome, request, output) }
    write(&outcome)
    outcome.document.sections = outcome.document.fixedBlocks + outcome.document.sections
    try Session.report(outcome, output)
  }

  /// A patch on standard output, a line about it on standard error. Nothing is written, so the
  /// exit code is that of the models as they stand.
  private static func show(
    _ fixed: DriverOutcome,
    _ request: DriverRequest,
    _ output: OutputOptions
  ) throws {
    let patch = fixed.changedFiles.map {
      UnifiedDiff.between($0.before, $0.after, path: $0.path)
    }.joined()
    try Terminal.report(Array(patch.utf8))
    let count = ReportCount(fixed.document.fixed.count, "finding").text
    let files = ReportCount(fixed.changedFiles.count, "file").text
    Terminal.say(
      fixed.document.fixed.isEmpty
        ? "nothing to fix without looking"
        : "\(count) would be fixed in \(files); without --diff they are"
    )
    try Session.exit(Driver.run(request) { [] }, output)
  }

  /// Writes the files; the first failure becomes a finding and ends the writing.
  private static func write(_ outcome: inout DriverOutcome) {
    var written: Set<String> = []
    for file in outcome.changedFiles {
      guard
        let reason = AtomicFile.replace(file.path, holding: file.before, with: file.after)
      else {
        written.insert(file.path)
        continue
      }
      outcome.failToWrite(
        file.path,
        because: reason,
        help: "make it writable, or see the changes with `--fix --diff`"
      )
      outcome.document.fixed.removeAll { !written.contains($0.path) }
      return
    }
  }
}
