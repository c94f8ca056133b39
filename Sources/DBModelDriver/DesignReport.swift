import DBModelDesign
import DBModelEstimation
import DBModelReport
import DBModelWorkload

/// What `dbmodel plan` shows: the design, what each pattern asks of it, its heat, its plans, its
/// cost.
struct DesignReport {
  let pipeline: Pipeline
  /// Whether embedded SQLite is asked for its plans.
  let explainsPlans: Bool
  /// Whether pictures stand beside the tables.
  var drawsPictures = false

  /// The written designs beside the derived one, and nothing else.
  var comparison: [ReportBlock] {
    guard !pipeline.fixed.isEmpty else {
      return [
        .paragraph(
          "The model writes down no design of a DynamoDB store, so there is nothing to compare;"
            + " `design NAME of STORE { … }` does, and `dbmodel import` makes one of what is deployed."
        )
      ]
    }
    return pipeline.fixed.flatMap { CompareSection(pipeline: pipeline, route: $0).blocks }
  }

  var blocks: [ReportBlock] {
    var blocks: [ReportBlock] = []
    for case .dynamoDB(let design) in pipeline.design.stores {
      blocks += TablesSection(workload: pipeline.workload, design: design).blocks
      blocks +=
        WorthSection(
          workload: pipeline.workload,
          store: design.store,
          choices: pipeline.design.choices,
          proof: pipeline.design.proofs.first { $0.store == design.store }
        ).blocks
    }
    blocks +=
      RequestsSection(
        workload: pipeline.workload,
        accesses: pipeline.design.accesses,
        estimates: pipeline.estimates
      ).blocks
    blocks +=
      LatencySection(
        workload: pipeline.workload,
        accesses: pipeline.design.accesses,
        verdicts: pipeline.latency
      ).blocks
    blocks += CopiesSection(pipeline: pipeline).blocks
    blocks += heat(pipeline.estimates)
    for route in pipeline.fixed { blocks += fixedBlocks(route) }
    return blocks + relational + CostSection(cost: pipeline.cost).blocks
  }

  private func heat(_ estimates: Estimates) -> [ReportBlock] {
    HeatSection(
      workload: pipeline.workload,
      estimates: estimates,
      drawsPictures: drawsPictures
    ).blocks
  }

  /// The schema of each relational store, and what SQLite plans on it; of a model that has none,
  /// what it would be.
  private var relational: [ReportBlock] {
    let own = pipeline.design.stores.compactMap { store -> RelationalDesign? in
      if case .relational(let tables) = store { tables } else { nil }
    }
    if own.isEmpty { return relational(pipeline.relational, pipeline.workload.patterns, false) }
    return own.flatMap { tables in
      let patterns = pipeline.workload.patterns.filter {
        pipeline.workload.store(of: $0) == tables.store
      }
      return relational(tables, patterns, true)
    }
  }

  private func relational(
    _ tables: RelationalDesign,
    _ patterns: [AccessPattern],
    _ isReal: Bool
  ) -> [ReportBlock] {
    let workload = pipeline.workload
    let schema = SchemaSection(workload: workload, design: tables, isHypothetical: !isReal).blocks
    guard explainsPlans else { return schema }
    let plans = SQLitePlans(workload: workload, design: tables, patterns: patterns)
    return schema
      + PlansSection(workload: workload, plans: plans, store: isReal ? tables.store : nil).blocks
  }

  /// A fixed design beside the derived one: its tables, and what the same patterns ask of it.
  private func fixedBlocks(_ route: Pipeline.FixedRoute) -> [ReportBlock] {
    let blocks =
      TablesSection(workload: pipeline.workload, design: route.design.tables).blocks
      + RequestsSection(
        workload: pipeline.workload,
        accesses: route.routes.accesses,
        estimates: route.estimates
      ).blocks + heat(route.estimates)
    // On a page with contents, what belongs to the design stands below its name.
    return drawsPictures ? blocks.prefix(1) + blocks.dropFirst().map(\.lowered) : blocks
  }
}
