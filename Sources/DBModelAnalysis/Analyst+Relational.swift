import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelWorkload

extension Analyst {
  /// What is found of a relational store besides its latencies.
  ///
  /// - Parameter accesses: Those of the store.
  static func judge(
    _ tables: RelationalDesign,
    accesses: [PatternAccess],
    workload: Workload,
    estimates: Estimates,
    _ numbers: inout HotNumbers
  ) -> [Diagnostic] {
    let store = workload[tables.store]
    let patterns = accesses.map { workload[$0.pattern] }
    var findings = RowLockJudge(workload: workload, store: store, patterns: patterns)
      .findings(&numbers)
    findings += CopyJudge(workload: workload, store: store).findings(
      CopyRouter(
        workload: workload,
        store: tables.store,
        patterns: patterns,
        estimates: estimates
      ).routes
    )
    findings += RightEdgeJudge(workload: workload).findings(tables, patterns)
    findings += ConnectionJudge(
      workload: workload,
      store: store,
      patterns: patterns,
      estimates: estimates
    ).findings()
    findings += WideLockJudge(
      workload: workload,
      store: store,
      accesses: accesses,
      estimates: estimates
    ).findings()
    findings += AgedTableJudge(workload: workload, design: tables, patterns: patterns).findings()
    findings += LongAnswerJudge(workload: workload, store: store, patterns: patterns).findings()
    return findings
  }
}
