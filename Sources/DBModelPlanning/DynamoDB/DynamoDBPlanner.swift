import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

/// What a planner hands over for one store.
struct StorePlan {
  var design: StoreDesign
  var accesses: [PatternAccess] = []
  var choices: [Choice] = []
  var findings: [Diagnostic] = []
  /// Where the design was searched for.
  var proof: DesignProof?
}

/// Plans one DynamoDB store: tables and indexes for the patterns that run on it, or the ways of the
/// patterns through tables that stand already.
struct DynamoDBPlanner {
  /// Global secondary indexes of a table.
  static let indexesPerTable = DynamoDBSettings.indexQuota

  let context: PlanningContext
  let store: StoreID
  private let patterns: [AccessPattern]
  private let memory: DesignMemory

  /// - Parameter memory: What is known of this store from before; the result does not depend on it.
  init(context: PlanningContext, store: StoreID, memory: DesignMemory = DesignMemory()) {
    self.context = context
    self.store = store
    self.memory = memory
    patterns = context.patterns(on: store)
  }

  private var workload: Workload { context.workload }

  private var rates: DynamoDBRates {
    let book = PriceBook.named(workload.policy?.prices?.value) ?? .publicUSEast1
    return DynamoDBRates(store: workload[store], book: book)
  }

  /// Derives tables.
  func derive(weighsChoices: Bool) -> StorePlan {
    let trial = PatternTrial(context, store: store, patterns: patterns, memory: memory)
    let space = LayoutSpace(context: context, store: store, patterns: patterns, trial: trial)
    let searches = searches(space, trial, comparesLayouts: weighsChoices)
    let derived = DerivedDesign(context, store: store, searches: searches)
    if let bounded = withinQuota(derived, weighsChoices: weighsChoices) { return bounded }
    let tables = derived.assembled.map(\.table)
    let unknown = patterns.filter { $0.schedule == nil && $0.rate?.average.value == nil }
    let catalog = KeyCatalog(tables: tables)
    let guards = context.guardTables[store]
    let design = DynamoDBDesign(
      store: store,
      origin: .derived,
      tables: tables + [guards].compactMap { $0 }
    )
    var plan = StorePlan(design: .dynamoDB(design))
    let reads = ReadFindings(context: context, tables: design, fixed: nil)
    for pattern in patterns {
      let result = access(
        pattern,
        catalog,
        script: derived.scripts[pattern.id],
        copied: derived.copied[pattern.id] ?? []
      )
      plan.accesses.append(result.access)
      plan.findings += result.findings + reads.findings(result.access)
    }
    plan.choices = DerivedChoices(
      context,
      store: store,
      space: space,
      use: KeyUse(context, patterns: patterns),
      derived: derived,
      shards: ShardReasons(context: context, design: design, accesses: plan.accesses),
      twins: TwinReasons(context: context, design: design, accesses: plan.accesses),
      accesses: plan.accesses,
      areWeighed: weighsChoices
    ).choices()
    let guarding = guards.map {
      GuardUpkeep($0, of: design, accesses: plan.accesses, context: context, rates: rates)
    }
    plan.choices += CopyChoices(
      context: context,
      derived: derived,
      design: design,
      accesses: plan.accesses,
      rates: rates,
      areWeighed: weighsChoices
    ).choices()
    plan.choices += KeptChoices(context, design: design, accesses: plan.accesses, rates: rates)
      .choices()
    if let guards, let guarding {
      plan.choices.append(
        GuardChoice(context: context, store: store).choice(guards, guarding, plan.accesses)
      )
    }
    plan.proof = derived.proof(
      store,
      guards: guarding?.usDollarsPerMonth ?? 0,
      assumedRates: unknown.map(\.id)
    )
    if weighsChoices { plan.proof?.preferences = preferenceWorth(searches) }
    for table in tables {
      plan.findings += TableFindings(context: context, store: store).findings(table)
    }
    plan.findings += WriteFindings(context: context, store: store).findings()
    plan.findings += KeptFindings(context: context, store: store).findings(catalog, design: nil)
    return plan
  }

  /// The best design of each part of the store.
  ///
  /// - Parameters:
  ///   - mostLayouts: Layouts of a part of which each is looked at.
  ///   - comparesLayouts: Whether the best of every layout is wanted, or of all of them alone.
  func searches(
    mostLayouts: Int = DesignSearch.mostLayouts,
    comparesLayouts: Bool = true
  ) -> [DesignSearch] {
    let trial = PatternTrial(context, store: store, patterns: patterns, memory: memory)
    let space = LayoutSpace(context: context, store: store, patterns: patterns, trial: trial)
    return searches(
      space,
      trial,
      mostLayouts: mostLayouts,
      comparesLayouts: comparesLayouts
    )
  }

  private func searches(
    _ space: LayoutSpace,
    _ trial: PatternTrial,
    mostLayouts: Int = DesignSearch.mostLayouts,
    comparesLayouts: Bool = true
  ) -> [DesignSearch] {
    let copies = context.copied(in: store)
    let needs = LayoutNeeds(
      space,
      store: store,
      patterns: patterns,
      trial: trial,
      copied: copies,
      memory: memory
    ).needs
    return DesignParts(space, patterns: patterns, touched: trial.touched).parts.map {
      DesignSearch(
        context,
        store: store,
        part: $0,
        space: space,
        needs: needs,
        copies: copies,
        rates: rates,
        memory: memory,
        indexesPerTable: context.indexesPerTable(store),
        mostLayouts: mostLayouts,
        comparesLayouts: comparesLayouts
      )
    }
  }

  /// Routes the patterns through tables that stand already.
  func route(_ fixed: FixedDesign) -> StorePlan {
    let catalog = KeyCatalog(tables: fixed.tables.tables)
    var plan = StorePlan(design: .dynamoDB(fixed.tables))
    let reads = ReadFindings(context: context, tables: fixed.tables, fixed: fixed)
    var outside: [PatternID] = []
    var inside: [PatternAccess] = []
    for pattern in patterns {
      let result = access(pattern, catalog, design: fixed)
      plan.accesses.append(result.access)
      if result.lacksTables {
        outside.append(pattern.id)
      } else {
        inside.append(result.access)
        plan.findings += result.findings + reads.findings(result.access)
      }
    }
    if !outside.isEmpty { plan.findings.append(leavesOut(fixed, outside)) }
    plan.findings += WriteFindings(context: context, store: store, design: fixed).findings()
    plan.findings += KeptFindings(context: context, store: store).findings(catalog, design: fixed)
    let judge = FixedDesignFindings(context: context, fixed: fixed, accesses: inside)
    plan.findings += judge.findings { other in
      let catalog = KeyCatalog(tables: other.tables)
      return inside.map { access(workload[$0.pattern], catalog, design: fixed).access }
    }
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

  private func access(
    _ pattern: AccessPattern,
    _ catalog: KeyCatalog,
    script: [String]? = nil,
    copied: Set<FieldReference> = [],
    design: FixedDesign? = nil
  ) -> (access: PatternAccess, findings: [Diagnostic], lacksTables: Bool) {
    var builder = PathBuilder(context: context, catalog: catalog, pattern: pattern)
    builder.script = script.map { RouteScript($0) }
    builder.carried = copied
    if design == nil { builder.guardTable = context.guardTables[store] }
    let path = builder.path(of: pattern)
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
}
