/// A rule as a value: checks, documentation, SARIF rules and tests all come from it.
public struct RuleDescriptor: Hashable, Sendable {
  /// `DBM` and four digits; never renumbered, never used again.
  public let code: String
  /// Kebab case; may be used wherever the code may.
  public let name: String
  public let family: RuleFamily
  /// The gravest severity the rule ever reports.
  public let severity: Severity
  /// One sentence, for lists.
  public let summary: String
  /// Why it matters and how it is computed; Markdown paragraphs.
  public let rationale: String
  /// A complete model that fires exactly this rule, or a description where a file cannot show it.
  public let bad: RuleExample
  /// The same, put right.
  public let good: RuleExample

  public init(
    _ code: String,
    _ name: String,
    _ family: RuleFamily,
    _ severity: Severity,
    summary: String,
    rationale: String,
    bad: RuleExample,
    good: RuleExample
  ) {
    self.code = code
    self.name = name
    self.family = family
    self.severity = severity
    self.summary = summary
    self.rationale = rationale
    self.bad = bad
    self.good = good
  }

  public static func == (a: RuleDescriptor, b: RuleDescriptor) -> Bool { a.code == b.code }
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

/// An example on a rule's page.
public enum RuleExample: Hashable, Sendable {
  /// A whole model, run by a test.
  case model(String)
  /// A fragment: the test puts it behind `edition 2026` and `model Example`.
  case fragment(String)
  /// Said in words, where the cause is not in a file (a missing file, a plan, a time).
  case words(String)
}

/// The first digit of a code.
public enum RuleFamily: Int, CaseIterable, Sendable {
  case tool = 0
  case syntax = 1
  case names = 2
  case workload = 3
  case planning = 4
  case relational = 5
  case plans = 6
  case changes = 7
  case operations = 8
  case execution = 9

  public var title: String {
    switch self {
    case .tool: "Files and configuration"
    case .syntax: "Syntax"
    case .names: "Names, types and units"
    case .workload: "Workload, heat and limits"
    case .planning: "Planning"
    case .relational: "SQL schema"
    case .plans: "EXPLAIN plans and latency"
    case .changes: "Changes between versions"
    case .operations: "Cost, policy and goals"
    case .execution: "Proof by execution"
    }
  }
}
