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

      Next: `dbmodel rule CODE` explains a finding, `dbmodel plan` shows the design behind it.
      """
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  @Flag(
    name: .customLong("no-sqlite-plans"),
    help: "Do not ask the embedded SQLite for its EXPLAIN plans."
  )
  var leavesOutSQLitePlans = false

  func run() throws {
    var request = input.request(.check)
    request.runsSQLitePlans = !leavesOutSQLitePlans
    try Session.run(request, output)
  }
}
