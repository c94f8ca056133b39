import DBModelTestKit
import Testing

/// The language server as an editor meets it: pytest-lsp talks to the built command.
@Suite struct EditorClientTests {
  @Test func everyFeatureThroughAClient() throws {
    guard let python = LiveServers.python else {
      LiveServers.leftOut("the language server's clients", because: "`make test` has pytest-lsp")
      return
    }
    var run = Subprocess(
      python,
      [
        "-B", "-m", "pytest", "-q", "-rs", "-c", Repository.path("Tests/EditorTests/pytest.ini"),
        Repository.path("Tests/EditorTests"),
      ]
    )
    run.environment["DBMODEL_BINARY"] = "\(Repository.productsDirectory)/dbmodel"
    run.timeLimitSeconds = 300
    let result = try run.run()
    #expect(result.exitCode == 0, "\(result.output)\n\(result.errorOutput)")
    #expect(result.output.contains(" passed"), "\(result.output)")
    for line in result.output.split(separator: "\n") where line.hasPrefix("SKIPPED") {
      LiveServers.leftOut("a test of an editor", because: String(line))
    }
  }
}
