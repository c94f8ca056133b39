import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What indexes may be made for: every need that arises for some pattern in some layout.
///
/// What a pattern needs of an entity depends on how that entity is kept (rows are found by their
/// key, or not), so every way of keeping each of them is tried once. A strong read wants none but
/// local indexes.
struct LayoutNeeds {
  /// By entity, each shape once.
  private(set) var needs: [EntityID: [RowNeed]] = [:]

  /// - Parameters:
  ///   - copied: What rows may carry of the rows they refer to.
  ///   - memory: What is known of this store from before; the result does not depend on it.
  init(
    _ space: LayoutSpace,
    store: StoreID,
    patterns: [AccessPattern],
    trial: PatternTrial,
    copied: Set<FieldReference> = [],
    memory: DesignMemory = DesignMemory()
  ) {
    var seen: Set<NeedShape> = []
    for (place, layout) in Self.layouts(space).enumerated() {
      let placements = PlacementPlanner(
        context: space.context,
        entities: space.entities,
        layout: layout
      ).placements()
      let bare = TableAssembler(
        context: space.context,
        store: store,
        placements: placements,
        plans: [],
        copied: copied
      )
      let catalog = KeyCatalog(tables: bare.tables().map(\.table))
      let offerOf = memory.bareOffers(placements)
      for pattern in patterns {
        let isOther = (trial.touched[pattern.id] ?? []).contains { layout[$0] != nil }
        guard place == 0 || isOther else { continue }
        let key = DesignMemory.Over(
          pattern: memory.number(of: pattern),
          tables: Set((trial.touched[pattern.id] ?? []).compactMap { offerOf[$0] }).sorted()
        )
        let found =
          memory.shapedNeeds[key]
          ?? PatternRoutes(pattern, space.context, catalog, isTrial: true).needs
          .map { need in
            var need = need
            need.isStrong = pattern.needsStrongRead
            need.isJob = pattern.schedule != nil
            return (need.shape, need)
          }
        memory.shapedNeeds[key] = found
        for (shape, need) in found where seen.insert(shape).inserted {
          needs[need.entity, default: []].append(need)
        }
      }
    }
  }

  /// Layouts that show every way of keeping each entity, all in their own tables first, each as
  /// many others as go together.
  private static func layouts(_ space: LayoutSpace) -> [[EntityID: LayoutOption]] {
    var layouts: [[EntityID: LayoutOption]] = [[:]]
    var open = space.entities.compactMap { entity in
      space.options[entity.id].map { (entity: entity.id, options: Array($0.dropFirst())) }
    }
    while open.contains(where: { !$0.options.isEmpty }) {
      var layout: [EntityID: LayoutOption] = [:]
      var shown = false
      for place in open.indices {
        guard let option = open[place].options.first else { continue }
        layout[open[place].entity] = option
        guard space.isSound(layout, among: space.entities) else {
          layout[open[place].entity] = nil
          continue
        }
        open[place].options.removeFirst()
        shown = true
      }
      // What goes with nothing else is in no layout.
      guard shown else { break }
      layouts.append(layout)
    }
    return layouts
  }
}
