import DBModelTestKit
import Testing

/// Every sample, through the built command: exit codes, and the same bytes in every process.
///
/// Swift seeds its hash anew in each process, so running twice is running under two hash seeds.
@Suite struct SampleRunTests {
  static let models = Repository.files(below: "samples", suffixes: [".dbmodel"])
    .filter { !$0.contains("/expected/") }
  static let formats = ["text", "json", "markdown", "html", "sarif", "github"]
  /// Runs of each: an order of three things that depends on the hash would be the same in all of
  /// them once in 36 times, and there are many more things than three.
  static let runs = 3

  @Test(arguments: models) func checkGivesTheSameBytesEveryTime(model: String) throws {
    try expectSameBytes(["check", model])
  }

  @Test(arguments: models) func planGivesTheSameBytesEveryTime(model: String) throws {
    try expectSameBytes(["plan", model])
  }

  @Test(arguments: models) func compileWritesTheSameFilesEveryTime(model: String) throws {
    var first: [String: [UInt8]]?
    for _ in 0..<Self.runs {
      let folder = try TemporaryFolder()
      let result = try run(["compile", model, "-o", folder.path])
      #expect([0, 1].contains(result.exitCode), "\(result.errorOutput)")
      let files = folder.contents()
      if let first { #expect(first == files, "compile \(model)") } else { first = files }
    }
  }

  /// The code is 1 exactly where the report shows a finding that grave.
  @Test(arguments: models) func theExitCodeFollowsTheFindings(model: String) throws {
    for (threshold, severities) in [
      ("error", ["error"]), ("danger", ["error", "danger"]),
      ("note", ["error", "danger", "warning", "note"]), ("never", []),
    ] {
      let text = try run(["check", model, "--fail-on", threshold])
      let isGrave = text.output.split(separator: "\n").contains { line in
        severities.contains { line.hasPrefix("\($0)[") }
      }
      #expect(text.exitCode == (isGrave ? 1 : 0), "check \(model) --fail-on \(threshold)")
    }
  }

  private func expectSameBytes(_ arguments: [String]) throws {
    for format in Self.formats {
      let line = arguments + ["--format", format]
      let first = try run(line)
      #expect([0, 1].contains(first.exitCode), "\(line): \(first.errorOutput)")
      for _ in 1..<Self.runs {
        let again = try run(line)
        #expect(again.exitCode == first.exitCode, "\(line)")
        #expect(again.errorBytes == first.errorBytes, "\(line)")
        if again.outputBytes != first.outputBytes {
          Issue.record("\(line) differs\n\(LineDiff.between(first.output, again.output))")
        }
      }
    }
  }

  private func run(_ arguments: [String]) throws -> Subprocess.Result {
    var command = Subprocess("\(Repository.productsDirectory)/dbmodel", arguments)
    command.workingDirectory = Repository.root
    let result = try command.run()
    #expect(!result.timedOut, "\(arguments)")
    return result
  }
}
