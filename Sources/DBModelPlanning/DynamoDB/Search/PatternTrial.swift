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
    /// For each need of an entity's rows: what is equal to one value, and each list of values.
    let needs: [(entity: EntityID, given: [Set<FieldID>])]
  }

  private(set) var touched: [PatternID: Set<EntityID>] = [:]
  /// By entity: the sets of fields by which some pattern finds its rows.
  private var finders: [EntityID: Set<Set<FieldID>>] = [:]
  private var needs: [EntityID: Set<[Set<FieldID>]>] = [:]

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
      for (entity, given) in touch.needs { needs[entity, default: []].insert(given) }
    }
  }

  private static func touch(
    _ pattern: AccessPattern,
    _ context: PlanningContext,
    _ catalog: KeyCatalog
  ) -> Touch {
    let trial = PatternRoutes(pattern, context, catalog, isTrial: true)
    let needs = trial.needs
    var entities = Set(needs.map(\.entity))
    switch context.shapes[pattern.id.rawValue] {
    case .read(let read):
      entities.insert(read.entity)
      // A way that ends before all needs have arisen may go on where rows stand otherwise.
      if trial.routes.isEmpty { entities.formUnion(named(by: pattern, read, context)) }
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
      },
      needs: needs.map { need in
        (need.entity, [Set(need.fixedFields)] + need.memberships.map { Set($0.fields) })
      }
    )
  }

  /// Every entity whose rows a read may look at.
  private static func named(
    by pattern: AccessPattern,
    _ read: ReadShape,
    _ context: PlanningContext
  ) -> Set<EntityID> {
    var found: Set<EntityID> = []
    for node in read.root.all {
      found.insert(node.entity)
      switch node.step {
      case .many(let attribute)?, .inverseMany(let attribute)?:
        if let link = LinkEntity(attribute, workload: context.workload) {
          found.insert(link.entity)
        }
      default: break
      }
    }
    guard case .read(let asked) = pattern.operation else { return found }
    for path in asked.pathsOfConditions + read.root.all.flatMap(\.outputFields) {
      found.formUnion(
        path.via.flatMap { [$0.entity] + [context.reference($0)?.target].compactMap { $0 } }
      )
    }
    return found
  }

  /// Whether some pattern needs rows of an entity, and each that does gives these fields of them:
  /// one value, or a list.
  func alwaysFindsRows(by fields: [FieldID], of entity: EntityID) -> Bool {
    guard let all = needs[entity] else { return false }
    return all.allSatisfy { given in given.contains { $0.isSuperset(of: fields) } }
  }

  /// Whether some pattern finds rows of an entity by these fields, others beside them.
  func findsRows(by fields: [FieldID], of entity: EntityID) -> Bool {
    finders[entity]?.contains { $0.isSuperset(of: fields) } ?? false
  }
}
