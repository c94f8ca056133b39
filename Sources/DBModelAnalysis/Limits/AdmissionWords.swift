import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// How a load is told that a store does not admit.
struct AdmissionWords {
  let workload: Workload
  let store: Store

  private var goal: Located<Double>? { workload.goals?.headroomThroughput }
  /// What every peak is multiplied by: the headroom aimed for, 1 where none is.
  var factor: Double { max(1, goal?.value ?? 1) }

  /// A finding on the load of structures, at the pattern that makes most of it.
  func diagnostic(
    _ rule: RuleDescriptor,
    severity: Severity? = nil,
    _ title: String,
    of structures: [StructureHeat],
    isWrite: Bool,
    secondary: [Label] = [],
    notes: [String],
    help: [String],
    fixes: [Fix] = [],
    structure: String
  ) -> Diagnostic? {
    var byPattern: [(pattern: PatternID, units: Interval)] = []
    for part in structures.flatMap(\.contributions) where part.isWrite == isWrite {
      if let known = byPattern.firstIndex(where: { $0.pattern == part.pattern }) {
        byPattern[known].units += part.unitsPerSecond
      } else {
        byPattern.append((part.pattern, part.unitsPerSecond))
      }
    }
    let sorted = byPattern.enumerated().sorted {
      ($1.element.units.low, $0.offset) < ($0.element.units.low, $1.offset)
    }.map(\.element)
    guard let first = sorted.first else { return nil }
    let pattern = workload[first.pattern]
    let parts = sorted.prefix(4).map {
      "`\(workload[$0.pattern].name)` \(figure($0.units)) \(unit(isWrite))"
    }
    return Diagnostic(
      rule,
      severity: severity,
      title,
      at: Label(pattern.rate?.highestSpan ?? pattern.nameSpan, "the largest part comes from here"),
      secondary: secondary + (goal.map { [Label($0.span, "the goal")] } ?? []),
      notes: ["at peak: \(parts.joined(separator: ", "))"] + notes,
      help: help,
      fixes: fixes,
      path: "\(store.name)/\(structure)"
    )
  }

  func product(_ total: Interval, _ isWrite: Bool) -> String {
    if factor == 1 { return "together \(figure(total)) \(unit(isWrite))" }
    return "\(figure(total)) \(unit(isWrite)) at peak x \(FigureFormatter.number(factor)) headroom "
      + "= \(figure(total * factor)) \(unit(isWrite))"
  }

  func unit(_ isWrite: Bool) -> String { isWrite ? "write units/s" : "read units/s" }

  func figure(_ value: Interval) -> String {
    FigureFormatter.range(low: value.low, high: value.high, unit: "")
  }
}
