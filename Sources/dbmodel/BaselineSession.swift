import DBModelDiagnostics
import DBModelDriver
import DBModelReport

/// One run of `check --write-baseline`: the file is written before the report says so.
enum BaselineSession {
  static func run(_ request: DriverRequest, _ output: OutputOptions, path: String) throws {
    var outcome = Driver.run(request) { Terminal.readStandardInput() }
    if outcome.toolFailure { return try Session.report(outcome, output) }
    if outcome.document.gravestSeverity == .error {
      outcome.document.findings.append(
        Diagnostic(
          ToolRules.baselineNotWritten,
          "`\(path)` is not written: the model has errors",
          at: nil,
          help: ["correct the errors, then write the baseline"],
          path: path
        )
      )
      return try Session.report(outcome, output)
    }
    let baseline = Baseline(outcome.document)
    if let reason = AtomicFile.write(baseline.bytes, to: path) {
      outcome.failToWrite(
        path,
        because: reason,
        help: "name a file that may be written with `--write-baseline`"
      )
      return try Session.report(outcome, output)
    }
    outcome.document.known = outcome.document.sortedFindings
    outcome.document.findings = []
    try Session.report(outcome, output)
    Terminal.say("next: review \(path), and check with `--baseline \(path)`")
  }
}
