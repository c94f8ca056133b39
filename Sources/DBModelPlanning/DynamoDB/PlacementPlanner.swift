import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// Where the rows of an entity stand: in whose table, and which of its fields make the key; of rows
/// in the items of another entity, the key of the item.
struct Placement {
  let entity: EntityID
  /// The entity whose item collections its rows stand in; itself for a root.
  let root: EntityID
  /// The entity that the table is told apart by: the root, or the first of a single table.
  let table: EntityID
  let partition: [FieldID]
  let sort: [FieldID]
  let option: LayoutOption
}

/// Turns one option for each entity into placements.
struct PlacementPlanner {
  let context: PlanningContext
  let entities: [Entity]
  let layout: [EntityID: LayoutOption]
  /// What stands in one table, whatever it is a collection of.
  var single: SingleTable?

  /// By entity, in declared order. The options must go together (`LayoutSpace.isSound`).
  func placements() -> [Placement] {
    var found: [EntityID: Placement] = [:]
    for entity in entities { place(entity.id, into: &found) }
    return entities.compactMap { found[$0.id] }
  }

  private func option(_ id: EntityID) -> LayoutOption { layout[id] ?? .own }

  private func place(_ id: EntityID, into found: inout [EntityID: Placement]) {
    // Parents first, without recursion: keys may be nested deeply.
    var chain = [id]
    while let last = chain.last, option(last).joinsTarget, let through = option(last).through,
      let target = context.reference(through)?.target, found[target] == nil,
      !chain.contains(target)
    {
      chain.append(target)
    }
    for id in chain.reversed() where found[id] == nil {
      found[id] = placement(id, found)
    }
  }

  private func placement(_ id: EntityID, _ found: [EntityID: Placement]) -> Placement {
    let entity = context.workload[id]
    let option = option(id)
    guard let through = option.through, let reference = context.reference(through) else {
      return rootPlacement(entity)
    }
    let fields = context.fields(of: through)
    let rest = entity.key.filter { !fields.contains($0) }
    guard option.joinsTarget, let parent = found[reference.target] else {
      return Placement(
        entity: id,
        root: id,
        table: table(of: id),
        partition: fields,
        sort: rest,
        option: option
      )
    }
    let keyOfParent = context.workload[reference.target].key
    func own(_ field: FieldID) -> FieldID? {
      keyOfParent.firstIndex(of: field).map { fields[$0] }
    }
    return Placement(
      entity: id,
      root: parent.root,
      table: parent.table,
      partition: parent.partition.compactMap(own),
      sort: parent.sort.compactMap(own) + (option.isEmbedded ? [] : rest),
      option: option
    )
  }

  /// The table of a root.
  private func table(of id: EntityID) -> EntityID {
    guard let single, single.members.contains(id) else { return id }
    return single.leader
  }

  private func rootPlacement(_ entity: Entity) -> Placement {
    let first = entity[entity.key[0]].attribute
    let option = option(entity.id)
    let partition =
      option.isScattered ? entity.key : entity.key.filter { entity[$0].attribute == first }
    return Placement(
      entity: entity.id,
      root: entity.id,
      table: table(of: entity.id),
      partition: partition,
      sort: entity.key.filter { !partition.contains($0) },
      option: option
    )
  }
}
