import DBModelDiagnostics
import DBModelTestKit
import Testing

/// One line of a healthy sample, changed, added or cut in two, and the rule it must fire.
struct Mutation: Sendable, CustomTestStringConvertible {
  /// The samples that are silent as they stand.
  enum Sample: String, Sendable {
    case notes = "samples/healthy/notes.dbmodel"
    case lending = "samples/healthy-relational/lending.dbmodel"
    case fleet = "samples/healthy-mixed/fleet.dbmodel"
  }

  let code: String
  let sample: Sample
  /// Whole lines that stand in the sample once; a second one only tells where.
  let before: String
  let after: String

  init(_ code: String, _ sample: Sample, _ before: String, _ after: String) {
    self.code = code
    self.sample = sample
    self.before = before
    self.after = after
  }

  /// By which a failure names it.
  var testDescription: String {
    "\(code) in \(sample): \(String(after.prefix(60)))"
  }

  /// The lines that go and those that come: a changed line is one of each, one cut in two is one
  /// and two.
  var changes: (removed: Int, added: Int) {
    let difference = after.split(separator: "\n", omittingEmptySubsequences: false)
      .difference(from: before.split(separator: "\n", omittingEmptySubsequences: false))
    return (difference.removals.count, difference.insertions.count)
  }

  /// The sample with the line changed; `nil` where the lines do not stand in it exactly once.
  var text: String? {
    guard let original = Repository.text(sample.rawValue) else { return nil }
    let text = "\n" + original
    let found = text.ranges(of: "\n\(before)\n")
    guard found.count == 1, let place = found.first else { return nil }
    return String(text.replacingCharacters(in: place, with: "\n\(after)\n").dropFirst())
  }

  static let all = language + names + workload + operations
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
