public import DBModelDiagnostics
public import DBModelEstimation
public import DBModelWorkload

/// Judges costs, policy and goals: what a model binds itself to against what it declares and costs.
///
/// A model without policy and goals is bound to nothing; only an unknown class or a setting that
/// contradicts another one is told of it.
public enum OperationsAnalyst {
  /// Growth is looked at this far ahead: a convention, one budget year.
  static let horizonMonths = 12

  /// - Parameters:
  ///   - lines: what the model costs by the price book its policy names.
  ///   - publicLines: the same by the public book.
  ///   - usage: what the structures keep; empty where it is not known.
  /// - Returns: Findings in the order of the sections: prices, money, policy, goals.
  public static func judge(
    workload: Workload,
    lines: [CostLine],
    publicLines: [CostLine],
    usage: [UsageLine] = []
  ) -> [Diagnostic] {
    let money = Money(workload: workload, lines: lines, publicLines: publicLines)
    var findings = PriceJudge(workload: workload, money: money).findings()
    if money.book != nil {
      findings += CostJudge(workload: workload, money: money).findings()
    }
    findings += DeclaredCostJudge(workload: workload, money: money).findings()
    findings += PolicyJudge(workload: workload, usage: usage).findings()
    findings += GoalJudge(workload: workload).findings()
    return findings
  }
}
