import Foundation

/// Runs the built command as a user would.
struct Command {
  var exitCode: Int32
  var output: String
  var messages: String

  /// Beside the test bundle, where the build puts it.
  static var executable: URL {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("dbmodel")
  }

  static func run(
    _ arguments: String...,
    input: String = "",
    environment: [String: String] = [:]
  ) throws -> Command {
    try run(arguments, input: input, environment: environment)
  }

  static func run(
    _ arguments: [String],
    input: String = "",
    environment: [String: String] = [:]
  ) throws -> Command {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    let messages = stderr.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Command(
      exitCode: process.terminationStatus,
      output: String(decoding: output, as: UTF8.self),
      messages: String(decoding: messages, as: UTF8.self)
    )
  }

  /// Runs a line of shell in which `$DBMODEL` is the command.
  static func shell(_ line: String) throws -> Command {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-o", "pipefail", "-c", line]
    process.environment = ["PATH": "/usr/bin:/bin", "DBMODEL": executable.path]
    let (stdout, stderr) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    let messages = stderr.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Command(
      exitCode: process.terminationStatus,
      output: String(decoding: output, as: UTF8.self),
      messages: String(decoding: messages, as: UTF8.self)
    )
  }
}
