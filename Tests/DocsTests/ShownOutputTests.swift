import DBModelTestKit
import Testing

/// What README.md and the pages below docs show is what the command prints.
///
/// Commands run in the repository. A document with blocks ```` ```dbmodel in=FILE ```` is run from
/// top to bottom in a folder of its own, in which these blocks make the files.
@Suite struct ShownOutputTests {
  static let documents: [String] =
    ["README.md", "CONTRIBUTING.md"]
    + Repository.files(below: "docs", suffixes: [".md"]).filter { !$0.hasPrefix("docs/rules/") }
    + Repository.files(below: "samples", suffixes: [".md"])

  @Test(arguments: documents) func shownOutputIsReal(document: String) throws {
    let text = try #require(Repository.text(document))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let blocks = FencedBlock.all(in: lines)
    let buildsFiles = blocks.contains { $0.value("in") != nil }
    let folder = buildsFiles ? try TemporaryFolder() : nil
    var rewritten: [String] = []
    var next = 0
    for block in blocks {
      rewritten += lines[next..<block.range.lowerBound]
      next = block.range.upperBound
      if let folder, let name = block.value("in") {
        let before = try DocumentShell.run("cat \(name) 2>/dev/null", in: folder.path).output
        try folder.write(DocumentFolder.text(of: block.lines, in: before), to: name)
      }
      guard let console = ConsoleBlock(block) else {
        rewritten += block.lines
        continue
      }
      guard console.name != nil else {
        for step in console.steps where !step.output.isEmpty {
          Issue.record(
            "\(document): a console block without a name shows output: \(step.output[0])"
          )
        }
        rewritten += block.lines
        continue
      }
      for step in console.steps {
        rewritten.append("$ \(step.command)")
        rewritten += try DocumentShell.output(
          of: step.command,
          in: folder?.path ?? Repository.root
        )
      }
    }
    rewritten += lines[next...]
    try GoldenFile.check(rewritten.joined(separator: "\n"), at: document)
  }

  @Test(arguments: documents) func namesAreUnique(document: String) throws {
    let text = try #require(Repository.text(document))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let names = FencedBlock.all(in: lines).compactMap { ConsoleBlock($0)?.name }
    #expect(Set(names).count == names.count, "two blocks have one name")
  }

  @Test(arguments: ["README.md", "docs/language/tutorial.md"])
  func somethingIsShown(document: String) throws {
    let text = try #require(Repository.text(document))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(FencedBlock.all(in: lines).contains { ConsoleBlock($0)?.name != nil })
  }
}
