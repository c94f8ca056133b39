import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What the patterns of a store need where every entity has a table of its own: the entities they
/// have to do with, and how they find rows.
struct PatternTrial {
  private(set) var touched: [PatternID: Set<EntityID>] = [:]
  /// By entity: the sets of fields by which some pattern finds its rows.
  private var finders: [EntityID: Set<Set<FieldID>>] = [:]

  init(_ context: PlanningContext, store: StoreID, patterns: [AccessPattern]) {
    let placements = PlacementPlanner(
      context: context,
      entities: context.workload.entities(in: store),
      layout: [:]
    ).placements()
    let bare = TableAssembler(context: context, store: store, placements: placements, plans: [])
    let catalog = KeyCatalog(tables: bare.tables().map(\.table))
    for pattern in patterns {
      let trial = PatternRoutes(pattern, context, catalog, isTrial: true)
      var entities: Set<EntityID> = []
      for need in trial.needs {
        entities.insert(need.entity)
        finders[need.entity, default: []].insert(
          Set(need.fixedFields + need.memberships.flatMap(\.fields))
        )
      }
      switch context.shapes[pattern.id.rawValue] {
      case .read(let read): entities.insert(read.entity)
      case .write(let statements, _): entities.formUnion(statements.map(\.entity))
      case .sql: break
      }
      touched[pattern.id] = entities.filter { catalog.table(of: $0) != nil }
    }
  }

  /// Whether some pattern finds rows of an entity by these fields, others beside them.
  func findsRows(by fields: [FieldID], of entity: EntityID) -> Bool {
    finders[entity]?.contains { $0.isSuperset(of: fields) } ?? false
  }
}
