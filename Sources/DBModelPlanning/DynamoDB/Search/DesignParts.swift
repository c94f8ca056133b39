import DBModelWorkload

/// Entities and patterns of a store that can be planned apart: no pattern and no possible table has
/// something of two parts.
struct DesignParts {
  struct Part {
    var entities: [Entity]
    var patterns: [AccessPattern]
    /// The entities that each pattern has to do with.
    var touched: [PatternID: Set<EntityID>]
  }

  let parts: [Part]

  init(_ space: LayoutSpace, patterns: [AccessPattern], touched: [PatternID: Set<EntityID>]) {
    var leader: [EntityID: EntityID] = [:]
    func root(_ id: EntityID) -> EntityID {
      var id = id
      while let above = leader[id], above != id {
        if let next = leader[above] { leader[id] = next }
        id = above
      }
      return id
    }
    func join(_ a: EntityID, _ b: EntityID) {
      let (x, y) = (root(a), root(b))
      leader[max(x, y)] = min(x, y)
    }
    for entity in space.entities {
      for option in space.options[entity.id] ?? [] {
        guard let through = option.through, let target = space.context.reference(through)?.target
        else { continue }
        join(entity.id, target)
      }
    }
    if let single = space.single {
      for entity in single.members { join(entity, single.leader) }
    }
    for pattern in patterns {
      let entities = (touched[pattern.id] ?? []).sorted()
      for entity in entities.dropFirst() { join(entities[0], entity) }
    }
    var places: [EntityID: Int] = [:]
    var parts: [Part] = []
    for entity in space.entities {
      let top = root(entity.id)
      if let place = places[top] {
        parts[place].entities.append(entity)
      } else {
        places[top] = parts.count
        parts.append(Part(entities: [entity], patterns: [], touched: [:]))
      }
    }
    for pattern in patterns {
      guard let first = touched[pattern.id]?.min(), let place = places[root(first)] else {
        continue
      }
      parts[place].patterns.append(pattern)
      parts[place].touched[pattern.id] = touched[pattern.id]
    }
    self.parts = parts
  }
}
