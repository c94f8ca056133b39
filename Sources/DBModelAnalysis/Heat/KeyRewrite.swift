public import DBModelDiagnostics

/// Other keys for a hot key of a design that somebody wrote down, as edits of its text. They are
/// likely, not certain: whoever has the text looks whether the design still serves its patterns.
public struct KeyRewrite: Sendable {
  /// The finding that they answer.
  public let rule: RuleDescriptor
  public let path: String
  /// In the order in which they are to be tried.
  public let fixes: [Fix]
}
