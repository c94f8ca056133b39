import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What the patterns of a store need where every entity has a table of its own: the entities they
/// have to do with, and how they find rows.
struct PatternTrial {
  /// What one pattern has to do with.
  struct Touch {
    let entities: Set<EntityID>
    /// Fields by which it finds rows of an entity.
    let finders: [(entity: EntityID, fields: Set<FieldID>)]
  }

  private(set) var touched: [PatternID: Set<EntityID>] = [:]
  /// By entity: the sets of fields by which some pattern finds its rows.
  private var finders: [EntityID: Set<Set<FieldID>>] = [:]

  /// - Parameter memory: What is known of this store from before; the result does not depend on it.
  init(
    _ context: PlanningContext,
    store: StoreID,
    patterns: [AccessPattern],
    memory: DesignMemory = DesignMemory()
  ) {
    let placements = PlacementPlanner(
      context: context,
      entities: context.workload.entities(in: store),
      layout: [:]
    ).placements()
    let bare = TableAssembler(context: context, store: store, placements: placements, plans: [])
    let catalog = KeyCatalog(tables: bare.tables().map(\.table))
    for pattern in patterns {
      let number = memory.number(of: pattern)
      let touch = memory.touches[number] ?? Self.touch(pattern, context, catalog)
      memory.touches[number] = touch
      touched[pattern.id] = touch.entities
      for (entity, fields) in touch.finders { finders[entity, default: []].insert(fields) }
    }
  }

  private static func touch(
    _ pattern: AccessPattern,
    _ context: PlanningContext,
    _ catalog: KeyCatalog
  ) -> Touch {
    let needs = PatternRoutes(pattern, context, catalog, isTrial: true).needs
    var entities = Set(needs.map(\.entity))
    switch context.shapes[pattern.id.rawValue] {
    case .read(let read): entities.insert(read.entity)
    case .write(let statements, _):
      entities.formUnion(statements.map(\.entity))
      let kept = context.kept.map(\.aggregate).filter { kept in
        pattern.statements.contains { kept.isChanged(by: $0, in: context.workload) }
      }
      entities.formUnion(kept.map(\.target.entity))
      // What new rows may carry is read before.
      for statement in statements where statement.kind == .insert {
        entities.formUnion(context.workload[statement.entity].copies.map(\.source.entity))
      }
    case .sql: break
    }
    return Touch(
      entities: entities.filter { catalog.table(of: $0) != nil },
      finders: needs.map { need in
        (need.entity, Set(need.fixedFields + need.memberships.flatMap(\.fields)))
      }
    )
  }

  /// Whether some pattern finds rows of an entity by these fields, others beside them.
  func findsRows(by fields: [FieldID], of entity: EntityID) -> Bool {
    finders[entity]?.contains { $0.isSuperset(of: fields) } ?? false
  }
}
