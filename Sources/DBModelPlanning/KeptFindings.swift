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
      guard let design else { return apart(plan) }
      guard let key = written(plan.aggregate.target, in: design) else { return nil }
      return unkept(
        plan.aggregate,
        plan.writer,
        "`\(key)` is a text made of it, and the service adds to numbers alone",
        "key the index by the attribute itself",
        design
      )
    }
  }

  /// The key attribute of a written design whose text is made of a field.
  private func written(_ field: FieldReference, in design: FixedDesign) -> String? {
    for table in design.tables.tables {
      guard let layout = table.layout(of: field.entity) else { continue }
      let made = layout.synthetic.map { ($0.name, $0.template) }
      let keyed = table.indexes.flatMap { index in
        zip(index.keyAttributes.map(\.name), index.templates(of: field.entity) ?? [])
      }
      for (name, template) in made + keyed {
        if case .text = template, template.fields.contains(field.field) { return name }
      }
    }
    return nil
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

  /// Triggers do not run for rows that a foreign key deletes or changes (MySQL 8.0 manual, "FOREIGN
  /// KEY Constraints", checked 2026-11-28).
  private func cascaded(_ kept: KeptAggregate) -> Diagnostic? {
    for pattern in workload.patterns {
      for statement in pattern.statements {
        guard case .delete(let entity, _, _, _) = statement,
          let through = reached(kept, from: entity)
        else { continue }
        let child = "`\(workload[kept.reference.entity].name)`"
        let goes = workload[through].name
        return unkept(
          kept,
          pattern.id,
          "rows of \(child) change with a deleted `\(workload[entity].name)` by their `\(goes)`, and MySQL"
            + " runs no trigger for what a foreign key does",
          "delete or change the \(child) rows before, in the same transaction",
          nil
        )
      }
    }
    return nil
  }

  /// The reference by which a delete reaches rows that count, other than the one they count by:
  /// what that leads to is gone.
  private func reached(_ kept: KeptAggregate, from deleted: EntityID) -> AttributeReference? {
    let gone = workload.entitiesDeleted(with: deleted)
    let child = workload[kept.reference.entity]
    let watched = kept.watched(in: workload)
    for position in child.attributes.indices {
      let own = AttributeReference(child.id, AttributeID(position))
      guard own != kept.reference, case .reference(let reference) = child.attributes[position].kind,
        gone.contains(reference.target)
      else { continue }
      let fields = child.fields(of: own.attribute).map(\.id)
      switch reference.deleteAction {
      case .cascade: return own
      case .setNull where !Set(fields).isDisjoint(with: watched): return own
      default: continue
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
