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
        dbmodel plan shop.dbmodel --compare

      Next: `dbmodel why NAME shop.dbmodel` tells what a table, key or index won against;
      `dbmodel compile shop.dbmodel -o DIR` writes it down.
      """
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var calibration: CalibrationOption

  @Flag(help: "Show the designs that the model writes down beside the derived one.")
  var compare = false

  func run() throws {
    var request = input.request(.plan)
    request.calibrationPath = calibration.path
    request.comparesDesigns = compare
    request.drawsPictures = output.drawsPictures
    try Session.run(request, output)
  }
}
