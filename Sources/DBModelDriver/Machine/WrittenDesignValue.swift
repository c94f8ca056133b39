import DBModelDesign
import DBModelReport
import DBModelWorkload

/// A design that somebody wrote down, for machines: its tables, how patterns go through them, what
/// that takes, and what it costs beside the derived one.
struct WrittenDesignValue {
  let pipeline: Pipeline
  let route: Pipeline.FixedRoute

  var value: ReportValue {
    let workload = pipeline.workload
    let design = DesignValue(workload: workload, design: route.routes)
    let loads = LoadsValue(workload: workload, estimates: route.estimates)
    let comparison = DesignComparison(pipeline: pipeline, route: route)
    var costs = ReportValue.null
    if let (written, derived) = comparison.usDollarsPerMonth {
      costs = [
        "written": LoadsValue.figure(written, "USD/month"),
        "derived": LoadsValue.figure(derived, "USD/month"),
      ]
    }
    return [
      "name": .string(route.design.name), "store": .string(workload[route.design.store].name),
      "stores": .array(design.stores), "accesses": .array(design.accesses),
      "units": .array(loads.units), "heat": .array(loads.heat),
      "patterns_served": [
        "written": .int(comparison.served.written), "derived": .int(comparison.served.derived),
      ],
      "cost_of_patterns_both_serve": costs,
    ]
  }
}
