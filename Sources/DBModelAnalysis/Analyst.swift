public import DBModelDesign
public import DBModelDiagnostics
public import DBModelEstimation
public import DBModelWorkload

/// What a design is found to be.
public struct Analysis: Sendable {
  public let findings: [Diagnostic]
  /// One for each pattern that somebody waits for, in declared order.
  public let latency: [LatencyVerdict]
}

/// Holds estimates against limits, budgets and goals. Derived and fixed designs are judged alike.
public enum Analyst {
  /// - Parameter estimates: Those of the same design.
  public static func judge(
    workload: Workload,
    design: PhysicalDesign,
    estimates: Estimates
  ) -> Analysis {
    var findings = RateJudge(workload: workload).findings()
    for case .dynamoDB(let tables) in design.stores {
      let heat = estimates.heat.filter { $0.store == tables.store }
      let paths = design.accesses.compactMap { access -> (PatternID, DynamoDBPath)? in
        guard access.store == tables.store, case .dynamoDB(let path) = access.path else {
          return nil
        }
        return (access.pattern, path)
      }
      findings += HotKeyJudge(workload: workload, heat: heat).findings()
      findings += ItemSizeJudge(workload: workload, design: tables).findings()
      findings += CollectionJudge(workload: workload, design: tables).findings()
      findings += TransactionJudge(workload: workload, design: tables, paths: paths).findings()
      findings += AdmissionJudge(workload: workload, design: tables, heat: heat).findings()
    }
    let judge = LatencyJudge(workload: workload, design: design, estimates: estimates)
    let verdicts = judge.verdicts()
    findings += judge.findings(verdicts)
    return Analysis(findings: findings, latency: verdicts)
  }
}
