import ArgumentParser
import DBModelDriver

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Read a saved EXPLAIN: the plan tree and what is wrong with it.",
    discussion: """
      EXAMPLES
        dbmodel explain orders.plan.xml
        psql -XAt -c "EXPLAIN (FORMAT XML) SELECT …" | dbmodel explain -

      Next: `dbmodel rule CODE` explains a finding.
      """
  )

  @Argument(
    help: ArgumentHelp("Files with EXPLAIN output; - is standard input.", valueName: "plan")
  )
  var paths: [String]

  @Option(
    name: .customLong("stdin-path"),
    help: ArgumentHelp("The path that standard input is shown under.", valueName: "path")
  )
  var stdinPath: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    try InputOptions.validate(paths: paths, stdinPath: stdinPath)
  }

  func run() throws {
    try Session.run(DriverRequest(.explain, paths: paths, stdinPath: stdinPath), output)
  }
}
