import DBModelDesign
import DBModelWorkload

/// What the keys of an entity's indexes have to do with in a table that other entities stand in.
struct SharedTable {
  /// Fields that no other entity of the table has an attribute of the same name for: those that
  /// identify a row or lead to another one, which are often stored anyway, and the smallest.
  let ownFields: [FieldID]
  /// What an index would need attributes made of.
  let makings: (KeyCandidate) -> Set<MadeAttribute>

  init(
    of id: EntityID,
    among entities: [EntityID],
    _ context: PlanningContext,
    makings: @escaping (KeyCandidate) -> Set<MadeAttribute>
  ) {
    let entity = context.workload[id]
    let others = Set(
      entities.filter { $0 != id }.flatMap { context.attributeNames[$0.rawValue] }
    )
    let own = entity.fields.filter { field in
      !field.isOptional && StoredAttribute.isTopLevel(field.id, of: entity)
        && StoredAttribute.keyType(field.type) != nil
        && !others.contains(StoredAttribute.name(field.id, of: entity))
    }
    let size = own.map { StoredAttribute.maximumNativeBytes($0.type) }.min()
    let least = own.first { StoredAttribute.maximumNativeBytes($0.type) == size }
    ownFields = own.filter { field in
      field.id == least?.id || entity.isKey(field.id) || entity[field.attribute].isReference
    }.map(\.id)
    self.makings = makings
  }
}
