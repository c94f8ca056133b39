import DBModelWorkload

/// What has to do with one entity of a part: its patterns, and all that those touch.
struct Neighbourhoods {
  private let part: DesignParts.Part
  private let space: LayoutSpace
  private var patternsOf: [EntityID: [Int]] = [:]
  private var entityOf: [EntityID: Entity] = [:]

  init(_ part: DesignParts.Part, _ space: LayoutSpace) {
    self.part = part
    self.space = space
    for entity in part.entities { entityOf[entity.id] = entity }
    for (place, pattern) in part.patterns.enumerated() {
      for entity in part.touched[pattern.id] ?? [] {
        patternsOf[entity, default: []].append(place)
      }
    }
  }

  /// The part of a part that an entity's layout decides about.
  func around(_ entity: Entity) -> DesignParts.Part {
    let patterns = (patternsOf[entity.id] ?? []).map { part.patterns[$0] }
    var entities: Set<EntityID> = [entity.id]
    var touched: [PatternID: Set<EntityID>] = [:]
    for pattern in patterns {
      let own = part.touched[pattern.id] ?? []
      touched[pattern.id] = own
      entities.formUnion(own)
    }
    // An item collection begins at the rows referred to, up to the first of them.
    var open = entities.sorted()
    while let next = open.popLast() {
      for option in space.options[next] ?? [] {
        guard let through = option.through, let target = space.context.reference(through)?.target,
          entities.insert(target).inserted
        else { continue }
        open.append(target)
      }
    }
    return DesignParts.Part(
      entities: entities.sorted().compactMap { entityOf[$0] },
      patterns: patterns,
      touched: touched
    )
  }
}
