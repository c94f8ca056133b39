import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// The attributes that a pattern may filter rows of an entity by.
struct FilteredAttributes {
  private var found: [EntityID: Set<String>] = [:]

  /// - Parameter tables: Where copies of what is filtered over references may be carried.
  init(_ pattern: AccessPattern, _ context: PlanningContext, tables: [DynamoDBTable]) {
    var paths: [FieldPath] = []
    switch context.shapes[pattern.id.rawValue] {
    case .read(let read): paths = read.filter.fields
    case .write(let statements, _): paths = statements.flatMap(\.filter.fields)
    case .sql: break
    }
    for path in paths where path.via.isEmpty {
      let entity = context.workload[path.field.entity]
      found[entity.id, default: []].insert(StoredAttribute.name(path.field.field, of: entity))
    }
    for layout in tables.flatMap(\.layouts) {
      for copy in layout.copies(of: context.workload[layout.entity])
      where paths.contains(copy.path) {
        found[layout.entity, default: []].insert(copy.field.name)
      }
    }
  }

  func names(of entity: EntityID) -> Set<String> { found[entity] ?? [] }
}
