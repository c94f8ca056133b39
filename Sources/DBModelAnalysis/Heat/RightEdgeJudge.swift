import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// B-trees of which one end takes more inserts than one page does.
struct RightEdgeJudge {
  /// The part of the time from which on sessions queue for more than the time of an insert, on
  /// average (M/D/1: busy / 2 (1 − busy) of it).
  static let worthAWord = 0.7

  let workload: Workload

  func findings(_ design: RelationalDesign, _ patterns: [AccessPattern]) -> [Diagnostic] {
    RightEdgeEstimator(workload: workload).edges(of: design, patterns).compactMap(finding)
  }

  /// What is sure is a danger or a warning; what may be is worth a word.
  private func finding(_ edge: RightEdge) -> Diagnostic? {
    let busy = edge.busy
    guard busy.high > Self.worthAWord,
      let first = edge.inserts.max(by: { $0.perSecond.low < $1.perSecond.low })
    else { return nil }
    let severity: Severity =
      busy.low > 1 ? .danger : busy.low > Self.worthAWord ? .warning : .note
    let pattern = workload[first.pattern]
    let tree =
      edge.structure == "primary key"
      ? "the primary key of `\(edge.table)`" : "`\(edge.structure)` of `\(edge.table)`"
    let end =
      edge.leading.isEmpty
      ? "the last page"
      : "the last page of one \(edge.leading.map { "`\($0)`" }.joined(separator: ", "))"
    let held = FigureFormatter.interval(RightEdgeEstimator.heldSeconds * 1e6, "µs")
    return Diagnostic(
      WorkloadRules.rightEdge,
      severity: severity,
      severity == .note
        ? "\(end) of \(tree) may be what limits its inserts"
        : "\(end) of \(tree) takes fewer inserts than come",
      at: Label(pattern.rate?.highestSpan ?? pattern.nameSpan, "the largest part comes from here"),
      notes: [
        "`\(edge.column)` only grows, so that every new entry goes to one page, which one session at a"
          + " time writes"
      ]
        + edge.inserts.prefix(6).map { part in
          "`\(workload[part.pattern].name)`: \(FigureFormatter.interval(part.perSecond)) inserts/s x "
            + percent(part.share)
        } + [
          "each holds the page for \(held) (the low end measured, the high end assumed): "
            + "\(percent(busy)) of the time"
        ],
      help: [
        "begin the key with what spreads the inserts, or partition the table by a hash of it"
      ],
      path: "\(workload[edge.store].name)/\(edge.table)/\(edge.structure)"
    )
  }

  private func percent(_ part: Interval) -> String {
    FigureFormatter.range(low: part.low * 100, high: part.high * 100, unit: "%")
  }
}
