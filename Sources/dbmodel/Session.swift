import ArgumentParser
import DBModelDiagnostics
import DBModelDriver
import DBModelReport

/// One run: from a request to a report on standard output and an exit code.
enum Session {
  /// Throws the exit code of a run that is not clean.
  static func run(_ request: DriverRequest, _ output: OutputOptions) throws {
    var outcome = Driver.run(request) { Terminal.readStandardInput() }
    if case .compile(let directory) = request.command, !outcome.toolFailure {
      write(&outcome, below: directory)
    }
    try report(outcome, output)
  }

  /// Writes the report; throws the exit code of a run that is not clean.
  ///
  /// - Parameter message: On standard error behind the report.
  static func report(
    _ outcome: DriverOutcome,
    _ output: OutputOptions,
    saying message: String? = nil
  ) throws {
    var outcome = outcome
    outcome.document.isComplete = !outcome.toolFailure
    try Terminal.report(render(outcome, output))
    if let message { Terminal.say(message) }
    try exit(outcome, output)
  }

  /// Throws the exit code of a run that is not clean.
  static func exit(_ outcome: DriverOutcome, _ output: OutputOptions) throws {
    if outcome.toolFailure { throw ExitStatus.failure }
    if let limit = output.failOn.severity, let gravest = outcome.document.gravestSeverity,
      gravest >= limit
    {
      throw ExitStatus.findings
    }
  }

  /// The report in the format that is wished.
  static func render(_ outcome: DriverOutcome, _ output: OutputOptions) -> [UInt8] {
    let (document, sources) = (outcome.document, outcome.sources)
    switch output.format {
    case .text:
      let theme: Theme = Terminal.isColoured(output.color) ? .ansi : .plain
      return Array(TextRenderer(theme: theme).render(document, sources: sources).utf8)
    case .json:
      return JSONRenderer.render(document, sources: sources)
    case .markdown:
      return Array(MarkdownRenderer.render(document, sources: sources).utf8)
    case .html:
      return Array(HTMLRenderer.render(document, sources: sources).utf8)
    case .sarif:
      return SARIFRenderer(baseDirectory: Terminal.workingDirectory)
        .render(document, sources: sources)
    case .github:
      return Array(GitHubRenderer.render(document, sources: sources).utf8)
    }
  }

  /// Writes what was compiled; the first failure becomes a finding and ends the writing.
  private static func write(_ outcome: inout DriverOutcome, below directory: String) {
    for file in outcome.emittedFiles {
      guard let reason = OutputDirectory(path: directory).write(file.bytes, to: file.path) else {
        continue
      }
      outcome.failToWrite(
        file.path,
        shown: "\(directory)/\(file.path)",
        because: reason,
        help: "name a directory that may be written to with `-o`"
      )
      return
    }
  }
}
