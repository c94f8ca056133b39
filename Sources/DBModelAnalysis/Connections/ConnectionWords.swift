import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// What findings about connections say of the patterns that hold them.
enum ConnectionWords {
  /// The six that hold most, a line each; what is left out is counted.
  static func arithmetic(_ uses: [ConnectionUse], in workload: Workload) -> [String] {
    let sorted = uses.enumerated().sorted {
      ($1.element.busy.low, $0.offset) < ($0.element.busy.low, $1.offset)
    }.map(\.element)
    var lines = sorted.prefix(6).map { use in
      let held =
        use.isTimeKnown
        ? FigureFormatter.interval(use.heldSeconds * 1e3, "ms")
        : FigureFormatter.range(low: use.heldSeconds.low * 1e3, high: .infinity, unit: "ms")
          + " (a round trip: more is not known of SQL as written)"
      let busy =
        use.isTimeKnown
        ? FigureFormatter.interval(use.busy)
        : FigureFormatter.range(low: use.busy.low, high: .infinity, unit: "")
      return "`\(workload[use.pattern].name)`: \(FigureFormatter.interval(use.callsPerSecond))/s x "
        + "\(held) = \(busy) connections"
    }
    if sorted.count > 6 {
      let rest = sorted.dropFirst(6).reduce(Interval.zero) { $0 + $1.busy }
      lines.append(
        "\(sorted.count - 6) others: \(FigureFormatter.interval(rest)) connections"
      )
    }
    return lines
  }
}
