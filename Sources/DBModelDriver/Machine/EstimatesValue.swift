import DBModelAnalysis
import DBModelEstimation
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// Every figure for machines: the `estimates` object of the JSON report.
struct EstimatesValue {
  let pipeline: Pipeline

  var value: ReportValue {
    [
      "units": .array(loads.units), "heat": .array(loads.heat),
      "latency": .array(pipeline.latency.compactMap(latency)),
      "cost": .array(pipeline.cost.lines.map(cost)),
      "cost_total": figure(pipeline.cost.total, "USD/month"),
    ]
  }

  private var loads: LoadsValue {
    LoadsValue(workload: pipeline.workload, estimates: pipeline.estimates)
  }

  private func figure(_ interval: Interval, _ unit: String) -> ReportValue {
    LoadsValue.figure(interval, unit)
  }

  private func latency(_ verdict: LatencyVerdict) -> ReportValue? {
    guard let estimate = verdict.milliseconds else { return nil }
    return [
      "pattern": .string(pipeline.workload[verdict.pattern].name),
      "estimate": figure(estimate.interval, "ms"),
      "usual": pipeline.estimates.latency(of: verdict.pattern).map { figure($0.usual, "ms") }
        ?? .null,
      "median": pipeline.estimates.latency(of: verdict.pattern).map { figure($0.middle, "ms") }
        ?? .null,
      "budget_ms": verdict.budget.map { .double($0.milliseconds) } ?? .null,
      "percentile": verdict.budget.map { .double($0.percentile) } ?? .null,
      "verdict": .string(verdict.verdict.rawValue), "formula": .string(estimate.formula),
    ]
  }

  private func cost(_ line: CostLine) -> ReportValue {
    [
      "name": .string(line.name), "cost": figure(line.usDollarsPerMonth.interval, "USD/month"),
      "formula": .string(line.usDollarsPerMonth.formula),
    ]
  }
}
