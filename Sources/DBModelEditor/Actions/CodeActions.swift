public import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// A change an editor offers.
public struct EditorCodeAction: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// Resolves a finding.
    case fix
    /// Accepts a finding for a while, with a reason to be filled in.
    case allow
  }

  /// Imperative, one line.
  public let title: String
  public let kind: Kind
  public let edits: [TextEdit]
  /// The code of the rule it answers.
  public let rule: String
  /// Where the finding stands that it answers.
  public let finding: SourceSpan
  /// Whether it can be made without looking.
  public let isPreferred: Bool
}

extension EditorSnapshot {
  /// What can be done about the findings that touch a range, by place: their fixes first, then
  /// allowing them.
  public func codeActions(in range: SourceSpan) -> [EditorCodeAction] {
    let touched = diagnostics(in: range.file).filter { finding in
      guard let span = finding.primary?.span else { return false }
      return span.file == range.file && span.lower <= range.upper && range.lower <= span.upper
    }
    let fixes = touched.flatMap { finding in
      finding.fixes.map { fix in
        EditorCodeAction(
          title: fix.title,
          kind: .fix,
          edits: fix.edits,
          rule: finding.rule.code,
          finding: finding.primary?.span ?? range,
          isPreferred: fix.applicability == .machine
        )
      }
    }
    return fixes + touched.compactMap(allowance)
  }

  /// A clause at the end of the root that allows a finding; errors cannot be allowed.
  private func allowance(_ finding: Diagnostic) -> EditorCodeAction? {
    guard finding.severity != .error, finding.rule.severity != .error,
      finding.rule.family != .tool, let place = finding.primary?.span,
      let file = trees.first?.file
    else { return nil }
    let subject = subject(of: finding)
    let on = subject.map { " on \($0)" } ?? ""
    let end = SourceSpan(file: file.id, lower: file.bytes.count, upper: file.bytes.count)
    let gap = file.bytes.isEmpty || file.bytes.last == 0x0A ? "" : "\n"
    let clause = "allow \(finding.rule.name)\(on) because \"say why this is acceptable\""
    return EditorCodeAction(
      title: "allow `\(finding.rule.name)`\(subject.map { " on `\($0)`" } ?? "") with a reason",
      kind: .allow,
      edits: [TextEdit(end, "\(gap)\n\(clause)\n")],
      rule: finding.rule.code,
      finding: place,
      isPreferred: false
    )
  }

  /// The name a finding is about, as `allow … on` takes it: the last name of its path that the
  /// model declares, with what is declared in it.
  private func subject(of finding: Diagnostic) -> String? {
    let names = finding.path.split { $0 == " " || $0 == "/" || $0 == "." }.map(String.init)
    for (index, name) in names.enumerated().reversed() {
      let kinds: [SymbolKind] = [.pattern, .entity, .store, .service]
      let isDeclared = kinds.contains { kind in
        symbols.find(kind, name).map { !$0.declarations.isEmpty } ?? false
      }
      guard isDeclared else { continue }
      return names[index...].joined(separator: ".")
    }
    return nil
  }
}
