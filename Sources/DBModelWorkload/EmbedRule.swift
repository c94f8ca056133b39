import DBModelStatistics

/// Which rows may stand in the item of the row they refer to.
///
/// Rows that are inserted and never change: each insert adds one member to a map, whatever else
/// happens to the item meanwhile. They go when the row does that holds them. Nothing else refers to
/// them, counts them or tells them apart over all of them, because they are no items. Both live in
/// one DynamoDB store; in one with replicas, of two Regions that each add a member one would win.
struct EmbedRule {
  /// An attribute nests 32 levels (Developer Guide, quotas, checked 2026-11-29), of which the map
  /// and the member that holds the row are two.
  private static let mostDepth = 30

  private let entities: [Entity]
  private let stores: [Store]
  private let changes: ModelChanges
  /// Entities that some attribute refers to.
  private let referred: Set<EntityID>
  /// Entities whose rows something is kept from.
  private let counted: Set<EntityID>
  /// Entities whose rows keep something.
  private let keeping: Set<EntityID>

  init(entities: [Entity], stores: [Store], changes: ModelChanges) {
    self.entities = entities
    self.stores = stores
    self.changes = changes
    var referred: Set<EntityID> = []
    for attribute in entities.flatMap(\.attributes) {
      switch attribute.kind {
      case .reference(let reference): referred.insert(reference.target)
      case .many(let target, let link, _, _): referred.formUnion([target, link])
      case .value: break
      }
    }
    for entity in entities {
      let isMany = entity.attributes.contains { if case .many = $0.kind { true } else { false } }
      if isMany { referred.insert(entity.id) }
    }
    self.referred = referred
    let kept = KeptAggregate.all(entities)
    counted = Set(kept.map(\.reference.entity))
    keeping = Set(kept.map(\.target.entity))
  }

  /// The entity in whose items rows may stand by a reference; `nil` where they may not.
  func holder(of through: AttributeReference) -> EntityID? {
    let rows = entities[through.entity.rawValue]
    guard case .reference(let reference) = rows[through.attribute].kind,
      reference.fanOut?.maximum != nil, !rows[through.attribute].isOptional,
      rows[through.attribute].variantCase == nil
    else { return nil }
    let holder = entities[reference.target.rawValue]
    guard rows.id != holder.id, isOneStore(rows, holder), isToldApart(rows, through),
      staysTheSame(rows), mayHold(holder, reference.deleteAction, rows)
    else { return nil }
    return holder.id
  }

  private func isOneStore(_ rows: Entity, _ holder: Entity) -> Bool {
    guard rows.home == holder.home, stores.indices.contains(rows.home.rawValue) else {
      return false
    }
    let store = stores[rows.home.rawValue]
    return store.kind == .dynamodb && store.dynamoDB.replicas.isEmpty
      && changes.arriving.isDisjoint(with: [rows.id, holder.id])
      && changes.leaving.isDisjoint(with: [rows.id, holder.id])
  }

  /// Whether the rest of the key tells the rows of one holder apart, and nothing else has to.
  private func isToldApart(_ rows: Entity, _ through: AttributeReference) -> Bool {
    guard case .declared = rows.origin, rows.uniques.isEmpty, !referred.contains(rows.id),
      !rows.fields.contains(where: { $0.flags.contains(.unique) })
    else { return false }
    let fields = rows.fields(of: through.attribute).map(\.id)
    if Array(rows.key.prefix(fields.count)) == fields { return rows.key.count > fields.count }
    guard rows.key.count == 1 else { return false }
    switch rows[rows.key[0]].type {
    case .uuid, .ulid: return true
    default: return false
    }
  }

  private func staysTheSame(_ rows: Entity) -> Bool {
    !changes.upserted.contains(rows.id) && !changes.deletedAlone.contains(rows.id)
      && !counted.contains(rows.id) && !keeping.contains(rows.id)
      && rows.fields.allSatisfy {
        $0.path.count - 1 + $0.type.depth <= Self.mostDepth
      }
      && !rows.fields.contains { field in
        field.flags.contains(.timeToLive)
          || changes.assigned.contains(FieldReference(rows.id, field.id))
      }
  }

  /// An item that is made by an update would have no map to add to; one that goes takes the rows
  /// with it; and a transaction that changes it can say nothing else of it.
  private func mayHold(_ holder: Entity, _ action: DeleteAction?, _ rows: Entity) -> Bool {
    guard !changes.upserted.contains(holder.id), !keeping.contains(holder.id),
      case .declared = holder.origin,
      !holder.fields.contains(where: { $0.flags.contains(.timeToLive) }),
      !changes.deleted.contains(holder.id) || action == .cascade
    else { return false }
    return !changes.calls.contains {
      $0.inserted.contains(rows.id) && $0.changed.contains(holder.id)
    }
  }
}

extension ValueType {
  /// Levels of values inside values; 0 for a scalar.
  fileprivate var depth: Int {
    switch self {
    case .structure(_, let members): 1 + (members.map(\.type.depth).max() ?? 0)
    case .list(let element, _), .set(let element, _): 1 + element.depth
    case .map(_, let value, _): 1 + value.depth
    default: 0
    }
  }
}
