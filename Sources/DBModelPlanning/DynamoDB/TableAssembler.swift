import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// Makes tables of placements and index plans: attribute names, templates, names.
struct TableAssembler {
  let context: PlanningContext
  let store: StoreID
  /// In the order of their first roots.
  private let groups: [(table: EntityID, members: [Placement])]
  private let plans: [EntityID: [IndexPlan]]
  /// What rows carry of the rows they refer to.
  private let copied: Set<FieldReference>

  init(
    context: PlanningContext,
    store: StoreID,
    placements: [Placement],
    plans: [IndexPlan],
    copied: Set<FieldReference> = []
  ) {
    self.context = context
    self.store = store
    self.copied = copied
    let workload = context.workload
    let collections = Dictionary(grouping: placements, by: \.root)
    let roots = placements.filter { $0.root == $0.entity }
    var groups: [(table: EntityID, members: [Placement])] = []
    for root in roots {
      let children = (collections[root.entity] ?? []).filter { $0.entity != root.entity }
        .sorted { workload[$0.entity].name < workload[$1.entity].name }
      if let place = groups.firstIndex(where: { $0.table == root.table }) {
        groups[place].members += [root] + children
      } else {
        groups.append((root.table, [root] + children))
      }
    }
    self.groups = groups
    self.plans = Dictionary(grouping: plans, by: \.entity)
  }

  /// The tables, and for each index plan (by table and name) what it was made of.
  func tables() -> [(table: DynamoDBTable, plans: [IndexPlan])] {
    var names = NamePool(maximum: 255, minimum: 3)
    return groups.map { group in
      let isSingle = context.singleTables[store]?.members.contains(group.table) == true
      let name = names.take(
        isSingle ? context.workload[store].name : context.workload[group.table].name,
        filler: "-table"
      )
      return table(name, group.members)
    }
  }

  /// What an index would need attributes made of.
  func makings(_ plan: IndexPlan) -> Set<MadeAttribute> {
    let group = groups.first { group in
      group.members.contains { $0.entity == plan.entity && !$0.option.isEmbedded }
    }
    guard let group else { return [] }
    var builder = IndexAttributes(
      context: context,
      layouts: layouts(group.members.filter { !$0.option.isEmbedded }).layouts,
      owner: plan.entity
    )
    _ = builder.attributes(plan)
    let made = builder.layouts.first { $0.entity == plan.entity }?.synthetic.map(\.template) ?? []
    // A copy is no attribute of the entity's own, though it may be a key as it is.
    let entity = context.workload[plan.entity]
    let copies = plan.keyed.filter { entity.copy($0) != nil }.map { KeyTemplate.native($0) }
    return Set((made + copies).flatMap { MadeAttribute.all(in: $0, of: entity) })
  }

  private func table(
    _ name: String,
    _ members: [Placement]
  ) -> (table: DynamoDBTable, plans: [IndexPlan]) {
    let items = members.filter { !$0.option.isEmbedded }
    let (partition, sort, plain) = layouts(items)
    let bare = plain.map { holding($0, members) }.map(carrying)
    let all = items.flatMap { plans[$0.entity] ?? [] }
    let indexPlans = all.filter { !$0.isLocal } + all.filter(\.isLocal)
    var layouts = bare
    var pool = NamePool(maximum: 255, minimum: 3)
    var indexes: [SecondaryIndex] = []
    for plan in indexPlans {
      var builder = IndexAttributes(context: context, layouts: layouts, owner: plan.entity)
      let keys = builder.attributes(plan)
      layouts = builder.layouts
      let own = keys.map(\.attribute)
      let base = layouts.first { $0.entity == plan.entity }.map(\.partitionKey)
      indexes.append(
        SecondaryIndex(
          name: pool.take(indexName(plan), suffix: "Of\(context.workload[plan.entity].name)"),
          scope: plan.isLocal ? .local : .global,
          partitionKey: plan.isLocal ? [partition] : Array(own.prefix(plan.partitionCount)),
          sortKey: plan.isLocal ? own : Array(own.dropFirst(plan.partitionCount)),
          projection: plan.demand.projection,
          members: [
            (plan.entity, (plan.isLocal ? [base].compactMap { $0 } : []) + keys.map(\.template))
          ]
        )
      )
    }
    let expiry = members.lazy.compactMap { placement -> String? in
      let entity = context.workload[placement.entity]
      return entity.fields.first { $0.flags.contains(.timeToLive) }
        .map { StoredAttribute.name($0.id, of: entity) }
    }.first
    let table = DynamoDBTable(
      name: name,
      partitionKey: partition,
      sortKey: sort,
      layouts: layouts,
      indexes: indexes,
      timeToLive: expiry,
      hasStream: hasStream(members)
    )
    return (table, indexPlans)
  }

  /// The layout with the copies that its rows carry.
  private func carrying(_ layout: ItemLayout) -> ItemLayout {
    let copies = context.workload[layout.entity].copies.filter {
      copied.contains(FieldReference(layout.entity, $0.field.id))
    }
    guard !copies.isEmpty else { return layout }
    return layout.with(
      synthetic: layout.synthetic + copies.map { ($0.field.name, .native($0.field.id)) }
    )
  }

  /// The layout with the rows that its items hold.
  private func holding(_ layout: ItemLayout, _ members: [Placement]) -> ItemLayout {
    let held = members.compactMap { placement -> EmbeddedRows? in
      guard placement.option.isEmbedded, let through = placement.option.through else { return nil }
      return context.workload[layout.entity].embedding(through: through)
    }
    return held.isEmpty
      ? layout : layout.with(embedded: held.sorted { $0.field.id < $1.field.id })
  }

  private func hasStream(_ members: [Placement]) -> Bool {
    let entities = Set(members.map(\.entity))
    let flows = context.workload.flows.contains { flow in
      flow.source == store && flow.mechanism?.value == "stream"
        && flow.entities.contains { entities.contains($0.value) }
    }
    return flows
      || context.kept.contains {
        $0.isByStream == true && entities.contains($0.aggregate.reference.entity)
      }
  }

  // MARK: Layouts

  private func layouts(
    _ members: [Placement]
  ) -> (partition: KeyAttribute, sort: KeyAttribute?, layouts: [ItemLayout]) {
    let workload = context.workload
    let taken = Set(
      members.flatMap { placement in
        workload[placement.entity].fields.map {
          StoredAttribute.name($0.id, of: workload[placement.entity])
        }
      }
    )
    let pk = taken.contains("pk") ? "_pk" : "pk"
    let sk = taken.contains("sk") ? "_sk" : "sk"
    guard members.count > 1 else {
      return single(members[0], pk: pk, sk: sk)
    }
    // Collections of several roots are told apart by the root's name.
    let isMixed = members.contains { $0.root != members[0].root }
    let layouts = members.map { placement in
      let entity = workload[placement.entity]
      let collection: [KeySegment] =
        isMixed
        ? [.literal(workload[placement.root].name + KeyEncoding.separator)] : []
      let isRoot = placement.root == placement.entity
      let tag = KeySegment.literal(isRoot ? "#\(entity.name)" : "\(entity.name)#")
      let rest = KeySegment.joined(placement.sort)
      return ItemLayout(
        entity: placement.entity,
        partitionKey: .text(collection + KeySegment.joined(placement.partition)),
        sortKey: .text(
          isRoot && !rest.isEmpty ? [.literal("#\(entity.name)#")] + rest : [tag] + rest
        ),
        typeTag: entity.name
      )
    }
    return (KeyAttribute(name: pk, type: .string), KeyAttribute(name: sk, type: .string), layouts)
  }

  private func single(
    _ placement: Placement,
    pk: String,
    sk: String
  ) -> (partition: KeyAttribute, sort: KeyAttribute?, layouts: [ItemLayout]) {
    let entity = context.workload[placement.entity]
    func key(_ fields: [FieldID], _ name: String) -> (KeyAttribute, KeyTemplate)? {
      guard let first = fields.first else { return nil }
      if fields.count == 1, StoredAttribute.isTopLevel(first, of: entity),
        let type = StoredAttribute.keyType(entity[first].type)
      {
        let attribute = KeyAttribute(name: StoredAttribute.name(first, of: entity), type: type)
        return (attribute, .native(first))
      }
      return (KeyAttribute(name: name, type: .string), .text(KeySegment.joined(fields)))
    }
    guard let partition = key(placement.partition, pk) else {
      preconditionFailure("an entity has a key")
    }
    let sort = key(placement.sort, sk)
    let layout = ItemLayout(
      entity: placement.entity,
      partitionKey: partition.1,
      sortKey: sort?.1,
      typeTag: nil
    )
    return (partition.0, sort?.0, [layout])
  }

  // MARK: Names

  /// `byCustomerPlaced`: the attributes of the key but for those that only make it total.
  private func indexName(_ plan: IndexPlan) -> String {
    let entity = context.workload[plan.entity]
    var sort = plan.sort
    while let last = sort.last, entity.isKey(last),
      !plan.ranged.contains(last)
    {
      sort.removeLast()
    }
    if plan.isLocal || plan.partition.isEmpty && sort.isEmpty { sort = plan.sort }
    let words = (plan.isLocal ? sort : plan.partition + sort).flatMap { entity[$0].path }
    let name = "by" + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return plan.ordinal > 0 ? "\(name)\(plan.ordinal + 1)" : name
  }
}
