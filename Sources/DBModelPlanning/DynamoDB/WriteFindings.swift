import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelWorkload

/// What is to be said about writes that a key alone does not make safe.
struct WriteFindings {
  let context: PlanningContext
  let patterns: [AccessPattern]
  let store: StoreID

  func findings() -> [Diagnostic] { uniques() }

  /// Unique attributes that some pattern writes.
  private func uniques() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for entity in context.workload.entities where entity.home == store {
      var known: [Set<FieldID>] = [Set(entity.key)]
      let singles = entity.fields.filter { $0.flags.contains(.unique) }
        .map { (fields: [$0.id], span: $0.span) }
      for unique in singles + entity.uniques where !known.contains(Set(unique.fields)) {
        known.append(Set(unique.fields))
        guard let writer = writer(of: entity.id, unique.fields) else { continue }
        let names = unique.fields.map { entity[$0].name }.joined(separator: ", ")
        found.append(
          Diagnostic(
            PlanningRules.uniqueNotEnforced,
            "nothing keeps `\(names)` of `\(entity.name)` unique on DynamoDB",
            at: Label(unique.span, "declared unique here"),
            secondary: [Label(writer.nameSpan, "written here")],
            notes: [
              "the service keeps only the key of a table unique; two `\(writer.name)` at a time"
                + " can both succeed",
              "a guard item, put in the same transaction under the unique value, would enforce it,"
                + " at twice the write units",
            ],
            help: [
              "make it the key, or put a guard item in a transaction of the application's own"
            ],
            path: "entity \(entity.name).\(names)"
          )
        )
      }
    }
    return found
  }

  private func writer(of entity: EntityID, _ fields: [FieldID]) -> AccessPattern? {
    patterns.first { pattern in
      guard case .write(let statements, _) = context.shapes[pattern.id.rawValue] else {
        return false
      }
      return statements.contains { statement in
        statement.entity == entity
          && (statement.kind == .insert || statement.kind == .upsert
            || statement.assignments.contains { fields.contains($0.field) })
      }
    }
  }
}
