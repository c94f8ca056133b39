import DBModelDesign
import DBModelDiagnostics
import DBModelEngines
import DBModelExplain
import DBModelLock
import DBModelReport
import DBModelSemantics
import DBModelWorkload

/// A model with the plans that engines make for it.
struct LockPlanning {
  let pipeline: Pipeline
  private(set) var sets: [LockedPlanSet] = []
  private(set) var engines: [EngineVersion] = []
  /// Indexes that their engine does not use.
  private(set) var unused: [IndexConfirmation.Unused] = []
  /// What engines refuse to plan.
  private(set) var refusals: [Diagnostic] = []

  /// What is to be said of the indexes.
  var judgements: [Diagnostic] { unused.map(\.finding) }

  /// Asks SQLite, and PostgreSQL and MariaDB where that is wished.
  ///
  /// - Parameter before: What is locked already.
  static func made(
    _ model: SemanticModel,
    _ request: LockRequest,
    _ before: LockedModel?,
    _ environment: (String) -> String?,
    _ progress: (String) -> Void
  ) throws(ServerFailure) -> LockPlanning {
    var made = LockPlanning(pipeline: Pipeline(model, explainsPlans: true, weighsChoices: false))
    let workload = made.pipeline.workload
    made.sets = made.pipeline.lockedPlans
    made.unused = made.pipeline.unusedIndexes
    if !made.pipeline.plans.isEmpty {
      made.engines.append(EngineVersion(name: "SQLite", version: SQLiteDatabase.version))
    }
    // Without a day: one model gives one lock.
    let explain = ModelExplainRequest(paths: [], planner: .scratch(programs: request.programs))
    var sets: [PlannedSet] = []
    if request.asksPostgreSQL || request.addsIndexes, !workload.stores.isEmpty {
      sets = try ModelExplainRun.sets(made.pipeline, explain, environment, progress)
    }
    if request.asksMariaDB {
      sets += try ModelExplainRun.mariaDBSets(made.pipeline, explain, environment, progress)
    }
    for set in sets {
      made.sets.append(set.locked(workload, before))
      made.unused += set.unusedIndexes(workload)
      made.refusals += ModelExplainRun.refusals(set.plans, workload, of: set.source.engineName)
      let engine = EngineVersion(name: set.source.engineName, version: set.version)
      if !made.engines.contains(engine) { made.engines.append(engine) }
    }
    return made
  }
}

extension Pipeline {
  /// The plans of embedded SQLite as they are locked, one set for each relational store.
  var lockedPlans: [LockedPlanSet] {
    relationalDesigns.flatMap { design in
      plans.filter { $0.store == design.store }
        .map { LockedPlans(workload: workload, design: design).set($0) }
    }
  }

  /// Indexes of stores that are SQLite, and that it does not use.
  var unusedIndexes: [IndexConfirmation.Unused] {
    Self.unusedIndexes(relationalDesigns, plans, workload)
  }

  static func unusedIndexes(
    _ designs: [RelationalDesign],
    _ plans: [SQLitePlans],
    _ workload: Workload
  ) -> [IndexConfirmation.Unused] {
    designs.flatMap { design in
      plans.filter { $0.store == design.store }.flatMap { plans in
        IndexConfirmation(
          workload: workload,
          design: design,
          engine: .sqlite,
          plans: plans.plans,
          unplanned: Set(plans.leftOut.map(\.pattern))
        ).unused
      }
    }
  }

  private var relationalDesigns: [RelationalDesign] { Self.relationalDesigns(design) }

  static func relationalDesigns(_ design: PhysicalDesign) -> [RelationalDesign] {
    design.stores.compactMap { store in
      if case .relational(let tables) = store { tables } else { nil }
    }
  }
}

extension PlannedSet {
  /// The plans as they are locked. A pattern that the engine refuses to plan keeps those that it
  /// had: one broken statement takes nothing from the lock.
  func locked(_ workload: Workload, _ before: LockedModel?) -> LockedPlanSet {
    let locked = LockedPlans(workload: workload, design: design)
    var set = if case .mariaDB = source { locked.mariaDBSet(self) } else { locked.set(self) }
    let refused = Set(plans.refusals.map { workload[$0.pattern].name })
    let made = Set(set.plans.map(\.name))
    set.plans += (before?.set(set.engine, set.store)?.plans ?? []).filter { plan in
      refused.contains(plan.name.pattern) && !made.contains(plan.name)
    }
    return set
  }

  /// Indexes that PostgreSQL does not use, where the store is one.
  func unusedIndexes(_ workload: Workload) -> [IndexConfirmation.Unused] {
    // The indexes and statistics of a server that is there are its own.
    guard case .scratch = source, !isElsewhere else { return [] }
    return IndexConfirmation(
      workload: workload,
      design: design,
      engine: .postgresql,
      plans: plans.plans,
      unplanned: Set(plans.leftOut.map(\.pattern) + plans.refusals.map(\.pattern))
    ).unused
  }
}
