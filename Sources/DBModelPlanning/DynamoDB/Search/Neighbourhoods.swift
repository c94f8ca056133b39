import DBModelWorkload

/// What has to do with one entity of a part: its patterns, and all that those touch; and where its
/// rows may stand in the items of another, whoever asks for these or adds to them.
struct Neighbourhoods {
  private let part: DesignParts.Part
  private let space: LayoutSpace
  private var patternsOf: [EntityID: [Int]] = [:]
  private var entityOf: [EntityID: Entity] = [:]
  /// By entity: those whose rows its items may hold. All of them weigh on each.
  private var heldBy: [EntityID: [EntityID]] = [:]

  init(_ part: DesignParts.Part, _ space: LayoutSpace) {
    self.part = part
    self.space = space
    for entity in part.entities { entityOf[entity.id] = entity }
    for (place, pattern) in part.patterns.enumerated() {
      for entity in part.touched[pattern.id] ?? [] {
        patternsOf[entity, default: []].append(place)
      }
    }
    for entity in part.entities {
      for holder in holders(of: entity.id) { heldBy[holder, default: []].append(entity.id) }
    }
  }

  private func holders(of entity: EntityID) -> [EntityID] {
    (space.options[entity] ?? []).filter(\.isEmbedded).compactMap { option in
      option.through.flatMap { space.context.reference($0)?.target }
    }
  }

  /// The part of a part that an entity's layout decides about.
  func around(_ entity: Entity) -> DesignParts.Part {
    var places = Set(patternsOf[entity.id] ?? [])
    for holder in holders(of: entity.id) {
      for other in [holder] + (heldBy[holder] ?? []) { places.formUnion(patternsOf[other] ?? []) }
    }
    let patterns = places.sorted().map { part.patterns[$0] }
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
