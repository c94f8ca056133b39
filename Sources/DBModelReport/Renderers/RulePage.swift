public import DBModelDiagnostics

/// The page of a rule, for `dbmodel rule` and for `docs/rules`.
public enum RulePage {
  /// For a terminal.
  public static func text(_ rule: RuleDescriptor) -> String {
    var lines = ["\(rule.code) \(rule.name)", "", rule.summary, ""]
    lines += ["severity: \(severity(rule))", "family:   \(rule.family.title)", ""]
    lines += [trimmed(rule.rationale), ""]
    lines += ["Wrong:", ""] + example(rule.bad) + ["", "Right:", ""] + example(rule.good)
    return lines.joined(separator: "\n") + "\n"
  }

  /// For a browser; the text of a file of `docs/rules`.
  public static func markdown(_ rule: RuleDescriptor) -> String {
    var lines = ["# \(rule.code) \(rule.name)", "", rule.summary, ""]
    lines += ["| Severity | Family |", "|---|---|"]
    lines += ["| \(severity(rule)) | \(rule.family.title) |", ""]
    lines += ["## Why", "", trimmed(rule.rationale), ""]
    lines += ["## Wrong", ""] + markdown(rule.bad)
    lines += ["", "## Right", ""] + markdown(rule.good)
    return lines.joined(separator: "\n") + "\n"
  }

  /// `DBM0001-file-not-found.md`.
  public static func fileName(_ rule: RuleDescriptor) -> String { "\(rule.code)-\(rule.name).md" }

  /// The list of all rules by family, linked to their pages: `docs/rules/README.md`.
  public static func index(_ rules: [RuleDescriptor]) -> String {
    var lines = [
      "# Rules", "",
      "Every finding names its rule; `dbmodel rule CODE` shows the page offline. These pages are",
      "made from the rules themselves and kept equal to them by a test.",
    ]
    for family in RuleFamily.allCases {
      let own = rules.filter { $0.family == family }.sorted { $0.code < $1.code }
      if own.isEmpty { continue }
      lines += ["", "## \(family.title)", "", "| Code | Name | Severity | |", "|---|---|---|---|"]
      lines += own.map {
        "| [\($0.code)](\(fileName($0))) | \($0.name) | \($0.severity.name) "
          + "| \($0.summary.split(separator: "|").joined(separator: "\\|")) |"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One line per rule, for a terminal.
  public static func list(_ rules: [RuleDescriptor]) -> String {
    let width = rules.map(\.name.utf8.count).max() ?? 0
    return rules.map { rule in
      let name = rule.name + String(repeating: " ", count: width - rule.name.utf8.count)
      let severity =
        rule.severity.name
        + String(repeating: " ", count: 7 - rule.severity.name.utf8.count)
      return "\(rule.code)  \(severity)  \(name)  \(rule.summary)\n"
    }.joined()
  }

  /// For machines.
  public static func value(_ rule: RuleDescriptor) -> ReportValue {
    [
      "code": .string(rule.code), "name": .string(rule.name),
      "severity": .string(rule.severity.name), "family": .string(rule.family.title),
      "summary": .string(rule.summary), "rationale": .string(rule.rationale),
      "bad": value(rule.bad), "good": value(rule.good),
    ]
  }

  private static func value(_ example: RuleExample) -> ReportValue {
    switch example {
    case .model(let text): ["kind": "model", "text": .string(text)]
    case .fragment(let text): ["kind": "fragment", "text": .string(text)]
    case .words(let text): ["kind": "words", "text": .string(text)]
    }
  }

  private static func severity(_ rule: RuleDescriptor) -> String {
    switch rule.severity {
    case .error: "error (cannot be allowed)"
    case .danger: "danger (fails a run unless allowed with a reason)"
    case .warning: "warning"
    case .note: "note"
    }
  }

  private static func example(_ example: RuleExample) -> [String] {
    switch example {
    case .model(let text), .fragment(let text): source(text).map { $0.isEmpty ? "" : "    " + $0 }
    case .words(let text): ["  " + trimmed(text)]
    }
  }

  private static func markdown(_ example: RuleExample) -> [String] {
    switch example {
    case .model(let text): ["```dbmodel"] + source(text) + ["```"]
    case .fragment(let text): ["```dbmodel fragment"] + source(text) + ["```"]
    case .words(let text): [trimmed(text)]
    }
  }

  private static func source(_ text: String) -> [String] {
    trimmed(text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.last?.isNewline == true { text.removeLast() }
    while text.first?.isNewline == true { text.removeFirst() }
    return text
  }
}
