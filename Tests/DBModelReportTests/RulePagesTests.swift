import DBModelDiagnostics
import DBModelReport
import Foundation
import Testing

/// `docs/rules` is made from the registry.
@Suite struct RulePagesTests {
  private let directory = repositoryDirectory.appendingPathComponent("docs/rules")

  @Test func pagesEqualTheRegistry() throws {
    for rule in RuleRegistry.all {
      expectFile(
        RulePage.markdown(rule),
        at: directory.appendingPathComponent(RulePage.fileName(rule))
      )
    }
    expectFile(
      RulePage.index(RuleRegistry.all),
      at: directory.appendingPathComponent("README.md")
    )
  }

  @Test func noPageIsLeftOver() throws {
    let expected = Set(RuleRegistry.all.map(RulePage.fileName)).union(["README.md", "retired.md"])
    let found = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    for name in found where !expected.contains(name) {
      if ProcessInfo.processInfo.environment["DBMODEL_UPDATE"] == "1" {
        try FileManager.default.removeItem(at: directory.appendingPathComponent(name))
      } else {
        Issue.record("docs/rules/\(name) belongs to no rule")
      }
    }
  }

  @Test func codesAndNamesAreUnique() {
    let rules = RuleRegistry.all
    #expect(Set(rules.map(\.code)).count == rules.count)
    #expect(Set(rules.map(\.name)).count == rules.count)
    for rule in rules {
      #expect(rule.code.wholeMatch(of: /DBM[0-9]{4}/) != nil, "\(rule.code)")
      #expect(rule.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(rule.name)")
      #expect(rule.code.dropFirst(3).first.map(String.init) == String(rule.family.rawValue))
      #expect(rule.summary.hasSuffix(".") && !rule.summary.contains("\n"), "\(rule.code)")
    }
  }
}
