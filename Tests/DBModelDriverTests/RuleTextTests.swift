import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit
import Testing

/// What a person reads of each rule: the rendered findings of its bad example, as files a reviewer
/// can read side by side.
struct RuleTextTests {
  private static let rules = RuleRegistry.all.filter { rule in
    if case .words = rule.bad { return false }
    return true
  }

  @Test func mostRulesHaveAModel() {
    #expect(Self.rules.count > RuleRegistry.all.count / 2)
  }

  @Test(arguments: rules.map(\.code)) func badExample(code: String) throws {
    let rule = try #require(RuleRegistry.find(code))
    let source: String
    switch rule.bad {
    case .model(let text): source = text
    case .fragment(let text): source = "edition 2026\nmodel Example\n\n" + text
    case .words: return
    }
    let request = DriverRequest(.check, paths: ["-"], stdinPath: "example.dbmodel")
    let outcome = Driver.run(request) { Array(source.utf8) }
    let text = TextRenderer(theme: .plain).render(outcome.document, sources: outcome.sources)
    #expect(
      outcome.document.findings.contains { $0.rule == rule },
      "the bad example of \(code) does not fire it"
    )
    try GoldenFile.check(text, at: "Tests/CaseTests/rules/\(code)-\(rule.name).txt")
  }
}
