package import DBModelAnalysis
package import DBModelDesign
package import DBModelDiagnostics
package import DBModelEstimation
import DBModelExplain
package import DBModelPlanning
import DBModelQuery
package import DBModelSemantics
import DBModelStatistics
package import DBModelWorkload

/// Everything that is computed from one model without errors, stage by stage.
package struct Pipeline {
  /// A fixed design with the ways of the patterns through it, judged like a derived one.
  package struct FixedRoute {
    /// The tables as they were written down.
    package let design: FixedDesign
    /// How each pattern goes through them.
    package let routes: PhysicalDesign
    /// What that costs.
    package let estimates: Estimates
    let findings: [Diagnostic]
    /// Other keys for its hot keys, not tried yet.
    let rewrites: [KeyRewrite]
  }

  /// What was measured of relational stores; `nil` for what is assumed.
  let engine: EngineTimes?
  /// What is judged.
  package let workload: Workload
  /// The derived design.
  package let design: PhysicalDesign
  /// Units, bytes and heat of the derived design.
  package let estimates: Estimates
  /// How long each pattern takes, against its bound.
  package let latency: [LatencyVerdict]
  /// The designs that somebody wrote down.
  package let fixed: [FixedRoute]
  /// Names of the relational designs that somebody wrote down.
  let fixedSQLNames: [String]
  /// What a month is priced by.
  package let book: PriceBook
  /// What a month costs.
  package let cost: MonthlyCost
  /// Plans of the patterns that run on relational stores.
  let plans: [SQLitePlans]
  /// Numbers that may be kept in parts, not tried yet.
  let numbers: [HotNumber]
  /// Everything that is to be said, before allowances.
  package let findings: [Diagnostic]

  /// - Parameters:
  ///   - explainsPlans: Whether embedded SQLite is asked for its plans.
  ///   - weighsChoices: Whether choices say by how much others lost.
  ///   - engine: What was measured of relational stores; `nil` for what is assumed.
  init(
    _ model: SemanticModel,
    explainsPlans: Bool,
    weighsChoices: Bool,
    engine: EngineTimes? = nil
  ) {
    self.init(
      model,
      explainsPlans: explainsPlans,
      weighsChoices: weighsChoices,
      engine: engine,
      checkpoint: {}
    )
  }

  /// - Parameters:
  ///   - explainsPlans: Whether embedded SQLite is asked for its plans.
  ///   - weighsChoices: Whether choices say by how much others lost.
  ///   - memory: What is known from planning this model as it was before.
  ///   - generation: See `Planner.plan`.
  ///   - engine: What was measured of relational stores; `nil` for what is assumed.
  ///   - checkpoint: Called between stages; what it throws ends the work.
  package init<Failure: Error>(
    _ model: SemanticModel,
    explainsPlans: Bool,
    weighsChoices: Bool = false,
    after memory: PlanningMemory = PlanningMemory(),
    generation: Int = 0,
    engine: EngineTimes? = nil,
    checkpoint: () throws(Failure) -> Void
  ) throws(Failure) {
    let workload = model.workload
    self.workload = workload
    self.engine = engine
    let planned = Planner.plan(
      workload: workload,
      weighsChoices: weighsChoices,
      after: memory,
      generation: generation
    )
    try checkpoint()
    design = planned.design
    estimates = Estimates(workload: workload, design: planned.design, engine: engine)
    let analysis = Analyst.judge(
      workload: workload,
      design: planned.design,
      estimates: estimates
    )
    try checkpoint()
    latency = analysis.latency
    numbers = analysis.numbers
    fixed = model.fixedDesigns.map { Self.route($0, workload: workload) }
    fixedSQLNames = model.fixedSQLDesigns.map(\.name)
    try checkpoint()
    book = PriceBook.named(workload.policy?.prices?.value) ?? .publicUSEast1
    let usage = Self.usage(
      of: planned.design,
      estimates: estimates,
      workload: workload,
      book: book
    )
    cost = MonthlyCost(workload: workload, usage: usage, book: book)
    let publicCost = MonthlyCost(workload: workload, usage: usage, book: .publicUSEast1)
    try checkpoint()
    plans = explainsPlans ? Self.explain(planned.design, workload: workload) : []
    try checkpoint()
    findings =
      planned.findings + analysis.findings
      + OperationsAnalyst.judge(
        workload: workload,
        lines: cost.lines,
        publicLines: publicCost.lines,
        usage: usage
      )
      + Analyst.judge(plans: plans.flatMap(\.judged), workload: workload)
      + Self.unusedIndexes(Self.relationalDesigns(planned.design), plans, workload).map(\.finding)
      + fixed.flatMap(\.findings)
      + model.fixedSQLDesigns.flatMap { fixed in
        Planner.judgedIndexes(workload: workload, fixed: fixed)
          + [Planner.notJudged(workload: workload, fixed: fixed)]
      }
  }

  /// The ways through a fixed design, and what is found of it.
  static func route(_ fixed: FixedDesign, workload: Workload) -> FixedRoute {
    let routed = Planner.match(workload: workload, fixed: fixed)
    let estimates = Estimates(workload: workload, design: routed.design)
    let analysis = Analyst.judge(
      workload: workload,
      design: routed.design,
      estimates: estimates
    )
    return FixedRoute(
      design: fixed,
      routes: routed.design,
      estimates: estimates,
      findings: routed.findings + analysis.findings,
      rewrites: analysis.rewrites
    )
  }

  fileprivate static func usage(
    of design: PhysicalDesign,
    estimates: Estimates,
    workload: Workload,
    book: PriceBook
  ) -> [UsageLine] {
    design.stores.flatMap { store -> [UsageLine] in
      switch store {
      case .dynamoDB(let tables):
        return UsageEstimator.lines(
          of: tables,
          units: estimates.units,
          workload: workload,
          book: book
        )
      case .relational(let tables):
        return UsageEstimator.lines(of: tables, workload: workload)
      }
    }
  }

  /// One set of plans for each relational store, of the patterns that run there.
  private static func explain(_ design: PhysicalDesign, workload: Workload) -> [SQLitePlans] {
    design.stores.compactMap { store -> SQLitePlans? in
      guard case .relational(let tables) = store else { return nil }
      let patterns = workload.patterns.filter { workload.store(of: $0) == tables.store }
      return SQLitePlans(workload: workload, design: tables, patterns: patterns)
    }
  }

  /// All entities as one SQL schema: the shape the same model has in a relational store.
  var relational: RelationalDesign { Self.relational(of: workload) }

  /// The same of any workload.
  static func relational(of workload: Workload) -> RelationalDesign {
    // Without a store there is no dialect, and no entity either.
    guard !workload.stores.isEmpty else {
      return RelationalDesign(store: StoreID(0), origin: .derived, tables: [])
    }
    let stores = Planner.relational(workload: workload).design.stores
    let first = stores.lazy.compactMap { store -> RelationalDesign? in
      if case .relational(let design) = store { design } else { nil }
    }.first
    return first ?? RelationalDesign(store: StoreID(0), origin: .derived, tables: [])
  }

  /// Tables and indexes of every design, as findings name them: `Order`, `Order.byStatus`.
  var structures: [String] {
    let designs = [design.stores] + fixed.map(\.routes.stores)
    return designs.joined().flatMap { store -> [String] in
      switch store {
      case .dynamoDB(let design):
        design.tables.flatMap { table in
          [table.name] + table.indexes.map { "\(table.name).\($0.name)" }
        }
      case .relational(let design):
        design.tables.flatMap { table in
          [table.name] + table.indexes.map { "\(table.name).\($0.name)" }
        }
      }
    }
  }
}

extension Pipeline.FixedRoute {
  /// What the model costs with the design in place of the derived one, USD a month by the public
  /// book.
  func monthlyCost(_ workload: Workload) -> Double {
    let book = PriceBook.publicUSEast1
    let usage = Pipeline.usage(of: routes, estimates: estimates, workload: workload, book: book)
    return MonthlyCost.total(MonthlyCost(workload: workload, usage: usage, book: book).lines)
      .middle
  }
}
