/// A model, resolved: every name a value, every value with its place.
///
/// It never changes, and it is asked for everywhere: a class, so that to hand it on costs one
/// reference. The same goes for its entities, their attributes and fields, and its patterns.
public final class Workload: Sendable {
  /// `nil` only where the file does not say.
  public let name: Located<String>?
  public let edition: Int
  public let stores: [Store]
  public let services: [Service]
  public let entities: [Entity]
  public let patterns: [AccessPattern]
  public let flows: [Flow]
  public let policy: Policy?
  public let goals: Goals?
  public let allowances: [Allowance]
  /// What is expected to fail, in declared order.
  public let failures: [Failure]
  /// Attributes that are kept from other rows, in declared order.
  public let keptAggregates: [KeptAggregate]
  /// Entities some of whose rows are changed or go, wherever they stand: by statements, with the
  /// rows that they refer to (but for those whose key begins with it), or because what is kept of
  /// other rows is.
  public let changedEntities: Set<EntityID>
  /// Indexes that are left out of derived designs, in the order they are written in.
  public let leftOutIndexes: [LeftOutIndex]
  /// Indexes that designs have for SQL as written, in the order they are written in.
  public let addedIndexes: [AddedIndex]

  public init(
    name: Located<String>? = nil,
    edition: Int = 2026,
    stores: [Store] = [],
    services: [Service] = [],
    entities: [Entity] = [],
    patterns: [AccessPattern] = [],
    flows: [Flow] = [],
    policy: Policy? = nil,
    goals: Goals? = nil,
    allowances: [Allowance] = [],
    failures: [Failure] = [],
    leftOutIndexes: [LeftOutIndex] = [],
    addedIndexes: [AddedIndex] = []
  ) {
    self.name = name
    self.edition = edition
    self.stores = stores
    self.services = services
    let changes = ModelChanges(entities: entities, patterns: patterns, flows: flows)
    let carrying = CopiedField.added(
      to: entities,
      patterns: patterns,
      stores: stores,
      changes: changes
    )
    self.entities = EmbeddedRows.added(to: carrying, stores: stores, changes: changes)
    self.patterns = patterns
    self.flows = flows
    self.policy = policy
    self.goals = goals
    self.allowances = allowances
    self.failures = failures
    self.leftOutIndexes = leftOutIndexes
    self.addedIndexes = addedIndexes
    keptAggregates = KeptAggregate.all(entities)
    changedEntities = changes.changedEntities(keptAggregates)
  }

  /// The same model with other entities, patterns or stores, each at the place of the one it
  /// replaces; or with other indexes left out or added.
  public func with(
    entities: [Entity]? = nil,
    patterns: [AccessPattern]? = nil,
    stores: [Store]? = nil,
    leftOutIndexes: [LeftOutIndex]? = nil,
    addedIndexes: [AddedIndex]? = nil
  ) -> Workload {
    Workload(
      name: name,
      edition: edition,
      stores: stores ?? self.stores,
      services: services,
      entities: entities ?? self.entities,
      patterns: patterns ?? self.patterns,
      flows: flows,
      policy: policy,
      goals: goals,
      allowances: allowances,
      failures: failures,
      leftOutIndexes: leftOutIndexes ?? self.leftOutIndexes,
      addedIndexes: addedIndexes ?? self.addedIndexes
    )
  }

  public subscript(id: StoreID) -> Store { stores[id.rawValue] }
  public subscript(id: ServiceID) -> Service { services[id.rawValue] }
  public subscript(id: EntityID) -> Entity { entities[id.rawValue] }
  public subscript(id: PatternID) -> AccessPattern { patterns[id.rawValue] }
  public subscript(field: FieldReference) -> Field { entities[field.entity.rawValue][field.field] }
  public subscript(attribute: AttributeReference) -> Attribute {
    entities[attribute.entity.rawValue][attribute.attribute]
  }

  /// Where a pattern runs: where it says, else where the entity it starts from lives.
  public func store(of pattern: AccessPattern) -> StoreID? {
    if let declared = pattern.store { return declared.value }
    switch pattern.operation {
    case .read(let read): return self[read.entity].home
    case .write(let statements, _):
      return statements.lazy.compactMap { self.entity(of: $0) }.first.map { self[$0].home }
    case .sql: return stores.first { $0.isDefault }?.id
    }
  }

  /// The entity a statement changes; for a loop, that of its first statement.
  public func entity(of statement: WriteStatement) -> EntityID? {
    switch statement {
    case .insert(let entity, _, _), .update(let entity, _, _, _, _),
      .upsert(let entity, _, _, _, _), .delete(let entity, _, _, _):
      entity
    case .forEach(_, let body, _): body.lazy.compactMap { self.entity(of: $0) }.first
    }
  }

  /// The entities kept in a store: at home there, or copied there by a flow; in declared order.
  public func entities(in store: StoreID) -> [Entity] {
    var copied = Set(flows.filter { $0.destination == store }.flatMap { $0.entities.map(\.value) })
    for entity in entities {
      // The link rows of a copied entity are copied with it.
      if case .link(let attribute) = entity.origin, copied.contains(attribute.entity) {
        copied.insert(entity.id)
      }
    }
    return entities.filter { $0.home == store || copied.contains($0.id) }
  }
}
