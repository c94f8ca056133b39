import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelWorkload

/// What is to be said about attributes that are declared to be kept, and that nothing keeps.
struct KeptFindings {
  let context: PlanningContext
  let store: StoreID

  private var workload: Workload { context.workload }

  // MARK: DynamoDB

  /// - Parameters:
  ///   - catalog: The keys of the tables.
  ///   - design: The fixed design whose tables they are; `nil` for derived ones.
  func findings(_ catalog: KeyCatalog, design: FixedDesign?) -> [Diagnostic] {
    context.kept.compactMap { plan in
      let target = workload[plan.aggregate.target.entity]
      guard target.home == store, let base = catalog.base(of: target.id) else { return nil }
      if case .not(let reason, let help) = plan.way {
        return unkept(plan.aggregate, plan.writer, reason, help, design)
      }
      let fields = base.partitionFields + base.sortFields
      if let other = fields.first(where: { !target.isKey($0) }) {
        return unkept(
          plan.aggregate,
          plan.writer,
          "the key of table `\(base.table)` holds `\(target[other].name)`, which rows of"
            + " `\(workload[plan.aggregate.reference.entity].name)` do not know of a"
            + " `\(target.name)`",
          "key the table by what identifies a `\(target.name)`",
          design
        )
      }
      return design == nil ? apart(plan) : nil
    }
  }

  /// Transactions and streams hold in the Region they are of (Developer Guide, global tables,
  /// conflict resolution: last writer wins, checked 2026-11-28).
  private func apart(_ plan: KeptPlan) -> Diagnostic? {
    guard let replica = workload[store].dynamoDB.replicas.first else { return nil }
    return unkept(
      plan.aggregate,
      plan.writer,
      "the store is copied to \(replica.value), and of two Regions that change one"
        + " `\(workload[plan.aggregate.target.entity].name)` at a time the last writer wins: what the"
        + " other one added is lost",
      "write these entities in one Region, or allow the finding and say that you do",
      nil,
      suffix: " between Regions"
    )
  }

  // MARK: SQL

  func findings(_ design: RelationalDesign) -> [Diagnostic] {
    guard let dialect = dialect else { return [] }
    return workload.keptAggregates.compactMap { kept in
      let writer = workload.patterns.first { pattern in
        pattern.statements.contains { kept.isChanged(by: $0, in: workload) }
      }
      guard let writer, workload[kept.target.entity].home == store,
        let table = design.table(of: kept.target.entity), !table.isCopy
      else { return nil }
      if workload[kept.reference.entity].home != store {
        let child = workload[kept.reference.entity]
        return unkept(
          kept,
          writer.id,
          "`\(child.name)` lives in `\(workload[child.home].name)`, where no trigger of this store runs",
          "keep both in one store, or read it where `\(child.name)` lives",
          nil
        )
      }
      if let reason = SQLKeptTriggers.refusal(of: kept, workload: workload, dialect: dialect) {
        return unkept(kept, writer.id, reason, "count when it is asked for", nil)
      }
      return dialect == .mysql ? cascaded(kept) : nil
    }
  }

  private var dialect: SQLDialect? {
    switch workload[store].kind {
    case .auroraPostgreSQL: .postgresql
    case .auroraMySQL: .mysql
    case .sqlite: .sqlite
    case .dynamodb: nil
    }
  }

  /// Triggers do not run for rows that a foreign key deletes (MySQL 8.0 manual, "FOREIGN KEY
  /// Constraints", checked 2026-11-28).
  private func cascaded(_ kept: KeptAggregate) -> Diagnostic? {
    let child = kept.reference.entity
    for pattern in workload.patterns {
      for statement in pattern.statements {
        guard case .delete(let entity, _, _, _) = statement, entity != child else { continue }
        let deleted = workload.entitiesDeleted(with: entity)
        guard deleted.contains(child), !deleted.contains(kept.target.entity) else { continue }
        return unkept(
          kept,
          pattern.id,
          "rows of `\(workload[child].name)` go with a deleted `\(workload[entity].name)`, and MySQL"
            + " runs no trigger for what a foreign key deletes",
          "delete the `\(workload[child].name)` rows before, in the same transaction",
          nil
        )
      }
    }
    return nil
  }

  // MARK: Words

  private func unkept(
    _ kept: KeptAggregate,
    _ writer: PatternID,
    _ reason: String,
    _ help: String,
    _ design: FixedDesign?,
    suffix: String = ""
  ) -> Diagnostic {
    let name = "\(workload[kept.target.entity].name).\(workload[kept.target].name)"
    let place = design.map { " in design `\($0.name)`" } ?? ""
    return Diagnostic(
      PlanningRules.aggregateNotKept,
      "nothing keeps `\(name)` up to date\(place)\(suffix)",
      at: Label(kept.span, "declared here"),
      secondary: [Label(workload[writer].nameSpan, "changes what it is kept from")],
      notes: [reason],
      help: [help],
      path: (design.map { "design \($0.name)/" } ?? "") + "entity \(name)"
    )
  }
}
