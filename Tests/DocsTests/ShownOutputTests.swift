import DBModelTestKit
import Testing

/// What README.md and the pages below docs show is what the command prints.
@Suite struct ShownOutputTests {
  static let documents: [String] =
    ["README.md", "CONTRIBUTING.md"]
    + Repository.files(below: "docs", suffixes: [".md"]).filter { !$0.hasPrefix("docs/rules/") }
    + Repository.files(below: "samples", suffixes: [".md"])

  @Test(arguments: documents) func shownOutputIsReal(document: String) throws {
    let text = try #require(Repository.text(document))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var rewritten = lines
    // From the last to the first, so that the ranges before stay right.
    for block in ConsoleBlock.all(in: lines).reversed() {
      guard block.name != nil else {
        for step in block.steps where !step.output.isEmpty {
          Issue.record(
            "\(document): a console block without a name shows output: \(step.output[0])"
          )
        }
        continue
      }
      var shown: [String] = []
      for step in block.steps {
        shown.append("$ \(step.command)")
        shown += try Self.output(of: step.command)
      }
      rewritten.replaceSubrange(block.range, with: shown)
    }
    try GoldenFile.check(rewritten.joined(separator: "\n"), at: document)
  }

  @Test func theReadmeShowsSomething() throws {
    let text = try #require(Repository.text("README.md"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let names = ConsoleBlock.all(in: lines).compactMap(\.name)
    #expect(!names.isEmpty)
    #expect(Set(names).count == names.count, "two blocks have one name")
  }

  /// Both streams of a line of shell in which `dbmodel` is the built command, without blank lines
  /// at the end.
  private static func output(of command: String) throws -> [String] {
    var shell = Subprocess("bash", ["-c", "exec 2>&1; \(command)"])
    shell.workingDirectory = Repository.root
    let path = TestMode.variable("PATH") ?? "/usr/bin:/bin"
    shell.environment = [
      "PATH": "\(Repository.productsDirectory):\(path)", "TERM": "dumb", "NO_COLOR": "1",
      "LC_ALL": "C.UTF-8",
    ]
    let result = try shell.run()
    #expect(!result.timedOut, "\(command)")
    var lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
