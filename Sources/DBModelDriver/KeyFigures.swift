import DBModelAnalysis
import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// What people want to know first of a design: what it is, what it costs, and how far it goes.
struct KeyFigures {
  let pipeline: Pipeline

  var all: [ReportKeyValue] { structures + cost + headroom + latency }

  private var structures: [ReportKeyValue] {
    pipeline.design.stores.map { store in
      let (name, tables, indexes): (String, Int, Int)
      switch store {
      case .dynamoDB(let design):
        name = pipeline.workload[design.store].name
        tables = design.tables.count
        indexes = design.tables.reduce(0) { $0 + $1.indexes.count }
      case .relational(let design):
        name = pipeline.workload[design.store].name
        tables = design.tables.count
        indexes = design.tables.reduce(0) { $0 + $1.indexes.count }
      }
      let text =
        "\(ReportCount(tables, "table").text), \(ReportCount(indexes, "index", "indexes").text)"
      return ReportKeyValue("store `\(name)`", text)
    }
  }

  private var cost: [ReportKeyValue] {
    guard !pipeline.cost.lines.isEmpty else { return [] }
    let total = pipeline.cost.total
    let text = FigureFormatter.range(low: total.low, high: total.high, unit: "USD/month")
    return [
      ReportKeyValue("cost", pipeline.cost.omitted.isEmpty ? text : "\(text), in part")
    ]
  }

  /// Where the first limit of a DynamoDB table is.
  private var headroom: [ReportKeyValue] {
    let points = BreakingPoint.all(pipeline.estimates, pipeline.workload)
    guard let first = points.first else { return [] }
    let factor = first.factor
    let text =
      factor.low >= FactorChart.most
      ? "over \(FigureFormatter.number(FactorChart.most))x"
      : FigureFormatter.range(
        low: factor.low,
        high: min(factor.high, FactorChart.most),
        unit: "x"
      )
    return [ReportKeyValue("first limit, of the peak", text)]
  }

  private var latency: [ReportKeyValue] {
    let judged = pipeline.latency.filter { $0.budget != nil && $0.milliseconds != nil }
    guard !judged.isEmpty else { return [] }
    let inside = judged.count { $0.verdict == .inside }
    return [
      ReportKeyValue(
        "inside their time",
        "\(FigureFormatter.integer(inside)) of \(ReportCount(judged.count, "pattern").text)"
      )
    ]
  }
}
