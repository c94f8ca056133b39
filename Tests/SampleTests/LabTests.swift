import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit
import Testing

/// A number of the reference lab that is changed, and what becomes of a finding.
struct LabChange: Sendable, CustomTestStringConvertible {
  enum Outcome: Sendable {
    /// The finding is there with other figures in its text.
    case moved
    case silenced
  }

  /// The row of the README.
  let row: String
  let code: String
  let before: String
  let after: String
  let outcome: Outcome

  var testDescription: String { "\(row) \(code): \(after)" }

  init(_ row: String, _ code: String, _ before: String, _ after: String, _ outcome: Outcome) {
    self.row = row
    self.code = code
    self.before = before
    self.after = after
    self.outcome = outcome
  }

  static let all = [
    LabChange("X1", "DBM8005", "dynamodb 30 USD/month", "dynamodb 29 USD/month", .moved),
    LabChange("X1", "DBM8005", "dynamodb 30 USD/month", "dynamodb 22 USD/month", .silenced),
    LabChange("X2", "DBM8001", "readers 1", "readers 2", .moved),
    LabChange("X2", "DBM8001", "ceiling 100 USD/month", "ceiling 180 USD/month", .silenced),
    LabChange("X7", "DBM8007", "rate    40/s peak 400/s", "rate    4/s peak 400/s", .moved),
    LabChange("X7", "DBM8007", "prices       reference-lab", "prices       public", .silenced),
    LabChange("X8", "DBM8008", "rate    3.8/s peak 500/s", "rate    2.8/s peak 500/s", .moved),
    LabChange("X8", "DBM8008", "prices       reference-lab", "prices       public", .silenced),
    LabChange("X11", "DBM8101", "replicas us-west-2", "replicas eu-west-1", .moved),
    LabChange(
      "X11",
      "DBM8101",
      "cross-region forbidden",
      "cross-region allowed",
      .silenced
    ),
    LabChange("X13", "DBM3301", "headroom     10x", "headroom     9x", .moved),
    LabChange("X13", "DBM3301", "headroom     10x", "headroom     7x", .silenced),
    LabChange("X14", "DBM6103", "10 ms p95 indexed", "12 ms p95 indexed", .moved),
    LabChange("X14", "DBM6102", "10 ms p95 indexed", "12 ms p95 indexed", .moved),
    LabChange("X14", "DBM6102", "page    50", "page    3", .silenced),
  ]
}

/// The lab's findings follow from its numbers: none of them is there whatever it says.
@Suite struct LabTests {
  static let path = "samples/reference-lab/lab.dbmodel"

  /// What a finding says, without where it stands.
  private func said(_ code: String, _ run: Run) -> [String] {
    run.findings.filter { $0.rule.code == code }.map { finding in
      let labels = ([finding.primary].compactMap { $0 } + finding.secondary).map(\.text)
      return ([finding.title] + labels + finding.notes + finding.help).joined(separator: "\n")
    }
  }

  @Test(arguments: LabChange.all) func aNumberMovesOrSilencesAFinding(change: LabChange) throws {
    let text = try #require(Repository.text(Self.path))
    let places = text.ranges(of: change.before)
    try #require(places.count == 1, "`\(change.before)` stands there \(places.count) times")
    let changed = text[..<places[0].lowerBound] + change.after + text[places[0].upperBound...]
    let before = said(change.code, Run(.check, text: text, as: Self.path))
    let after = said(change.code, Run(.check, text: String(changed), as: Self.path))
    #expect(!before.isEmpty, "\(change.code) is not there")
    switch change.outcome {
    case .silenced: #expect(after.isEmpty, "\(after)")
    case .moved:
      #expect(!after.isEmpty, "\(change.code) is gone")
      #expect(before != after, "the text is the same")
    }
  }

  /// Every row that the README shows as found has a change here, and its finding is there.
  @Test func theReadmeShowsWhatIsFound() throws {
    let readme = try #require(Repository.text("samples/reference-lab/README.md"))
    let codes = Set(Run(.check, Self.path).findings.map(\.rule.code))
    for number in 1...16 {
      let row = "X\(number)"
      let line = try #require(
        readme.split(separator: "\n").first { $0.hasPrefix("| \(row) |") },
        "the README has no row \(row)"
      )
      let changes = LabChange.all.filter { $0.row == row }
      for change in changes {
        #expect(line.contains(change.code), "\(row) does not name \(change.code)")
        #expect(codes.contains(change.code), "\(change.code) is not found")
      }
      let isFound = readme.range(before: "These are still to come", contains: String(line))
      #expect(isFound == !changes.isEmpty, "\(row) stands in the wrong table")
    }
  }
}

extension String {
  /// Whether a text stands before another one.
  fileprivate func range(before end: String, contains text: String) -> Bool {
    guard let limit = firstRange(of: end), let found = firstRange(of: text) else { return false }
    return found.lowerBound < limit.lowerBound
  }
}
