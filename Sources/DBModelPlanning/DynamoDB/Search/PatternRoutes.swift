import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// The ways of one pattern through the keys of a catalog.
///
/// Where the needs of a pattern arise whatever key the others take, each is decided apart: then
/// only the ways that differ from the first one in one need are looked at, instead of every
/// combination.
struct PatternRoutes {
  /// Ways that are looked at for one pattern.
  static let mostRoutes = 600

  /// One way, and the key each of its needs took.
  struct Route {
    let path: DynamoDBPath
    let script: [String]
    /// The copies that are read.
    let copied: Set<FieldReference>
  }

  /// Every way; or the first one alone, where needs are decided apart.
  private(set) var routes: [Route] = []
  /// By need: the other ways that differ from the first in this need alone.
  private(set) var changes: [[Route]] = []
  /// The needs that arose, each once for every way.
  private(set) var needs: [RowNeed] = []
  /// Whether every way was looked at.
  private(set) var isComplete = true

  private let pattern: AccessPattern
  private let context: PlanningContext
  private let catalog: KeyCatalog
  /// References whose copies cost their rows' inserts nothing.
  private let unpaid: Set<AttributeReference>
  private var known = KnownMatches()

  init(
    _ pattern: AccessPattern,
    _ context: PlanningContext,
    _ catalog: KeyCatalog,
    isTrial: Bool,
    unpaid: Set<AttributeReference> = []
  ) {
    self.pattern = pattern
    self.context = context
    self.catalog = catalog
    self.unpaid = unpaid
    let copies = CopyUse(pattern, context.workload, catalog)
    let uses = copies?.choices ?? [[]]
    if isTrial {
      for use in uses {
        let (first, script) = run([], use, isTrial: true)
        needs += script.needs
        if let first { routes.append(first) }
      }
      return
    }
    // Which needs there are depends on what is read of copies: then every way is looked at.
    guard uses.count == 1 else {
      isComplete = copies?.isComplete ?? true
      for use in uses {
        known = KnownMatches()
        enumerate(use)
      }
      return
    }
    let (first, script) = run([], [], isTrial: false)
    if let first, script.taken.count > 1, let changes = changes(of: script) {
      routes = [first]
      self.changes = changes
      return
    }
    enumerate([])
  }

  private func run(_ wanted: [String], _ copied: Set<FieldReference>, isTrial: Bool) -> (
    route: Route?, script: RouteScript
  ) {
    var builder = PathBuilder(context: context, catalog: catalog, pattern: pattern)
    let store = context.workload.store(of: pattern)
    builder.script = RouteScript(
      wanted,
      known: known,
      offersScans: !isTrial && store.map(context.limitsIndexes) ?? false
    )
    builder.isTrial = isTrial
    builder.carried = copied
    builder.unpaid = unpaid
    builder.guardTable = store.flatMap { context.guardTables[$0] }
    let path = builder.path(of: pattern)
    let script = builder.script ?? RouteScript()
    return (path.map { Route(path: $0, script: script.taken, copied: copied) }, script)
  }

  /// The ways that change one need; `nil` where a change is felt by another need.
  private func changes(of first: RouteScript) -> [[Route]]? {
    var found = [[Route]](repeating: [], count: first.taken.count)
    for wanted in first.alternatives {
      let place = wanted.count - 1
      let (route, script) = run(wanted, [], isTrial: false)
      // Not every need can do with reading everything.
      if route == nil, wanted[place] == RouteScript.scan { continue }
      guard let route, script.offered == first.offered else { return nil }
      var expected = first.taken
      expected[place] = wanted[place]
      guard script.taken == expected else { return nil }
      found[place].append(route)
    }
    return found
  }

  private mutating func enumerate(_ copied: Set<FieldReference>) {
    var open: [[String]] = [[]]
    var runs = 0
    while let wanted = open.popLast() {
      guard runs < Self.mostRoutes else {
        isComplete = false
        break
      }
      runs += 1
      let (route, script) = run(wanted, copied, isTrial: false)
      needs += script.needs
      if let route { routes.append(route) }
      open += script.alternatives.reversed()
    }
  }
}

extension PathBuilder {
  /// The path of the builder's pattern, whatever it does; `nil` where there is none, with the
  /// reasons in `failures`.
  mutating func path(of pattern: AccessPattern) -> DynamoDBPath? {
    switch (pattern.operation, context.shapes[pattern.id.rawValue]) {
    case (.read(let read), .read(let shape)): return readPath(read, shape)
    case (_, .write(let statements, let isTransaction)):
      return writePath(statements, isTransaction: isTransaction)
    default:
      failures.append("SQL cannot be asked of DynamoDB")
      return nil
    }
  }
}
