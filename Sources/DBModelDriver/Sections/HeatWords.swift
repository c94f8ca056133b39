import DBModelEstimation
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// What a report says of a limit.
enum HeatWords {
  static func text(_ point: BreakingPoint, _ workload: Workload) -> String {
    let name = "`\(point.structure)`"
    switch point.kind {
    case .key(let value?): return "key `\(value)` of \(name)"
    case .key(nil): return "the hottest key of \(name)"
    case .partition(let count): return "the hottest of the first \(count) partitions of \(name)"
    case .ready:
      if case .provisioned? = workload[point.store].dynamoDB.capacity?.value {
        return "what is provisioned of \(name)"
      }
      return "what \(name) serves before its traffic has grown"
    case .quota: return "the quota of \(name) with its indexes"
    }
  }

  /// - Parameter goal: The multiple of the peak that has to be served, 1 or more.
  static func verdict(_ factor: Interval, goal: Double) -> ReportVerdict {
    factor.low >= goal ? .inside : factor.high < goal ? .outside : .atRisk
  }
}
