/// What the patterns and flows of a model do to its rows.
struct ModelChanges {
  let entities: [Entity]
  /// Fields that some statement assigns, or the end of the row that they refer to.
  private(set) var assigned: Set<FieldReference> = []
  /// Entities whose rows an upsert makes.
  private(set) var upserted: Set<EntityID> = []
  /// Entities whose rows some statement deletes.
  private(set) var deletedAlone: Set<EntityID> = []
  /// Entities of which rows go: those, and what goes with them.
  private(set) var deleted: Set<EntityID> = []
  /// By pattern that writes: the entities whose rows it inserts, and those whose rows it changes.
  private(set) var calls: [(inserted: Set<EntityID>, changed: Set<EntityID>)] = []
  /// Entities that come from another store as well.
  let arriving: Set<EntityID>
  /// Entities that are carried to another store.
  let leaving: Set<EntityID>

  init(entities: [Entity], patterns: [AccessPattern], flows: [Flow]) {
    self.entities = entities
    let flowing = flows.flatMap { flow in
      flow.entities.map(\.value).filter { entities.indices.contains($0.rawValue) }
        .map { (id: $0, arrives: entities[$0.rawValue].home == flow.destination) }
    }
    arriving = Set(flowing.filter(\.arrives).map(\.id))
    leaving = Set(flowing.filter { !$0.arrives }.map(\.id))
    for pattern in patterns {
      guard case .write(let statements, _) = pattern.operation else { continue }
      add(statements)
    }
    deleted = EntityReference.deleted(with: deletedAlone, among: entities)
    for entity in entities {
      for (position, attribute) in entity.attributes.enumerated() {
        guard case .reference(let reference) = attribute.kind, deleted.contains(reference.target),
          reference.deleteAction == .setNull
        else { continue }
        assigned.formUnion(
          entity.fields(of: AttributeID(position)).map { FieldReference(entity.id, $0.id) }
        )
      }
    }
  }

  private mutating func add(_ statements: [WriteStatement]) {
    var call = (inserted: Set<EntityID>(), changed: Set<EntityID>())
    var open = statements
    while let statement = open.popLast() {
      switch statement {
      case .insert(let entity, _, _): call.inserted.insert(entity)
      case .update(let entity, _, let assignments, _, _):
        call.changed.insert(entity)
        assigned.formUnion(assignments.map { FieldReference(entity, $0.field) })
      case .upsert(let entity, _, _, _, _):
        call.changed.insert(entity)
        upserted.insert(entity)
      case .delete(let entity, _, _, _):
        call.changed.insert(entity)
        deletedAlone.insert(entity)
      case .forEach(_, let body, _): open += body
      }
    }
    calls.append(call)
  }

  /// Entities some of whose rows are changed or go one by one, wherever they stand.
  func changedEntities(_ kept: [KeptAggregate]) -> Set<EntityID> {
    let going = deleted.filter { deletedAlone.contains($0) || !goTogether(entities[$0.rawValue]) }
    let changed = Set(assigned.map(\.entity)).union(upserted).union(going)
    let written = calls.reduce(changed) { $0.union($1.inserted) }
    return changed.union(
      kept.filter { written.contains($0.reference.entity) }.map(\.target.entity)
    )
  }

  /// Whether rows that go with another one stand beside each other: their key begins with it.
  private func goTogether(_ entity: Entity) -> Bool {
    entity.attributes.indices.allSatisfy { position in
      guard case .reference(let reference) = entity.attributes[position].kind,
        reference.deleteAction == .cascade, deleted.contains(reference.target)
      else { return true }
      return entity.key.starts(with: entity.fields(of: AttributeID(position)).map(\.id))
    }
  }
}
