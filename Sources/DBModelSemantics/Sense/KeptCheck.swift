import DBModelDiagnostics
import DBModelWorkload

/// Statements that look at a kept attribute which another statement of the same call changes: what
/// they see would depend on how the store keeps it.
struct KeptCheck {
  let workload: Workload
  let sink: FindingSink

  func run() {
    guard !workload.keptAggregates.isEmpty else { return }
    for pattern in workload.patterns { check(pattern) }
  }

  private func check(_ pattern: AccessPattern) {
    let statements = pattern.statements
    for (place, statement) in statements.enumerated() {
      let seen = Set(looks(statement))
      for kept in workload.keptAggregates where seen.contains(kept.target) {
        let changing = statements.enumerated().first {
          $0.offset != place && kept.isChanged(by: $0.element, in: workload)
        }
        guard let changing else { continue }
        report(kept, pattern, statement, changing.element)
      }
    }
  }

  /// The fields that a statement decides by.
  private func looks(_ statement: WriteStatement) -> [FieldReference] {
    var parts: [Expression] = []
    switch statement {
    case .insert, .forEach: break
    case .update(_, let filter, let assignments, let condition, _),
      .upsert(_, let filter, let assignments, let condition, _):
      parts = [filter] + [condition].compactMap { $0 } + assignments.map(\.value)
    case .delete(_, let filter, let condition, _): parts = [filter] + [condition].compactMap { $0 }
    }
    return parts.flatMap(\.fieldPaths).map(\.field)
  }

  private func report(
    _ kept: KeptAggregate,
    _ pattern: AccessPattern,
    _ statement: WriteStatement,
    _ changing: WriteStatement
  ) {
    let name = "\(workload[kept.target.entity].name).\(workload[kept.target].name)"
    sink.report(
      Diagnostic(
        NameRules.conflicting,
        "`\(pattern.name)` decides by `\(name)`, and changes it in the same call",
        at: Label(statement.span, "looks at `\(workload[kept.target].name)`"),
        secondary: [
          Label(changing.span, "changes what it is kept from"), Label(kept.span, "kept here"),
        ],
        notes: [
          "kept by a trigger it would be seen as it has become, kept by a transaction or a stream as"
            + " it was"
        ],
        help: ["decide by what the rows store, or by a call of its own before"],
        path: "access \(pattern.name)"
      )
    )
  }
}
