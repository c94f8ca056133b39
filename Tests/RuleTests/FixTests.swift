import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit
import Testing

/// What `check --fix` does to the bad example of every rule.
@Suite struct FixTests {
  static let rules = RuleRegistry.all.filter { $0.bad.model != nil }

  /// A model in a file of its own, fixed in memory.
  private func fixed(_ text: String) throws -> DriverOutcome {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "example.dbmodel")
    return FixRun.run(DriverRequest(.check, paths: [path], runsSQLitePlans: false))
  }

  private func text(_ outcome: DriverOutcome, from text: String) -> String {
    outcome.changedFiles.first.map { String(decoding: $0.after, as: UTF8.self) } ?? text
  }

  @Test(arguments: rules) func aMachineFixEndsItsFinding(rule: RuleDescriptor) throws {
    let model = try #require(rule.bad.model)
    let found = RuleRun(model).findings.filter { finding in
      finding.fixes.contains { $0.applicability == .machine }
    }
    let outcome = try fixed(model)
    for finding in found {
      #expect(outcome.document.fixed.contains { $0.rule == finding.rule }, "\(finding.title)")
      #expect(
        !outcome.document.findings.contains { $0.fingerprint == finding.fingerprint },
        "\(finding.title)"
      )
    }
    #expect(outcome.changedFiles.isEmpty == outcome.document.fixed.isEmpty)
  }

  @Test(arguments: rules) func fixingAgainChangesNothing(rule: RuleDescriptor) throws {
    let model = try #require(rule.bad.model)
    let once = text(try fixed(model), from: model)
    let again = try fixed(once)
    #expect(again.changedFiles.isEmpty, "\(LineDiff.between(once, text(again, from: once)))")
    #expect(again.document.fixed.isEmpty)
  }

  @Test(arguments: rules) func syntaxErrorsDoNotGrow(rule: RuleDescriptor) throws {
    let model = try #require(rule.bad.model)
    func errors(_ text: String) -> Int {
      RuleRun(text).findings.count { $0.rule.family == .syntax && $0.severity == .error }
    }
    #expect(errors(text(try fixed(model), from: model)) <= errors(model))
  }

  /// Every line gets a comment, where a comment may stand.
  @Test(arguments: rules) func commentsSurvive(rule: RuleDescriptor) throws {
    let model = try #require(rule.bad.model)
    var lines = model.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var isInText = false
    for index in lines.indices {
      let marks = lines[index].ranges(of: "\"\"\"").count
      if !isInText, marks == 0 { lines[index] += " // kept \(index)" }
      if marks == 1 { isInText.toggle() }
    }
    let commented = lines.joined(separator: "\n")
    let after = text(try fixed(commented), from: commented)
    func comments(_ text: String) -> [Substring] {
      text.ranges(of: /\/\/ kept \d+/).map { text[$0] }
    }
    #expect(comments(after) == comments(commented), "\(LineDiff.between(commented, after))")
  }

  /// The mutations put the mistakes among much that is right.
  @Test(arguments: Mutation.all) func aFixedMutationHasNoMachineFixLeft(mutation: Mutation) throws {
    let model = try #require(mutation.text)
    let outcome = try fixed(model)
    let left = outcome.document.findings.filter { finding in
      finding.fixes.contains { $0.applicability == .machine }
    }
    #expect(left.isEmpty, "\(RuleRun.list(left))")
  }

  @Test func thereAreFixesToTest() throws {
    let count = try Self.rules.count { try !fixed(#require($0.bad.model)).changedFiles.isEmpty }
    // Names that somebody declared are only suggested: those rules do not count.
    #expect(count >= 5)
  }

  @Test func touchingFixesTakeTurns() throws {
    // Two mistakes in one number, and a name that is wrong beside it.
    let outcome = try fixed("edition 2026\nmodel M\nentity A {\n  id: uuid key\n  cuont 20k\n}\n")
    #expect(text(outcome, from: "").contains("  count 20K\n"))
  }
}
