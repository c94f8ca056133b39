import ArgumentParser
import DBModelDriver

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Read a saved EXPLAIN: the plan tree and what is wrong with it.",
    discussion: """
      Engine and format are recognised: PostgreSQL's four formats and auto_explain's log, MySQL's
      JSON, TREE and table, MariaDB's JSON and table, SQLite's EXPLAIN QUERY PLAN. With a model
      among the files, tables have the sizes that it declares.

      EXAMPLES
        dbmodel explain orders.plan.json
        psql -c "EXPLAIN SELECT …" | dbmodel explain -
        dbmodel explain orders.plan shop.dbmodel

      Next: `dbmodel rule CODE` explains a finding.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Files with EXPLAIN output, and models; - is standard input.",
      valueName: "plan"
    )
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
    if paths.allSatisfy({ $0.hasSuffix(".dbmodel") }) {
      throw ValidationError("a model alone holds no plan; name the EXPLAIN output beside it")
    }
  }

  func run() throws {
    try Session.run(DriverRequest(.explain, paths: paths, stdinPath: stdinPath), output)
  }
}
