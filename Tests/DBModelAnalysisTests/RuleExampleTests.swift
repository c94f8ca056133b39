import DBModelDiagnostics
import DBModelTestKit
import Foundation
import Testing

/// Every example of a rule that this target makes fires it, and nothing else; put right, nothing.
@Suite struct RuleExampleTests {
  static let rules = RuleRegistry.all.filter {
    ("DBM3101"..."DBM3499").contains($0.code) || ("DBM6101"..."DBM6199").contains($0.code)
  }

  @Test(arguments: rules.map(\.code)) func examplesDoAsTheySay(code: String) throws {
    let rule = try #require(RuleRegistry.find(code))
    #expect(try Judged(text(rule.bad)).names == [rule.name])
    #expect(try Judged(text(rule.good)).names == [])
  }

  /// What a person reads of each, in a file a reviewer can judge.
  @Test(arguments: rules.map(\.code)) func findingsReadWell(code: String) throws {
    let rule = try #require(RuleRegistry.find(code))
    let found = try Judged(text(rule.bad)).all.map(\.plain).joined(separator: "\n\n")
    let golden = Repository.path("Tests/CaseTests/analysis/\(rule.name).txt")
    try GoldenFile.check(found + "\n", URL(fileURLWithPath: golden))
  }

  private func text(_ example: RuleExample) throws -> String {
    guard case .fragment(let text) = example else {
      Issue.record("an example that no test can run")
      return ""
    }
    return text
  }
}
