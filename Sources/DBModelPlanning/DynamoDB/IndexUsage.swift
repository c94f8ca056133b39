import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What the paths of all patterns take from each index.
struct IndexUsage {
  struct Use {
    var patterns: [PatternID] = []
    /// Attributes asked for or filtered; `nil` for all.
    var attributes: Set<String>? = []
  }

  private var uses: [String: Use] = [:]

  init(context: PlanningContext, accesses: [PatternAccess]) {
    for access in accesses {
      guard case .dynamoDB(let path) = access.path else { continue }
      for request in path.requests {
        guard let index = request.index else { continue }
        let name = Self.name(request.table, index)
        var use = uses[name] ?? Use()
        if use.patterns.last != access.pattern { use.patterns.append(access.pattern) }
        if request.projection.isEmpty {
          use.attributes = nil
        } else {
          use.attributes?.formUnion(request.projection)
          for path in request.filter?.fieldPaths ?? [] {
            let entity = context.workload[path.field.entity]
            use.attributes?.insert(StoredAttribute.name(path.field.field, of: entity))
          }
        }
        uses[name] = use
      }
    }
  }

  private static func name(_ table: String, _ index: String) -> String { "\(table)\u{0}\(index)" }

  func use(_ table: String, _ index: String) -> Use? { uses[Self.name(table, index)] }
}
