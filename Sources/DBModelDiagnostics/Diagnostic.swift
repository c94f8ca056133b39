/// A place in the source with a short text beside it.
public struct Label: Hashable, Sendable {
  public let span: SourceSpan
  public let text: String

  public init(_ span: SourceSpan, _ text: String = "") {
    self.span = span
    self.text = text
  }
}

/// A change that resolves a finding.
public struct Fix: Hashable, Sendable {
  public enum Applicability: String, Sendable {
    /// Safe to apply without looking.
    case machine
    /// Probably what is meant; a person decides.
    case suggest
    /// Holds something for the user to fill in.
    case placeholder
  }

  /// Imperative, one line: what applying it does.
  public let title: String
  public let edits: [TextEdit]
  public let applicability: Applicability

  public init(_ title: String, edits: [TextEdit], applicability: Applicability = .machine) {
    self.title = title
    self.edits = edits
    self.applicability = applicability
  }
}

/// One thing said about the user's files. Every output format is a rendering of these values.
public struct Diagnostic: Sendable {
  public let rule: RuleDescriptor
  /// Usually the rule's own; a rule may be milder in one case than in another, never graver.
  public let severity: Severity
  /// One sentence, lower case, no full stop, user's words in backticks, at most about 100
  /// characters.
  public let title: String
  /// Where a person would fix it. `nil` only for findings about no file at all.
  public let primary: Label?
  public let secondary: [Label]
  /// The arithmetic or the reason: inputs with units, formula, result, budget. One line each.
  public let notes: [String]
  /// The way out, imperative.
  public let help: [String]
  public let fixes: [Fix]
  /// What the finding is about, independent of lines: `access setStatus`, `main/Order.byStatus`.
  /// Together with the rule it identifies the finding across edits.
  public let path: String

  public init(
    _ rule: RuleDescriptor,
    severity: Severity? = nil,
    _ title: String,
    at primary: Label?,
    secondary: [Label] = [],
    notes: [String] = [],
    help: [String] = [],
    fixes: [Fix] = [],
    path: String = ""
  ) {
    self.rule = rule
    self.severity = min(severity ?? rule.severity, rule.severity)
    self.title = title
    self.primary = primary
    self.secondary = secondary
    self.notes = notes
    self.help = help
    self.fixes = fixes
    self.path = path
  }
}

extension Diagnostic {
  /// The help, and what the fixes do where that was not said already: one line each.
  public var waysOut: [String] {
    let said = help + [primary?.text ?? ""]
    return help
      + fixes.map(\.title).filter { title in !said.contains { Self.says(title, $0) } }
  }

  /// Whether a text holds another, or all the code in it: `did you mean \`main\`?` says what
  /// `write \`main\`` does.
  private static func says(_ title: String, _ text: String) -> Bool {
    if text.contains(title) { return true }
    let parts = title.split(separator: "`", omittingEmptySubsequences: false)
    let code = parts.indices.filter { $0 % 2 == 1 }.map { "`\(parts[$0])`" }
    return !code.isEmpty && code.allSatisfy { text.contains($0) }
  }

  /// Stable across edits that move lines: rule, path and title, hashed (64-bit FNV-1a), in hex.
  public var fingerprint: String {
    StableHash.hex(of: "\(rule.code)\u{0}\(path)\u{0}\(path.isEmpty ? title : "")")
  }
}
