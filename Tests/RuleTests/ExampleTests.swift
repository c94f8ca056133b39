import DBModelDiagnostics
import Testing

/// The examples on the pages of rules, through the whole pipeline.
@Suite struct ExampleTests {
  /// What stops a run, and can be shown by a model.
  static let rules = RuleRegistry.all.filter { $0.severity >= .danger && $0.bad.model != nil }
  /// The milder ones.
  static let others = RuleRegistry.all.filter { $0.severity < .danger && $0.bad.model != nil }

  @Test(arguments: rules) func theBadExampleFiresExactlyItsRule(rule: RuleDescriptor) throws {
    let found = RuleRun(try #require(rule.bad.model)).grave
    #expect(found.map(\.rule.code) == [rule.code], "\(RuleRun.list(found))")
    #expect(found.first?.severity == rule.severity)
  }

  /// A milder rule may stand beside another one: what is counted is that it fires.
  @Test(arguments: others) func aMilderExampleFiresItsRule(rule: RuleDescriptor) throws {
    let run = RuleRun(try #require(rule.bad.model))
    #expect(run.findings.contains { $0.rule == rule }, "\(RuleRun.list(run.findings))")
    let errors = run.findings.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(RuleRun.list(errors))")
  }

  /// What a good example may say nevertheless, with why: the rule of the page, and the other one.
  static let companions: [String: (other: String, reason: String)] = [
    "DBM3606": (
      "DBM6010",
      "an index over two values is left out, and the plan is not told how many rows match"
    )
  ]

  @Test(arguments: rules + others) func theGoodExampleIsSilent(rule: RuleDescriptor) {
    guard let model = rule.good.model else { return }
    let known = Self.companions[rule.code]?.other
    let found = RuleRun(model).findings.filter { $0.rule.code != known }
    #expect(found.isEmpty, "\(RuleRun.list(found))")
  }

  /// Words are for what no model shows; the pages are not to become words.
  @Test func mostAreShown() {
    #expect(Self.rules.count >= 70)
  }
}
