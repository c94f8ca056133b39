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
  private let changes: ModelChanges

  init(changes: ModelChanges, stores: [Store]) {
    entities = changes.entities
    self.stores = stores
    self.changes = changes
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
    let moving: AttributeFlags = [.version, .softDelete, .timeToLive]
    return !moves && !changes.assigned.contains(path.field)
      && changes.assigned.isDisjoint(with: link)
      && changes.upserted.isDisjoint(with: [owner.id, target.id])
      && !changes.deleted.contains(target.id) && !goes
      && source.flags.isDisjoint(with: moving) && !source.flags.contains(.secret)
      && changes.arriving.isDisjoint(with: [owner.id, target.id])
      && !changes.calls.contains { $0.inserted.isSuperset(of: [owner.id, target.id]) }
  }
}
