import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit
import Testing

/// `Tests/CaseTests/mistakes/<mistake>` and `Tests/CaseTests/loads/<load>`: a design with one
/// planted mistake, and its healthy twin.
///
/// - `planted.dbmodel` marks the line of its mistake with `// expects DBM4001`: exactly these rules
///   fire, exactly there. `planted.txt` is what a person reads.
/// - `healthy.dbmodel` is the same design put right by one change, and gives no finding at all.
@Suite struct MistakeTests {
  static let cases = GoldenFile.cases("mistakes") + LoadTests.cases

  @Test(arguments: cases) func theMistakeIsFoundWhereItStands(_ testCase: Case) throws {
    let text = String(decoding: try testCase.bytes("planted.dbmodel"), as: UTF8.self)
    let expected = Expectation.all(in: text)
    #expect(!expected.isEmpty, "\(testCase.name) does not say what it expects")
    for expectation in expected {
      #expect(RuleRegistry.find(expectation.code) != nil, "there is no rule \(expectation.code)")
    }
    let run = RuleRun(text, as: "planted.dbmodel")
    #expect(run.places == expected, "\(run.rendered)")
    try GoldenFile.check(run.rendered, testCase.file("planted.txt"))
  }

  @Test(arguments: cases) func theTwinIsSilent(_ testCase: Case) throws {
    let text = String(decoding: try testCase.bytes("healthy.dbmodel"), as: UTF8.self)
    #expect(Expectation.all(in: text).isEmpty, "a healthy twin expects nothing")
    let run = RuleRun(text, as: "healthy.dbmodel")
    #expect(run.findings.isEmpty, "\(run.rendered)")
  }

  /// A twin shows what puts the mistake right, and nothing else.
  @Test(arguments: cases) func theTwinDiffersByOneChange(_ testCase: Case) throws {
    func lines(_ name: String) throws -> [String] {
      // The comment above says what the model shows; the mark is no part of it.
      String(decoding: try testCase.bytes(name), as: UTF8.self)
        .split(separator: "\n").map(String.init)
        .filter { !$0.hasPrefix("//") }
        .map { String($0.prefix(upTo: $0.firstRange(of: "//")?.lowerBound ?? $0.endIndex)) }
        .map { $0.split(separator: " ").joined(separator: " ") }
    }
    let change = try lines("healthy.dbmodel").difference(from: lines("planted.dbmodel"))
    #expect(!change.isEmpty)
    #expect(change.removals.count <= 8 && change.insertions.count <= 8)
  }

  @Test func thereAreEnough() { #expect(Self.cases.count >= 25) }
}
