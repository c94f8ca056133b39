import ArgumentParser
import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelSyntax

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Put models into the one form they have.",
    discussion: """
      EXAMPLES
        dbmodel fmt shop.dbmodel           rewrite it in place
        dbmodel fmt models                 every .dbmodel in a directory
        dbmodel fmt --check models         for a pull request: exit code 1, and which
        dbmodel fmt --diff shop.dbmodel    show what would change
        dbmodel fmt - < in > out           as an editor does it

      There is nothing to choose: 2 blanks for each block, columns within blank-line
      groups, comments where they were. A file with mistakes of syntax is left
      alone. What is written was read again first and says the same as before.
      Next: `dbmodel check` judges what the model says.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Models; a directory means the .dbmodel files in it, - is standard input.",
      valueName: "file"
    )
  )
  var paths: [String]

  @Flag(help: "Change nothing; list the files that would change, and exit with 1 if any would.")
  var check = false

  @Flag(help: "Change nothing; show what would change as a unified diff.")
  var diff = false

  @Option(
    name: .customLong("stdin-path"),
    help: ArgumentHelp("The path that standard input is shown under.", valueName: "path")
  )
  var stdinPath: String?

  @Option(help: "Whether text is coloured; auto looks at the terminal, NO_COLOR and TERM.")
  var color: OutputOptions.Color = .auto

  func validate() throws { try InputOptions.validate(paths: paths, stdinPath: stdinPath) }

  func run() throws {
    let run = FormatRun(paths: paths, stdinPath: stdinPath) { Terminal.readStandardInput() }
    report(run)
    let (changed, isWritten) = try write(run)
    if run.hasFailed || !isWritten { throw ExitStatus.failure }
    if run.hasRefused || check && changed > 0 { throw ExitStatus.findings }
  }

  /// Files that could not be loaded or were refused, on standard error: standard output is for the
  /// text.
  private func report(_ run: FormatRun) {
    guard !run.diagnostics.isEmpty else { return }
    let theme: Theme = Terminal.isColoured(color) ? .ansi : .plain
    var document = ReportDocument(command: "fmt", toolVersion: Driver.toolVersion)
    document.findings = run.diagnostics
    document.isComplete = !run.hasFailed
    let text = TextRenderer(theme: theme).render(document, sources: run.sources)
    Terminal.write(Array(text.utf8), to: 2)
  }

  /// Writes, lists or shows what changed; says in how many files, and whether all were written.
  private func write(_ run: FormatRun) throws -> (changed: Int, isWritten: Bool) {
    var changed = 0
    var isWritten = true
    for file in run.files {
      let isInput = file.path == (stdinPath ?? "-") && paths.contains("-")
      if isInput, !check, !diff {
        if case .formatted(let text) = file.outcome { try Terminal.report(text) }
        continue
      }
      guard let text = file.changed else { continue }
      if diff {
        // The patch names the file.
        try Terminal.report(
          Array(UnifiedDiff.between(file.bytes, text, path: file.path).utf8)
        )
      } else if check {
        Terminal.say("\(file.path) is not in the form")
      } else if !replace(file, with: text) {
        isWritten = false
        continue
      }
      changed += 1
    }
    if changed > 0 || check { summarise(changed, of: run.files.count) }
    return (changed, isWritten)
  }

  /// One file that cannot be written keeps no other from being.
  private func replace(_ file: FormatRun.File, with text: [UInt8]) -> Bool {
    if let reason = AtomicFile.replace(file.path, holding: file.bytes, with: text) {
      Terminal.say("`\(file.path)` could not be written: \(reason)")
      return false
    }
    Terminal.say("formatted \(file.path)")
    return true
  }

  private func summarise(_ changed: Int, of count: Int) {
    let files = "\(changed) of \(count) file\(count == 1 ? "" : "s")"
    Terminal.say(check || diff ? "\(files) would change" : "\(files) changed")
  }
}
