import DBModelDesign
import DBModelDiagnostics
import DBModelWorkload

/// What is to be said about unique values that are written, and that a key alone does not keep.
struct WriteFindings {
  let context: PlanningContext
  let store: StoreID
  /// The fixed design whose tables are written; `nil` for derived tables, which have guards.
  var design: FixedDesign?

  private var workload: Workload { context.workload }

  func findings() -> [Diagnostic] {
    (context.uniques[store] ?? []).flatMap { unique -> [Diagnostic] in
      if let design {
        return design.tables.table(of: unique.entity) == nil ? [] : [unguarded(unique, design)]
      }
      switch unique.kept {
      case .not(let reason): return [unkept(unique, reason)]
      case .byGuard: return [apart(unique), outliving(unique)].compactMap { $0 }
      }
    }
  }

  private func names(_ unique: UniqueConstraint) -> String {
    unique.fields.map { workload[unique.entity][$0].name }.joined(separator: ", ")
  }

  private func path(_ unique: UniqueConstraint) -> String {
    (design.map { "design \($0.name)/" } ?? "")
      + "entity \(workload[unique.entity].name).\(names(unique))"
  }

  // MARK: Nothing keeps it

  private func notEnforced(
    _ unique: UniqueConstraint,
    _ suffix: String,
    notes: [String],
    help: [String]
  ) -> Diagnostic {
    Diagnostic(
      PlanningRules.uniqueNotEnforced,
      "nothing keeps `\(names(unique))` of `\(workload[unique.entity].name)` unique\(suffix)",
      at: Label(unique.span, "declared unique here"),
      secondary: [Label(workload[unique.writer].nameSpan, "written here")],
      notes: notes,
      help: help,
      path: path(unique)
    )
  }

  private func unguarded(_ unique: UniqueConstraint, _ design: FixedDesign) -> Diagnostic {
    let writer = workload[unique.writer].name
    return notEnforced(
      unique,
      " in design `\(design.name)`",
      notes: [
        "the service keeps only the key of a table unique; two `\(writer)` at a time can both"
          + " succeed",
        "a guard item, put in the same transaction under the unique value, would enforce it, at"
          + " twice the write units; derived tables have one",
      ],
      help: ["make it the key, or put a guard item in a transaction of the application's own"]
    )
  }

  private func unkept(_ unique: UniqueConstraint, _ reason: String) -> Diagnostic {
    notEnforced(
      unique,
      " on DynamoDB",
      notes: [
        "the service keeps only the key of a table unique, and a guard item cannot do it here:"
          + " \(reason)"
      ],
      help: ["declare a shorter maximum, or make a hash of it unique"]
    )
  }

  /// Transactions hold in the Region they are sent to (Developer Guide, global tables,
  /// transactions, checked 2026-11-28).
  private func apart(_ unique: UniqueConstraint) -> Diagnostic? {
    guard let replica = workload[store].dynamoDB.replicas.first else { return nil }
    return notEnforced(
      unique,
      " between Regions",
      notes: [
        "the store is copied to \(replica.value)",
        "a transaction holds in one Region and is copied to the others afterwards: where two Regions"
          + " are written at a time, both can succeed",
        "as long as one Region alone is written, the guards hold",
      ],
      help: ["write this entity in one Region, or allow the finding and say that you do"]
    )
  }

  // MARK: Guards that stay

  /// The service deletes an expired row and knows nothing of its guards.
  private func outliving(_ unique: UniqueConstraint) -> Diagnostic? {
    let entity = workload[unique.entity]
    guard let expiry = entity.fields.first(where: { $0.flags.contains(.timeToLive) }) else {
      return nil
    }
    return Diagnostic(
      PlanningRules.valueStaysTaken,
      "`\(names(unique))` of an expired `\(entity.name)` stays taken",
      at: Label(unique.span, "kept unique by guard items"),
      secondary: [Label(expiry.span, "rows expire by this")],
      notes: [
        "the service deletes a row past its `\(expiry.name)`, and not the guard item that keeps its"
          + " value: no other row can have the value afterwards",
        "a guard that expired by itself could go days before its row, and let a second one through",
      ],
      help: [
        "let a job delete expired rows, which takes their guards with them, or delete the guards of"
          + " rows that the table's stream says expired"
      ],
      path: path(unique)
    )
  }
}
