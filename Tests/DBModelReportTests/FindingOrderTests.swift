import DBModelDiagnostics
import DBModelTestKit
import Testing

@testable import DBModelReport

@Suite struct FindingOrderTests {
  private func finding(
    _ rule: RuleDescriptor,
    _ title: String,
    file: Int32?,
    at offset: Int = 0,
    path: String = "",
    severity: Severity? = nil
  ) -> Diagnostic {
    let label = file.map {
      Label(SourceSpan(file: FileID($0), lower: offset, upper: offset + 1))
    }
    return Diagnostic(rule, severity: severity, title, at: label, path: path)
  }

  @Test func byFileOffsetAndCode() {
    let sorted = FindingOrder.sorted([
      finding(TestRules.slow, "e", file: 1, at: 0), finding(TestRules.slow, "d", file: 0, at: 9),
      finding(TestRules.hotKey, "c", file: 0, at: 9), finding(TestRules.hint, "b", file: 0, at: 2),
      finding(TestRules.slow, "a", file: nil),
    ])
    #expect(sorted.map(\.title) == ["a", "b", "c", "d", "e"])
  }

  @Test func theSameAtTheSamePlaceOnce() {
    let sorted = FindingOrder.sorted([
      finding(TestRules.hotKey, "a", file: 0, path: "x", severity: .warning),
      finding(TestRules.hotKey, "b", file: 0, path: "x"),
      finding(TestRules.hotKey, "c", file: 0, at: 1, path: "x"),
      finding(TestRules.hotKey, "d", file: 0, path: "y"),
    ])
    #expect(sorted.map(\.title) == ["b", "d", "c"])
    #expect(sorted.first?.severity == .danger)
  }

  /// The order of the input never shows.
  @Test(arguments: UInt64(0)..<30) func orderOfInputNeverShows(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let document = Hostile.document(seed: seed).document
    let expected = FindingOrder.sorted(document.findings).map(\.title)
    let shuffled = document.findings.shuffled(using: &random)
    #expect(FindingOrder.sorted(shuffled).map(\.title) == expected, "seed \(seed)")
  }

  @Test func summaryLines() {
    let findings = [
      finding(TestRules.hotKey, "a", file: 0), finding(TestRules.hotKey, "b", file: 1),
      finding(TestRules.slow, "c", file: 2),
    ]
    let summary = FindingSummary(sorted: findings, allowed: 0)
    #expect(summary.line(subjects: []) == "2 dangers, 1 warning in 3 files")
    #expect(
      FindingSummary(sorted: [], allowed: 3).line(subjects: [ReportCount(1, "access pattern")])
        == "ok: 1 access pattern, 0 findings; 3 allowed"
    )
    #expect(
      FindingSummary(sorted: [], allowed: 0).line(subjects: [], isComplete: false)
        == "incomplete: 0 findings"
    )
    #expect(
      FindingSummary(sorted: [finding(TestRules.broken, "a", file: nil)], allowed: 0)
        .line(subjects: []) == "1 error"
    )
  }

  @Test(arguments: [
    ("models/a b.dbmodel", "models/a%20b.dbmodel"), ("./x//y/../z", "x/z"), ("../x", "../x"),
    ("../../x/..", "../.."), ("/repo/models/a", "models/a"),
    ("/repository/a", "file:///repository/a"),
    ("/other/%", "file:///other/%25"), ("-", "stdin"), ("", "stdin"), ("ü/漢", "%C3%BC/%E6%BC%A2"),
    ("a/\u{301}b", "a/%CC%81b"), ("C:\\x", "C%3A%5Cx"), (".", "."), ("/..", "file:///"),
  ]) func relativeURIs(path: String, uri: String) {
    #expect(RelativeURI.of(path: path, baseDirectory: "/repo") == uri)
  }
}
