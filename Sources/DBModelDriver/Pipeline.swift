import DBModelAnalysis
import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelPlanning
import DBModelQuery
import DBModelSemantics
import DBModelWorkload

/// Everything that is computed from one model without errors, stage by stage.
struct Pipeline {
  let workload: Workload
  let design: PhysicalDesign
  /// The routes of the patterns through each fixed design, with what is wrong with them.
  let fixed: [(design: FixedDesign, routes: PhysicalDesign, findings: [Diagnostic])]
  /// All entities as one SQL schema: the shape the same model has in a relational store.
  let relational: RelationalDesign
  let estimates: Estimates
  /// The judgements of the estimates, with the verdict of each pattern's latency.
  let analysis: Analysis
  var heat: [StructureHeat] { estimates.heat }
  let units: [PatternID: PatternUnits]
  let book: PriceBook
  let cost: MonthlyCost
  let plans: SQLitePlans?
  let findings: [Diagnostic]

  /// - Parameter explainsPlans: Whether embedded SQLite is asked for its plans.
  init(_ model: SemanticModel, explainsPlans: Bool) {
    let workload = model.workload
    self.workload = workload
    let planned = Planner.plan(workload: workload)
    design = planned.design
    fixed = model.fixedDesigns.map { fixed in
      let routed = Planner.match(workload: workload, fixed: fixed)
      return (fixed, routed.design, routed.findings)
    }
    let schema = Planner.relational(workload: workload)
    relational =
      schema.design.stores.lazy.compactMap { store -> RelationalDesign? in
        if case .relational(let design) = store { design } else { nil }
      }.first ?? RelationalDesign(store: StoreID(0), origin: .derived, tables: [])
    let estimates = Estimates(workload: workload, design: planned.design)
    self.estimates = estimates
    let units = estimates.units
    let analysis = Analyst.judge(
      workload: workload,
      design: planned.design,
      estimates: estimates
    )
    self.analysis = analysis
    let book = PriceBook.named(workload.policy?.prices?.value) ?? .publicUSEast1
    var usage: [UsageLine] = []
    for case .dynamoDB(let tables) in planned.design.stores {
      usage += UsageEstimator.lines(of: tables, units: units, workload: workload, book: book)
    }
    self.units = Dictionary(units.map { ($0.pattern, $0) }, uniquingKeysWith: { first, _ in first })
    self.book = book
    cost = MonthlyCost(workload: workload, usage: usage, book: book)
    let publicCost = MonthlyCost(workload: workload, usage: usage, book: .publicUSEast1)
    plans =
      explainsPlans
      ? SQLitePlans(workload: workload, design: relational, patterns: workload.patterns) : nil
    findings =
      planned.findings + analysis.findings
      + OperationsAnalyst.judge(
        workload: workload,
        lines: cost.lines,
        publicLines: publicCost.lines,
        usage: usage
      )
  }
}
