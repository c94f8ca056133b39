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
      "units": .array(pipeline.estimates.units.map(units)),
      "heat": .array(pipeline.estimates.heat.flatMap(heat)),
      "latency": .array(pipeline.latency.compactMap(latency)),
      "cost": .array(pipeline.cost.lines.map(cost)),
      "cost_total": figure(pipeline.cost.total, "USD/month"),
    ]
  }

  private func figure(_ interval: Interval, _ unit: String) -> ReportValue {
    ["low": .double(interval.low), "high": .double(interval.high), "unit": .string(unit)]
  }

  private func units(_ units: PatternUnits) -> ReportValue {
    [
      "pattern": .string(pipeline.workload[units.pattern].name),
      "requests": .array(
        units.requests.map { request in
          [
            "structure": .string(request.structure),
            "read": figure(request.readUnits, "read units/call"),
            "writes": .array(
              request.writeUnits.map { write in
                [
                  "structure": .string(write.structure),
                  "units": figure(write.units, "write units/call"),
                ]
              }
            ),
            "formula": .string(request.formula),
          ]
        }
      ),
    ]
  }

  private func heat(_ heat: StructureHeat) -> [ReportValue] {
    [false, true].compactMap { isWrite in
      let total = heat.total(isWrite: isWrite)
      guard total.high > 0 else { return nil }
      let hottest = heat.hottestKey(isWrite: isWrite)
      let unit = isWrite ? "write units/s" : "read units/s"
      return [
        "structure": .string(heat.structure), "writes": .bool(isWrite),
        "partition_key": .string(heat.partitionKey), "hottest_value": .optional(hottest.value),
        "hottest": figure(hottest.unitsPerSecond, unit), "total": figure(total, unit),
      ]
    }
  }

  private func latency(_ verdict: LatencyVerdict) -> ReportValue? {
    guard let estimate = verdict.milliseconds else { return nil }
    return [
      "pattern": .string(pipeline.workload[verdict.pattern].name),
      "estimate": figure(estimate.interval, "ms"),
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
