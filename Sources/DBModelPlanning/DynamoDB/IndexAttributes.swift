import DBModelDesign
import DBModelWorkload

/// Finds or makes the attributes that an index of one entity is keyed by.
///
/// An item enters every index whose key attributes it has, whatever entity it is of, and the
/// service refuses an item whose attribute has another type than an index key of that name. So a
/// name that another entity of the table uses may not do; an attribute made for the index does.
struct IndexAttributes {
  let context: PlanningContext
  private(set) var layouts: [ItemLayout]
  let owner: EntityID

  init(context: PlanningContext, layouts: [ItemLayout], owner: EntityID) {
    self.context = context
    self.layouts = layouts
    self.owner = owner
  }

  /// Those of an index's partition key, its shard among them, and then of its sort key.
  mutating func attributes(
    _ plan: IndexPlan
  ) -> [(attribute: KeyAttribute, template: KeyTemplate)] {
    guard plan.isSpread else { return attributes(plan.keyed, isAlone: false) }
    // No other entity's items have the attribute of a shard.
    let shard = self.shard(plan.shards)
    let others = attributes(plan.partition + plan.sort, isAlone: true)
    let count = plan.partition.count
    return Array(others.prefix(count)) + [shard] + others.dropFirst(count)
  }

  private mutating func attributes(
    _ fields: [FieldID],
    isAlone: Bool
  ) -> [(attribute: KeyAttribute, template: KeyTemplate)] {
    let entity = context.workload[owner]
    let native = fields.map { isNative($0, entity) }
    // If everything of another entity's items would be in the index too, one name must be its own.
    let clashes =
      !isAlone
      && layouts.contains { layout in
        layout.entity != owner
          && zip(fields, native).allSatisfy { field, isNative in
            isNative && otherField(layout, named: name(field, entity)) != nil
          }
      }
    return fields.enumerated().map { position, field in
      if native[position], !(clashes && position == 0),
        let type = StoredAttribute.keyType(entity[field].type)
      {
        return (KeyAttribute(name: name(field, entity), type: type), .native(field))
      }
      return synthetic(field, entity)
    }
  }

  private func name(_ field: FieldID, _ entity: Entity) -> String {
    StoredAttribute.name(field, of: entity)
  }

  private func isNative(_ field: FieldID, _ entity: Entity) -> Bool {
    guard StoredAttribute.isTopLevel(field, of: entity),
      !context.emptied.contains(FieldReference(owner, field)),
      let type = StoredAttribute.keyType(entity[field].type)
    else { return false }
    let attribute = name(field, entity)
    return layouts.allSatisfy { layout in
      guard layout.entity != owner, let other = otherField(layout, named: attribute) else {
        return true
      }
      let entity = context.workload[layout.entity]
      return StoredAttribute.isTopLevel(other, of: entity)
        && StoredAttribute.keyType(entity[other].type) == type
    }
  }

  private func otherField(_ layout: ItemLayout, named name: String) -> FieldID? {
    let entity = context.workload[layout.entity]
    return (entity.fields + layout.copies(of: entity).map(\.field))
      .first { StoredAttribute.name($0.id, of: entity) == name }?.id
  }

  /// What a made attribute holds: the value as it is, or as text where it could not be a key. That
  /// is a boolean, and a string that some pattern empties; a sign before it keeps it from being so.
  /// A copy is there as it is already, and may not do.
  private func made(_ field: FieldID, _ entity: Entity) -> (KeyTemplate, KeyAttributeType) {
    guard let type = StoredAttribute.keyType(entity[field].type), entity.copy(field) == nil else {
      return (.text([.field(field)]), .string)
    }
    if context.emptied.contains(FieldReference(owner, field)) {
      return (.text([.literal("="), .field(field)]), .string)
    }
    return (.native(field), type)
  }

  private mutating func synthetic(
    _ field: FieldID,
    _ entity: Entity
  ) -> (attribute: KeyAttribute, template: KeyTemplate) {
    let (template, type) = made(field, entity)
    return synthetic(entity[field].path.joined(separator: "_"), template, type)
  }

  private mutating func shard(
    _ count: Int
  ) -> (attribute: KeyAttribute, template: KeyTemplate) {
    let key = context.workload[owner].key
    return synthetic("shard\(count)", .shard(of: key, count: count), .number)
  }

  /// An attribute of the owner's items that holds a template's value: one that is there, or a new
  /// one.
  private mutating func synthetic(
    _ wanted: String,
    _ template: KeyTemplate,
    _ type: KeyAttributeType
  ) -> (attribute: KeyAttribute, template: KeyTemplate) {
    guard let position = layouts.firstIndex(where: { $0.entity == owner }) else {
      preconditionFailure("an index is of an entity that stands in the table")
    }
    let layout = layouts[position]
    if let known = layout.synthetic.first(where: { $0.template == template }) {
      return (KeyAttribute(name: known.name, type: type), template)
    }
    let taken = Set(
      layouts.flatMap { layout in
        let entity = context.workload[layout.entity]
        return entity.fields.map { StoredAttribute.name($0.id, of: entity) }
          + layout.synthetic.map(\.name) + layout.embedded.map(\.field.name)
      }
    )
    var name = wanted
    if taken.contains(name) { name = "\(context.workload[owner].name)_\(wanted)" }
    while taken.contains(name) { name += "_" }
    layouts[position] = layout.with(synthetic: layout.synthetic + [(name, template)])
    return (KeyAttribute(name: name, type: type), template)
  }
}
