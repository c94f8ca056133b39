import ArgumentParser
import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelSimulation
import Glibc

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Findings, design, heat and price on one page.",
    discussion: """
      EXAMPLES
        dbmodel report shop.dbmodel -o report.html
        dbmodel report shop.dbmodel --simulate -o report.html
        dbmodel report shop.dbmodel > report.html
        dbmodel report shop.dbmodel --format markdown

      The page stands alone: no script, nothing from the network, fit to be mailed,
      archived and printed. It shows how the load falls on keys, and how far each
      limit is; --simulate adds two hours of partitions, second by second.

      A file that -o names is replaced where it is such a report; any other one only
      with --force, and a model never; where the run fails, it stays as it is.
      See docs/reporting.md.
      """
  )

  @OptionGroup var input: InputOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file to write to; - is standard output.", valueName: "file")
  )
  var output: String?

  @Flag(help: "Replace the file named with -o, whatever it is.")
  var force = false

  @OptionGroup var calibration: CalibrationOption

  @Flag(help: "Simulate the tables too, as `dbmodel simulate` does.")
  var simulate = false

  @Flag(
    name: .customLong("no-sqlite-plans"),
    help: "Do not ask the embedded SQLite for its EXPLAIN plans."
  )
  var leavesOutSQLitePlans = false

  @Option(help: "How to write the report.")
  var format: OutputOptions.Format = .html

  @Option(help: "Whether text is coloured; auto looks at the terminal, NO_COLOR and TERM.")
  var color: OutputOptions.Color = .auto

  @Option(help: "The mildest severity that makes the exit code 1.")
  var failOn: OutputOptions.FailOn = .danger

  /// `nil` for standard output.
  private var path: String? { output == "-" ? nil : output }

  func validate() throws {
    if force, path == nil { throw ValidationError("--force needs -o and a file") }
    if let path, path.isEmpty { throw ValidationError("-o takes a file") }
    if path == nil, format == .html, isatty(STDOUT_FILENO) == 1 {
      throw ValidationError("name a file for the page: -o report.html")
    }
  }

  func run() throws {
    var request = input.request(.report)
    request.runsSQLitePlans = !leavesOutSQLitePlans
    request.calibrationPath = calibration.path
    if simulate { request.simulation = simulation }
    var outcome = Driver.run(request) { Terminal.readStandardInput() }
    outcome.document.isComplete = !outcome.toolFailure
    var output = OutputOptions()
    output.format = format
    output.color = path == nil ? color : color == .always ? .always : .never
    output.failOn = failOn
    guard let path else {
      try Terminal.report(rendered(outcome, output))
      return try Session.exit(outcome, output)
    }
    if let reason = refusal(path, outcome) { try refuse(path, reason) }
    if outcome.toolFailure {
      // A report of half of the models must not take the place of one of all.
      explain(outcome)
      try refuse(path, "the run failed, as said above")
    }
    if let reason = AtomicFile.write(rendered(outcome, output), to: path) {
      try refuse(path, reason)
    }
    Terminal.say("wrote \(path); \(outcome.document.summaryLine)")
    try Session.exit(outcome, output)
  }

  /// The report, with a first line that tells it where its format has no place for that.
  private func rendered(_ outcome: DriverOutcome, _ output: OutputOptions) -> [UInt8] {
    let bytes = Session.render(outcome, output)
    switch format {
    case .text, .github: return Array(ReportMark.line.utf8) + bytes
    case .json, .markdown, .html, .sarif: return bytes
    }
  }

  /// The findings of a run that failed, on standard error.
  private func explain(_ outcome: DriverOutcome) {
    let renderer = TextRenderer()
    for finding in outcome.document.sortedFindings where finding.severity == .error {
      let text = renderer.render(finding, sources: outcome.sources)
      Terminal.write(Array("\(text)\n".utf8), to: STDERR_FILENO)
    }
  }

  private func refuse(_ path: String, _ reason: String) throws {
    Terminal.say("`\(path)` was not written: \(reason)")
    throw ExitStatus.failure
  }

  /// As `dbmodel simulate` does without options.
  private var simulation: SimulateRequest {
    let seconds = 7_200
    var request = SimulateRequest(
      paths: [],
      options: SimulationOptions(
        seconds: seconds,
        start: 8 * 3_600,
        intervalSeconds: TimeText.interval(of: seconds, drawn: true),
        retries: RetryPolicy(attempts: 3, clients: 10)
      )
    )
    request.drawsPictures = true
    return request
  }

  /// Why a file must not be replaced; `nil` where it may.
  private func refusal(_ path: String, _ outcome: DriverOutcome) -> String? {
    var target = stat()
    guard stat(path, &target) == 0 else { return nil }
    for file in outcome.document.inputs.map(\.path) + input.paths {
      var read = stat()
      guard (file == "-" ? fstat(STDIN_FILENO, &read) : stat(file, &read)) == 0 else { continue }
      if read.st_dev == target.st_dev, read.st_ino == target.st_ino {
        return "it is the input \(file) itself; name another file"
      }
    }
    guard target.st_mode & S_IFMT == S_IFREG else {
      return target.st_mode & S_IFMT == S_IFDIR
        ? "it is a directory; name a file in it"
        : "it is no file that could be replaced; `-o -` writes to standard output"
    }
    if force { return nil }
    guard let ends = AtomicFile.ends(path, bytes: ReportMark.mostBytes) else {
      return Terminal.lastError
    }
    if ends.first.isEmpty || ReportMark.stands(in: ends.first, ending: ends.last) { return nil }
    return "it is there already and no report; `--force` replaces it"
  }
}
