import DBModelDiagnostics
import DBModelWorkload

/// Statements that look at a kept attribute which the same call changes, by themselves or by
/// others: what they see would depend on how the store keeps it.
struct KeptCheck {
  let workload: Workload
  let sink: FindingSink

  func run() {
    guard !workload.keptAggregates.isEmpty else { return }
    for pattern in workload.patterns { check(pattern) }
  }

  private func check(_ pattern: AccessPattern) {
    let statements = pattern.statements
    for statement in statements {
      let seen = Set(statement.expressions.flatMap(\.fieldPaths).map(\.field))
      for kept in workload.keptAggregates where seen.contains(kept.target) {
        guard let changing = statements.first(where: { kept.isChanged(by: $0, in: workload) })
        else { continue }
        report(kept, pattern, statement, changing)
      }
    }
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
