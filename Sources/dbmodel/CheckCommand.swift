import ArgumentParser
import DBModelDriver

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Every judgement that needs no server.",
    discussion: """
      EXAMPLES
        dbmodel check shop.dbmodel
        dbmodel check models/ --format sarif > dbmodel.sarif
        git show HEAD:shop.dbmodel | dbmodel check - --stdin-path shop.dbmodel
        dbmodel check models/ --fix
        dbmodel check shop.dbmodel --write-baseline known.json
        dbmodel check shop.dbmodel --baseline known.json
        dbmodel check shop.dbmodel --frozen     in CI: `dbmodel.lock` is up to date

      Next: `dbmodel rule CODE` explains a finding, `dbmodel plan` shows the design behind it.
      """
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var calibration: CalibrationOption

  @Flag(
    name: .customLong("no-sqlite-plans"),
    help: "Do not ask the embedded SQLite for its EXPLAIN plans."
  )
  var leavesOutSQLitePlans = false

  @Flag(help: "An error where `dbmodel.lock` is not what `dbmodel lock` would write.")
  var frozen = false

  @Flag(help: "Apply the fixes that need no look, and report what remains.")
  var fix = false

  @Flag(help: "With --fix: show what it would change, and write nothing.")
  var diff = false

  @Option(
    help: ArgumentHelp("Findings this file lists are known, and no failures.", valueName: "file")
  )
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "Write the findings there are now to this file, for --baseline.",
      valueName: "file"
    )
  )
  var writeBaseline: String?

  func validate() throws {
    if writeBaseline != nil, baseline != nil || fix {
      throw ValidationError("--write-baseline stands alone: leave --baseline and --fix out")
    }
    if frozen, leavesOutSQLitePlans {
      throw ValidationError("--frozen compares plans: leave --no-sqlite-plans out")
    }
    if diff, !fix { throw ValidationError("--diff needs --fix") }
    if fix, input.paths.contains("-") {
      throw ValidationError("--fix cannot write to standard input (-); name the file")
    }
    if diff, output.format != .text {
      throw ValidationError("--diff writes a patch, not a report: leave --format out")
    }
  }

  func run() throws {
    var request = input.request(.check)
    request.runsSQLitePlans = !leavesOutSQLitePlans
    request.baselinePath = baseline
    request.isLockFrozen = frozen
    request.calibrationPath = calibration.path
    if let writeBaseline {
      try BaselineSession.run(request, output, path: writeBaseline)
    } else if fix {
      try FixSession.run(request, output, showsDiff: diff)
    } else {
      try Session.run(request, output)
    }
  }
}
