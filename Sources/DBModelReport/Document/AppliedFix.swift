public import DBModelDiagnostics

/// A fix that was applied.
public struct AppliedFix: Hashable, Sendable {
  /// Whose finding it resolves.
  public let rule: RuleDescriptor
  /// Imperative, one line: what it did.
  public let title: String
  /// The file of the finding, as the user named it.
  public let path: String
  /// Where the finding stood, counted from 1, in the text as it was before this round of fixes.
  public let line: Int
  /// From 1, in UTF-8 bytes.
  public let columnUTF8: Int

  public init(rule: RuleDescriptor, title: String, path: String, line: Int, columnUTF8: Int) {
    self.rule = rule
    self.title = title
    self.path = path
    self.line = line
    self.columnUTF8 = columnUTF8
  }

  /// `shop.dbmodel:12:3 assignment-in-condition: write ==`.
  public var text: String { "\(path):\(line):\(columnUTF8) \(rule.name): \(title)" }
}

extension ReportDocument {
  /// What fixes did, for people: a line for each, under how many there were.
  public var fixedBlocks: [ReportBlock] {
    guard !fixed.isEmpty else { return [] }
    return [
      .outline(
        [ReportOutlineLine(0, "fixed \(ReportCount(fixed.count, "finding").text):")]
          + fixed.map { ReportOutlineLine(1, $0.text) }
      )
    ]
  }
}
