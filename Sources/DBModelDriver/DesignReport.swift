import DBModelDesign
import DBModelReport

/// What `dbmodel plan` shows: the design, what each pattern asks of it, its heat, its plans, its cost.
struct DesignReport {
  let pipeline: Pipeline

  var blocks: [ReportBlock] {
    var blocks: [ReportBlock] = []
    for case .dynamoDB(let design) in pipeline.design.stores {
      blocks += TablesSection(workload: pipeline.workload, design: design).blocks
    }
    blocks +=
      RequestsSection(
        workload: pipeline.workload,
        accesses: pipeline.design.accesses,
        units: pipeline.units
      ).blocks
    blocks += HeatSection(heat: pipeline.heat).blocks
    blocks += SchemaSection(workload: pipeline.workload, design: pipeline.relational).blocks
    if let plans = pipeline.plans {
      blocks += PlansSection(workload: pipeline.workload, plans: plans).blocks
    }
    blocks += CostSection(cost: pipeline.cost).blocks
    return blocks
  }
}
