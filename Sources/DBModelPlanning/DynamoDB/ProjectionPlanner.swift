import DBModelDesign
import DBModelDiagnostics
import DBModelWorkload

/// Decides what each index stores, and drops indexes that no path uses.
struct ProjectionPlanner {
  /// Attributes that the INCLUDE projections of one table name in all (Service quotas,
  /// checked 2026-11-23).
  static let includedPerTable = 100
  /// From this part of an entity's attributes on, storing all of them saves the question.
  static let mostAttributes = 0.75

  let context: PlanningContext
  let store: StoreID
  let usage: IndexUsage

  func project(
    _ table: DynamoDBTable,
    plans: [IndexPlan]
  ) -> (table: DynamoDBTable, choices: [Choice]) {
    var indexes: [GlobalIndex] = []
    var choices: [Choice] = []
    var included = 0
    for (index, plan) in zip(table.indexes, plans) {
      guard let use = usage.use(table.name, index.name) else { continue }
      let keys = Set(
        index.keyAttributes.map(\.name) + [table.partitionKey.name]
          + [table.sortKey?.name].compactMap { $0 }
      )
      let stored = attributes(of: plan.entity, beside: keys, in: table)
      let wanted = use.attributes.map { $0.subtracting(keys).sorted() } ?? stored.sorted()
      let (projection, why) = choose(
        wanted,
        all: stored,
        room: Self.includedPerTable - included
      )
      if case .include(let names) = projection { included += names.count }
      let projected = GlobalIndex(
        name: index.name,
        partitionKey: index.partitionKey,
        sortKey: index.sortKey,
        projection: projection,
        members: index.members
      )
      indexes.append(projected)
      choices.append(choice(projected, plan, use.patterns, table: table, why: why))
    }
    let made = DynamoDBTable(
      name: table.name,
      partitionKey: table.partitionKey,
      sortKey: table.sortKey,
      layouts: table.layouts,
      indexes: indexes,
      timeToLive: table.timeToLive,
      hasStream: table.hasStream
    )
    return (made, choices)
  }

  /// The attributes of an entity that are in no key, neither by name nor in the text of one.
  private func attributes(
    of id: EntityID,
    beside keys: Set<String>,
    in table: DynamoDBTable
  ) -> Set<String> {
    let entity = context.workload[id]
    let layout = table.layout(of: id)
    let inKey = Set(
      [layout?.partitionKey, layout?.sortKey].compactMap { $0 }.flatMap(\.fields)
    )
    let named = entity.fields.filter { !inKey.contains($0.id) }
      .map { StoredAttribute.name($0.id, of: entity) }
    return Set(named).subtracting(keys)
  }

  private func choose(
    _ wanted: [String],
    all: Set<String>,
    room: Int
  ) -> (IndexProjection, String) {
    if wanted.isEmpty { return (.keysOnly, "its patterns read nothing but keys") }
    if wanted.count >= all.count { return (.all, "its patterns read every attribute") }
    if Double(wanted.count) >= Self.mostAttributes * Double(all.count) {
      return (.all, "its patterns read \(wanted.count) of the \(all.count) attributes")
    }
    guard wanted.count <= room else {
      return (.all, "a table names at most \(Self.includedPerTable) included attributes in all")
    }
    return (
      .include(wanted),
      "its patterns read \(wanted.count) of the \(all.count) attributes; a change of the others"
        + " costs the index nothing"
    )
  }

  private func choice(
    _ index: GlobalIndex,
    _ plan: IndexPlan,
    _ patterns: [PatternID],
    table: DynamoDBTable,
    why: String
  ) -> Choice {
    let entity = context.workload[plan.entity]
    func names(_ attributes: [KeyAttribute]) -> String {
      attributes.map(\.name).joined(separator: ", ")
    }
    let equalities = plan.partition.map { "`\(entity[$0].name)`" }.joined(separator: ", ")
    var because = ["equality on \(equalities) is always given"]
    if let rows = RowBound(context: context).average(plan.entity, fixed: plan.partition) {
      because.append("\(PlanPhrase.rows(rows)) for each value on average")
    }
    if !plan.sort.isEmpty {
      let sort = plan.sort.map { "`\(entity[$0].name)`" }.joined(separator: ", ")
      because.append(
        "then \(sort): what is left of the filters, the order, and the key to end ties"
      )
    }
    because.append("projection: \(why)")
    let texts = (plan.partition + plan.sort).filter { field in
      if case .string = entity[field].type { return !entity.isKey(field) }
      return false
    }
    for field in texts where !context.emptied.contains(FieldReference(plan.entity, field)) {
      because.append("`\(entity[field].name)` must not be empty: the service refuses an empty key")
    }
    let sparse = (plan.partition + plan.sort).filter { entity[$0].isOptional }
    for field in sparse {
      because.append(
        "sparse: only rows with `\(entity[field].name)` are in it"
          + " (\(FigureFormatter.percent(entity[field].presentShare)) of them)"
      )
    }
    let base = [table.partitionKey] + [table.sortKey].compactMap { $0 }
    var alternatives = [
      "the table's own key (\(names(base))): it is not what \(equalities) fixes"
    ]
    if patterns.count > 1 {
      alternatives.append("an index for each of its \(patterns.count) patterns: one key serves all")
    }
    return Choice(
      subject: "\(table.name).\(index.name)",
      store: store,
      decision: "an index with partition key (\(names(index.partitionKey)))"
        + (index.sortKey.isEmpty ? "" : " and sort key (\(names(index.sortKey)))"),
      because: because + plan.notes,
      alternatives: alternatives,
      wantedBy: patterns
    )
  }
}
