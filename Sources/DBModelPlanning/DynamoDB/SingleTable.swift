import DBModelWorkload

/// The entities of a store that stand in one table because the store prefers that.
struct SingleTable {
  /// The first of the members, which stands for the table.
  let leader: EntityID
  let members: Set<EntityID>
  /// Why an entity stands elsewhere.
  let refusals: [EntityID: String]

  /// - Parameter entities: Of the store, in declared order; those that cannot share a table with
  ///   an earlier one are left out.
  init?(_ entities: [Entity]) {
    guard let first = entities.first else { return nil }
    var members: [Entity] = []
    var refusals: [EntityID: String] = [:]
    for entity in entities {
      let conflict = members.lazy.compactMap { ExpiryConflict.between(entity, $0) }.first
      if let conflict {
        refusals[entity.id] = conflict
      } else {
        members.append(entity)
      }
    }
    leader = first.id
    self.members = Set(members.map(\.id))
    self.refusals = refusals
  }
}

/// A table has one expiry attribute, which takes effect on every item that has it.
enum ExpiryConflict {
  /// Why two entities cannot stand in one table; `nil` where they can.
  static func between(_ entity: Entity, _ other: Entity) -> String? {
    for (a, b) in [(entity, other), (other, entity)] {
      guard let expiry = a.fields.first(where: { $0.flags.contains(.timeToLive) }) else { continue }
      let name = StoredAttribute.name(expiry.id, of: a)
      let clash = b.fields.first { StoredAttribute.name($0.id, of: b) == name }
      if let clash, !clash.flags.contains(.timeToLive) {
        return "`\(b.name).\(name)` is no expiry, and a table expires by one attribute"
      }
      let second = b.fields.first { $0.flags.contains(.timeToLive) }
      if let second, StoredAttribute.name(second.id, of: b) != name {
        return "a table expires by one attribute, and `\(a.name)` and `\(b.name)` name two"
      }
    }
    return nil
  }
}
