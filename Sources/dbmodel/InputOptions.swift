import ArgumentParser
import DBModelDriver

/// Which models a command reads.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Models; a directory means the .dbmodel files in it, - is standard input.",
      valueName: "file"
    )
  )
  var paths: [String]

  @Option(
    name: .customLong("stdin-path"),
    help: ArgumentHelp(
      "The path that standard input is shown under and imports from.",
      valueName: "path"
    )
  )
  var stdinPath: String?

  func validate() throws { try Self.validate(paths: paths, stdinPath: stdinPath) }

  /// Standard input can be named once, and is shown under a path only where it is named.
  static func validate(paths: [String], stdinPath: String?) throws {
    if paths.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input (-) can be read once only")
    }
    if stdinPath != nil, !paths.contains("-") {
      throw ValidationError("--stdin-path needs - among the files")
    }
  }

  func request(_ command: DriverRequest.Command) -> DriverRequest {
    DriverRequest(command, paths: paths, stdinPath: stdinPath, todayDay: Terminal.todayDay)
  }
}
