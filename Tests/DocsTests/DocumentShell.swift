import DBModelTestKit
import Testing

/// Runs lines of shell in which `dbmodel` is the built command.
enum DocumentShell {
  /// Both streams, without blank lines at the end.
  static func output(of command: String, in folder: String) throws -> [String] {
    let result = try run("exec 2>&1; \(command)", in: folder)
    #expect(!result.timedOut, "\(command)")
    var lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  static func run(_ command: String, in folder: String) throws -> Subprocess.Result {
    var shell = Subprocess("bash", ["-c", command])
    shell.workingDirectory = folder
    let path = TestMode.variable("PATH") ?? "/usr/bin:/bin"
    shell.environment = [
      "PATH": "\(Repository.productsDirectory):\(path)", "TERM": "dumb", "NO_COLOR": "1",
      "LC_ALL": "C.UTF-8",
    ]
    return try shell.run()
  }
}
