/// Which fields stay true where they are copied: those of rows that are inserted and never change
/// or go, in rows that are inserted and always refer to the same one.
///
/// Both live in one DynamoDB store, so that who inserts the row that carries the copy can read the
/// other one first, and nothing that arrives from another store changes either of them. A secret
/// stands where it is declared and nowhere else; and in another Region a row may be missing yet
/// where it has just been inserted, so that a store with replicas copies nothing.
struct CopyRule {
  private let entities: [Entity]
  private let stores: [Store]
  /// Fields that some statement assigns.
  private var assigned: Set<FieldReference> = []
  /// Entities whose rows an upsert makes.
  private var upserted: Set<EntityID> = []
  /// Entities of which rows go.
  private var deleted: Set<EntityID> = []
  /// Entities whose rows one call inserts.
  private var together: [Set<EntityID>] = []
  /// Entities that come from another store as well.
  private let arriving: Set<EntityID>

  init(entities: [Entity], patterns: [AccessPattern], stores: [Store], flows: [Flow]) {
    self.entities = entities
    self.stores = stores
    arriving = Set(
      flows.flatMap { flow in
        flow.entities.map(\.value).filter { id in
          entities.indices.contains(id.rawValue) && entities[id.rawValue].home == flow.destination
        }
      }
    )
    for pattern in patterns {
      guard case .write(let statements, _) = pattern.operation else { continue }
      var inserted: Set<EntityID> = []
      var open = statements
      while let statement = open.popLast() {
        switch statement {
        case .insert(let entity, _, _): inserted.insert(entity)
        case .update(let entity, _, let assignments, _, _):
          assigned.formUnion(assignments.map { FieldReference(entity, $0.field) })
        case .upsert(let entity, _, _, _, _): upserted.insert(entity)
        case .delete(let entity, _, _, _): deleted.insert(entity)
        case .forEach(_, let body, _): open += body
        }
      }
      together.append(inserted)
    }
    deleted = EntityReference.deleted(with: deleted, among: entities)
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

  /// Whether copies of the field behind a path over one reference stay true.
  func staysTrue(_ path: FieldPath) -> Bool {
    let reference = path.via[0]
    let owner = entities[reference.entity.rawValue]
    let target = entities[path.field.entity.rawValue]
    let source = target[path.field.field]
    let isSimple = target[source.attribute].isReference || source.path.count == 1
    guard owner.id != target.id, owner.home == target.home, case .declared = owner.origin,
      stores.indices.contains(owner.home.rawValue), stores[owner.home.rawValue].kind == .dynamodb,
      stores[owner.home.rawValue].dynamoDB.replicas.isEmpty,
      owner[reference.attribute].variantCase == nil, isSimple, !target.isKey(source.id),
      target[source.attribute].derivation == nil
    else { return false }
    let link = owner.fields(of: reference.attribute).map { FieldReference(owner.id, $0.id) }
    // A value that is declared to move does, whether or not a pattern here moves it.
    let moves = target.lifecycle.contains { $0.field == source.id && !$0.steps.isEmpty }
    let goes = target.fields.contains { $0.flags.contains(.timeToLive) }
    let changes: AttributeFlags = [.version, .softDelete, .timeToLive]
    return !moves && !assigned.contains(path.field) && assigned.isDisjoint(with: link)
      && upserted.isDisjoint(with: [owner.id, target.id]) && !deleted.contains(target.id) && !goes
      && source.flags.isDisjoint(with: changes) && !source.flags.contains(.secret)
      && arriving.isDisjoint(with: [owner.id, target.id])
      && !together.contains { $0.isSuperset(of: [owner.id, target.id]) }
  }
}
