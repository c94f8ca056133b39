public import DBModelDesign
import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// What an engine does beside the plan of a delete: rows that refer to what goes are looked for,
/// and go with it or are changed, as their references declare.
public struct DeleteConsequences {
  private let latency: SQLLatency

  public init(workload: Workload, design: RelationalDesign) {
    latency = SQLLatency(workload: workload, design: design)
  }

  /// For each row that a pattern deletes, a line each; empty where it deletes none that any row
  /// may refer to.
  public func lines(of pattern: AccessPattern) -> [String] {
    guard case .write(let statements, _) = PatternShape(pattern, workload: latency.workload) else {
      return []
    }
    var lines: [String] = []
    for statement in statements where statement.kind == .delete {
      let entity = latency.workload[statement.entity]
      for line in latency.times.consequences(of: entity, .one) where !lines.contains(line) {
        lines.append(line)
      }
    }
    return lines
  }
}
