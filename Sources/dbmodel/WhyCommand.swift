import ArgumentParser
import DBModelDriver

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Each choice behind a table, key or index: the rule, the inputs, what lost.",
    discussion: """
      EXAMPLES
        dbmodel why Order.byStatus shop.dbmodel
        dbmodel why ordersOfCustomer shop.dbmodel

      Names are those that `dbmodel plan` prints.
      """
  )

  @Argument(help: "A table, key, index, entity or access pattern.")
  var name: String

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try Session.run(input.request(.why(name: name)), output) }
}
