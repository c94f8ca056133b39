public import DBModelDiagnostics

/// Something wrong in a plan, with its arithmetic, not yet tied to a place in a model.
public struct PlanFinding: Sendable {
  public let rule: RuleDescriptor
  public let severity: Severity
  public let title: String
  /// Inputs, formula and threshold; one line each.
  public let notes: [String]
  public let help: [String]
  /// The table, where one is concerned.
  public let relation: String?
  public let index: String?
  /// The step in the engine's words.
  public let step: String
  /// Where the step stands in the file it was read from.
  public let span: SourceSpan?

  init(
    _ rule: RuleDescriptor,
    severity: Severity? = nil,
    _ title: String,
    on node: PlanNode,
    notes: [String] = [],
    help: [String] = []
  ) {
    self.rule = rule
    self.severity = min(severity ?? rule.severity, rule.severity)
    // Names come from the plan file, and may hold anything.
    self.title = PlanFigure.oneLine(title)
    self.notes = notes.map(PlanFigure.oneLine)
    self.help = help.map(PlanFigure.oneLine)
    relation = node.relation
    index = node.index
    step = node.label
    span = node.span
  }

  /// The finding as a diagnostic.
  ///
  /// - Parameters:
  ///   - label: a place in a model; without one, the step's place in the plan file.
  ///   - path: what the finding is about, such as `access setStatus`.
  public func diagnostic(at label: Label? = nil, path: String = "") -> Diagnostic {
    Diagnostic(
      rule,
      severity: severity,
      title,
      at: label ?? span.map { Label($0, PlanFigure.quoted(step)) },
      notes: notes,
      help: help,
      path: path
    )
  }
}
