import DBModelDesign
import DBModelDiagnostics
import DBModelWorkload

/// Says why an index is as it is.
struct IndexChoice {
  let context: PlanningContext
  let store: StoreID

  /// - Parameter heat: Why its key is spread over shards, or has several indexes.
  func choice(
    _ index: SecondaryIndex,
    _ plan: IndexPlan,
    table: DynamoDBTable,
    heat: [String],
    worth: StructureWorth?
  ) -> Choice {
    let entity = context.workload[plan.entity]
    func names(_ attributes: [KeyAttribute]) -> String {
      attributes.map(\.name).joined(separator: ", ")
    }
    let equalities = plan.partition.map { "`\(entity[$0].name)`" }.joined(separator: ", ")
    var because = [
      plan.partition.isEmpty
        ? "no value is always given, so every row stands under one, in an order of its own"
        : "equality on \(equalities) is always given"
    ]
    if !plan.partition.isEmpty,
      let rows = RowBound(context: context).average(plan.entity, fixed: plan.partition)
    {
      because.append("\(PlanPhrase.rows(rows)) for each value on average")
    }
    let discerning = discerning(plan, index, table)
    let rest = plan.sort.filter { $0 != discerning || entity.isKey($0) }
    if !rest.isEmpty, !plan.isLocal {
      let sort = rest.map { "`\(entity[$0].name)`" }.joined(separator: ", ")
      because.append(
        "then \(sort): what is left of the filters, the order, and the key to end ties"
      )
    }
    if let field = discerning {
      because.append(
        "no other entity of the table has `\(entity[field].name)`, which keeps their rows out of it"
      )
    }
    because += heat
    because.append("projection: \(projection(plan.demand))")
    because += warnings(plan, entity)
    if index.isLocal {
      because.append(
        "a strong read goes through a local index, whose collections stay on one partition of up to"
          + " 10 GB"
      )
    }
    let base = [table.partitionKey] + [table.sortKey].compactMap { $0 }
    var alternatives =
      index.isLocal
      ? [
        "the table's own key (\(names(base))): whole collections would be read and filtered",
        "a global index: it is only ever eventually consistent",
      ]
      : plan.partition.isEmpty
        ? ["reading the whole table: every item is read, page by page, however few are wanted"]
        : [
          "the table's own key (\(names(base))): "
            + objection(plan, table, equalities)
        ]
    if let worth {
      let phrase = StructurePhrase(context)
      because += phrase.lines(worth)
      alternatives.append(phrase.absence(worth.absence, of: "no such index"))
    }
    return Choice(
      subject: "\(table.name).\(index.name)",
      store: store,
      decision: (index.isLocal ? "a local" : "an")
        + " index with partition key (\(names(index.partitionKey)))"
        + (index.sortKey.isEmpty ? "" : " and sort key (\(names(index.sortKey)))"),
      because: because,
      alternatives: alternatives,
      wantedBy: plan.patterns,
      worth: worth
    )
  }

  /// Why rows are not read by the table's own key.
  private func objection(_ plan: IndexPlan, _ table: DynamoDBTable, _ equalities: String) -> String
  {
    guard let layout = table.layout(of: plan.entity), layout.partitionKey.fields == plan.partition
    else { return "it is not what \(equalities) fixes" }
    return (layout.sortKey?.fields ?? []) == plan.sort
      ? "others ask for it as well" : "behind \(equalities) it goes on otherwise"
  }

  /// The end of a key without which rows of another entity would be in the index.
  private func discerning(
    _ plan: IndexPlan,
    _ index: SecondaryIndex,
    _ table: DynamoDBTable
  ) -> FieldID? {
    let names = (plan.partition + plan.sort).map {
      StoredAttribute.name($0, of: context.workload[plan.entity])
    }
    guard let last = plan.sort.last, let own = names.last,
      index.keyAttributes.map(\.name) == names
    else { return nil }
    let others = table.layouts.map(\.entity).filter { $0 != plan.entity }
      .map { context.attributeNames[$0.rawValue] }
    let wouldMeet = others.contains { names.dropLast().allSatisfy($0.contains) }
    return wouldMeet && !others.contains { $0.contains(own) } ? last : nil
  }

  private func projection(_ demand: AttributeDemand) -> String {
    switch demand {
    case .all: "its patterns read every attribute"
    case .some(let names) where names.isEmpty: "its patterns read nothing but keys"
    case .some(let names):
      "its patterns read \(PlanPhrase.attributes(names.count)); a change of the others costs the index"
        + " nothing"
    }
  }

  private func warnings(_ plan: IndexPlan, _ entity: Entity) -> [String] {
    var found: [String] = []
    let texts = (plan.partition + plan.sort).filter { field in
      switch entity[field].type {
      case .string, .bytes: return !entity.isKey(field)
      default: return false
      }
    }
    for field in texts where !context.emptied.contains(FieldReference(plan.entity, field)) {
      found.append("`\(entity[field].name)` must not be empty: the service refuses an empty key")
    }
    for field in (plan.partition + plan.sort).filter({ entity[$0].isOptional }) {
      found.append(
        "sparse: only rows with `\(entity[field].name)` are in it"
          + " (\(FigureFormatter.percent(entity[field].presentShare)) of them)"
      )
    }
    return found
  }
}
