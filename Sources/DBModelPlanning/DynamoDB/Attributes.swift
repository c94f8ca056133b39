import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// Which attributes of an item hold the fields that a step reads.
struct Attributes {
  let context: PlanningContext
  let catalog: KeyCatalog

  /// The names of an entity's own attributes, in declared order, each once, and those of the copies
  /// and of the rows that its items hold.
  func names(of id: EntityID) -> [String] {
    let own = context.ownAttributeNames[id.rawValue]
    let entity = context.workload[id]
    guard entity.fieldCount > entity.fields.count, let layout = catalog.layout(of: id) else {
      return own
    }
    return own + layout.copies(of: entity).map(\.field.name) + layout.embedded.map(\.field.name)
  }

  private func names(_ fields: [FieldID], of entity: Entity) -> [String] {
    let names = context.attributeNames[entity.id.rawValue]
    var found: [String] = []
    var last: FieldID?
    for field in fields.sorted() where field != last {
      last = field
      let name = names[field.rawValue]
      if !found.contains(name) { found.append(name) }
    }
    return found
  }

  /// The attributes to ask for; empty for all.
  ///
  /// Fields that the text of the table's key holds are read from there, so that no index has to
  /// store them again. A local index returns what it does not store only where it is named.
  func projection(_ fields: [FieldID], of id: EntityID, key: AccessKey) -> [String] {
    let entity = context.workload[id]
    guard let base = catalog.base(of: id) else { return [] }
    let wanted = names(fields + entity.key, of: entity)
    let isFetched = key.isLocal && key.projected != nil
    if wanted.count >= names(of: id).count, !isFetched { return [] }
    let inKey = Set(
      (base.partition + base.sort).flatMap { part -> [FieldID] in
        if case .text = part.template { part.template.fields } else { [] }
      }
    )
    let named = names((fields + entity.key).filter { !inKey.contains($0) }, of: entity)
    var found = base.attributeNames.filter { !named.contains($0) } + named
    if let table = catalog.table(of: id), table.layouts.count > 1, key.isShared {
      found.append(ItemCodec.typeAttribute)
    }
    return found
  }
}
