import DBModelDiagnostics
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// What is to be said about patterns that no index helps.
struct RelationalFindings {
  let context: PlanningContext
  let scope: RelationalScope

  func findings(_ needs: IndexNeeds) -> [Diagnostic] {
    scope.patterns.compactMap { pattern in
      guard case .read(let shape) = context.shapes[pattern.id.rawValue], !shape.isAggregate,
        shape.limit == nil, shape.page == nil
      else { return nil }
      return (needs.scans[pattern.id] ?? []).lazy.compactMap { finding(pattern, $0) }.first
    }
  }

  private func finding(_ pattern: AccessPattern, _ id: EntityID) -> Diagnostic? {
    let entity = context.workload[id]
    guard let rows = entity.rowCount.value, rows > BTreePlanner.smallTable else { return nil }
    return Diagnostic(
      RelationalRules.tableScan,
      "`\(pattern.name)` reads the whole table of `\(entity.name)`",
      at: Label(pattern.nameSpan),
      secondary: [Label(entity.rowCount.span, PlanPhrase.rows(rows))],
      notes: ["no condition of its filter is an equality or a range that an index could serve"],
      help: ["add a condition, or bound it with `limit` or `page`"],
      path: "access \(pattern.name)"
    )
  }
}
