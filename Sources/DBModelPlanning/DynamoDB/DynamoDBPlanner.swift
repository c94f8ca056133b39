import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelWorkload

/// What a planner hands over for one store.
struct StorePlan {
  var design: StoreDesign
  var accesses: [PatternAccess] = []
  var choices: [Choice] = []
  var findings: [Diagnostic] = []
}

/// Plans one DynamoDB store: tables and indexes for the patterns that run on it, or the ways of the
/// patterns through tables that stand already.
struct DynamoDBPlanner {
  /// Global secondary indexes of a table (Service quotas, checked 2026-11-23).
  static let indexesPerTable = 20

  let context: PlanningContext
  let store: StoreID
  private let patterns: [AccessPattern]

  init(context: PlanningContext, store: StoreID) {
    self.context = context
    self.store = store
    patterns = context.patterns(on: store)
  }

  private var workload: Workload { context.workload }

  /// Derives tables.
  func derive() -> StorePlan {
    let entities = workload.entities(in: store)
    let use = KeyUse(context, patterns: patterns)
    let placements = PlacementPlanner(
      context: context,
      store: store,
      entities: entities,
      use: use
    ).placements()
    let bare = TableAssembler(context: context, store: store, placements: placements, plans: [])
    let bases = KeyCatalog(tables: bare.tables().map(\.table))
    var needs: [(need: RowNeed, pattern: PatternID)] = []
    for pattern in patterns {
      var builder = PathBuilder(context: context, catalog: bases, pattern: pattern)
      _ = path(of: pattern, &builder, isTrial: true)
      needs += builder.missing.map { ($0, pattern.id) }
    }
    let plans = IndexPlanner(workload: workload, needs: needs).plans
    let assembled = TableAssembler(
      context: context,
      store: store,
      placements: placements,
      plans: plans
    ).tables()
    return finish(assembled, placements)
  }

  /// Routes the patterns through tables that stand already.
  func route(_ fixed: FixedDesign) -> StorePlan {
    let catalog = KeyCatalog(tables: fixed.tables.tables)
    var plan = StorePlan(design: .dynamoDB(fixed.tables))
    var outside: [PatternID] = []
    for pattern in patterns {
      let result = access(pattern, catalog, design: fixed)
      plan.accesses.append(result.access)
      if result.lacksTables {
        outside.append(pattern.id)
      } else {
        plan.findings += result.findings
      }
    }
    if !outside.isEmpty { plan.findings.append(leavesOut(fixed, outside)) }
    return plan
  }

  /// A design may be of a part of the store; what it is not of is said once.
  private func leavesOut(_ fixed: FixedDesign, _ patterns: [PatternID]) -> Diagnostic {
    let held = Set(fixed.tables.tables.flatMap { $0.layouts.map(\.entity) })
    let lacking = workload.entities(in: store).filter { !held.contains($0.id) }.map(\.name)
    return Diagnostic(
      PlanningRules.designLeavesOut,
      "design `\(fixed.name)` has no table for \(patterns.count) of the patterns",
      at: Label(fixed.span),
      notes: [
        "not routed: \(PlanPhrase.patterns(patterns, workload))",
        "entities without a table: " + lacking.map { "`\($0)`" }.joined(separator: ", "),
      ],
      path: "design \(fixed.name)"
    )
  }

  // MARK: Paths

  private func path(
    of pattern: AccessPattern,
    _ builder: inout PathBuilder,
    isTrial: Bool
  ) -> DynamoDBPath? {
    builder.isTrial = isTrial
    switch (pattern.operation, context.shapes[pattern.id.rawValue]) {
    case (.read(let read), .read(let shape)): return builder.readPath(read, shape)
    case (_, .write(let statements, let isTransaction)):
      return builder.writePath(statements, isTransaction: isTransaction)
    default:
      builder.failures.append("SQL cannot be asked of DynamoDB")
      return nil
    }
  }

  private func access(
    _ pattern: AccessPattern,
    _ catalog: KeyCatalog,
    design: FixedDesign? = nil
  ) -> (access: PatternAccess, findings: [Diagnostic], lacksTables: Bool) {
    var builder = PathBuilder(context: context, catalog: catalog, pattern: pattern)
    let path = path(of: pattern, &builder, isTrial: false)
    let judge = PathFindings(context: context, pattern: pattern, design: design)
    guard let path else {
      let access = PatternAccess(
        pattern: pattern.id,
        store: store,
        path: .none(reasons: builder.failures),
        structures: []
      )
      return (access, [judge.noPath(builder.failures)], builder.lacksTables)
    }
    var structures: [String] = []
    for request in path.requests {
      let name = request.index.map { "\(request.table).\($0)" } ?? request.table
      if !structures.contains(name) { structures.append(name) }
    }
    let access = PatternAccess(
      pattern: pattern.id,
      store: store,
      path: .dynamoDB(path),
      structures: structures
    )
    return (access, judge.findings(path, catalog: catalog), false)
  }

  private func finish(
    _ assembled: [(table: DynamoDBTable, plans: [IndexPlan])],
    _ placements: [Placement]
  ) -> StorePlan {
    let catalog = KeyCatalog(tables: assembled.map(\.table))
    var accesses: [PatternAccess] = []
    var findings: [Diagnostic] = []
    for pattern in patterns {
      let result = access(pattern, catalog)
      accesses.append(result.access)
      findings += result.findings
    }
    let usage = IndexUsage(context: context, accesses: accesses)
    var tables: [DynamoDBTable] = []
    var choices = placements.map(\.choice)
    for (table, plans) in assembled {
      let (projected, made) = ProjectionPlanner(context: context, store: store, usage: usage)
        .project(table, plans: plans)
      tables.append(projected)
      choices += made
      findings += TableFindings(context: context, store: store).findings(projected)
    }
    findings += WriteFindings(context: context, patterns: patterns, store: store).findings()
    return StorePlan(
      design: .dynamoDB(DynamoDBDesign(store: store, origin: .derived, tables: tables)),
      accesses: accesses,
      choices: choices,
      findings: findings
    )
  }
}
