import ArgumentParser
import DBModelDriver

struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Schemas and deployable files.",
    discussion: """
      EXAMPLES
        dbmodel compile shop.dbmodel -o out

      Files that are the same already are left alone; nothing is removed.
      Next: read what changed with `git diff --no-index`.
      """
  )

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The directory to write to; made where missing.", valueName: "dir")
  )
  var outputDirectory: String

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run(input.request(.compile(outputDirectory: outputDirectory)), output)
  }
}
