import ArgumentParser
import DBModelDriver

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "The derived design and why.",
    discussion: """
      EXAMPLES
        dbmodel plan shop.dbmodel
        dbmodel plan shop.dbmodel --format json

      Next: `dbmodel why NAME shop.dbmodel` tells what a table, key or index won against;
      `dbmodel compile shop.dbmodel -o DIR` writes it down.
      """
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try Session.run(input.request(.plan), output) }
}
