import DBModelEstimation
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// What patterns ask of the tables of a design, for machines: units of each, and the hottest keys.
struct LoadsValue {
  let workload: Workload
  let estimates: Estimates

  var units: [ReportValue] { estimates.units.map(units) }
  var heat: [ReportValue] { estimates.heat.flatMap(heat) }

  static func figure(_ interval: Interval, _ unit: String) -> ReportValue {
    ["low": .double(interval.low), "high": .double(interval.high), "unit": .string(unit)]
  }

  private func units(_ units: PatternUnits) -> ReportValue {
    [
      "pattern": .string(workload[units.pattern].name),
      "requests": .array(
        units.requests.map { request in
          [
            "structure": .string(request.structure),
            "read": Self.figure(request.readUnits, "read units/call"),
            "writes": .array(
              request.writeUnits.map { write in
                [
                  "structure": .string(write.structure),
                  "units": Self.figure(write.units, "write units/call"),
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
        "hottest": Self.figure(hottest.unitsPerSecond, unit), "total": Self.figure(total, unit),
      ]
    }
  }
}
