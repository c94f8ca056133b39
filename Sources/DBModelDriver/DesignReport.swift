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
    blocks += LatencySection(workload: pipeline.workload, verdicts: pipeline.latency).blocks
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

  /// The SQL schema, and what SQLite plans on it.
  private var relational: [ReportBlock] {
    let schema = pipeline.relational
    var blocks = SchemaSection(workload: pipeline.workload, design: schema).blocks
    if explainsPlans {
      let plans = SQLitePlans(
        workload: pipeline.workload,
        design: schema,
        patterns: pipeline.workload.patterns
      )
      let outlines = PlansSection(workload: pipeline.workload, plans: plans).blocks
      if drawsPictures, !outlines.isEmpty {
        blocks.append(.details(title: "What SQLite plans, statement by statement", outlines))
      } else {
        blocks += outlines
      }
    }
    return blocks
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
