import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit
import Testing

/// `Tests/CaseTests/incidents/<incident>`: what became hot somewhere, as a model, and what the
/// machine makes of it.
///
/// - `incident.dbmodel` marks where it is found with `// expects DBM3101`, and `incident.txt` is
///   what a person reads.
/// - `fixed.dbmodel` is the file after `check --fix`, which then gives no finding.
@Suite struct IncidentTests {
  static let cases = GoldenFile.cases("incidents")

  @Test(arguments: cases) func itIsFoundWhereItStands(_ testCase: Case) throws {
    let text = String(decoding: try testCase.bytes("incident.dbmodel"), as: UTF8.self)
    let expected = Expectation.all(in: text)
    #expect(!expected.isEmpty, "\(testCase.name) does not say what it expects")
    let run = RuleRun(Expectation.removed(from: text), as: "incident.dbmodel")
    #expect(run.places == expected, "\(run.rendered)")
    try GoldenFile.check(run.rendered, testCase.file("incident.txt"))
  }

  @Test(arguments: cases) func theMachineEndsIt(_ testCase: Case) throws {
    let text = Expectation.removed(
      from: String(decoding: try testCase.bytes("incident.dbmodel"), as: UTF8.self)
    )
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "incident.dbmodel")
    let outcome = FixRun.run(DriverRequest(.check, paths: [path], runsSQLitePlans: false))
    #expect(!outcome.document.fixed.isEmpty)
    #expect(outcome.document.findings.isEmpty, "\(RuleRun.list(outcome.document.findings))")
    let after = try #require(outcome.changedFiles.first).after
    try GoldenFile.check(String(decoding: after, as: UTF8.self), testCase.file("fixed.dbmodel"))
  }

  @Test func thereAreEnough() { #expect(Self.cases.count >= 7) }
}
