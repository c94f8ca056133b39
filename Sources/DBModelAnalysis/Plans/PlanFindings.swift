public import DBModelDiagnostics
public import DBModelExplain
public import DBModelWorkload

/// The plan of one pattern on one store, with what is known besides.
public struct JudgedPlan: Sendable {
  public let pattern: PatternID
  public let store: StoreID
  public let plan: PlanTree
  public let context: PlanContext
  /// What every finding says of how the plan was made.
  public let notes: [String]

  public init(
    pattern: PatternID,
    store: StoreID,
    plan: PlanTree,
    context: PlanContext = PlanContext(),
    notes: [String] = []
  ) {
    self.pattern = pattern
    self.store = store
    self.plan = plan
    self.context = context
    self.notes = notes
  }
}

extension Analyst {
  /// What engines' plans of patterns show, as diagnostics at the patterns.
  ///
  /// A job runs at night and may scan: of it only what no job wants is kept as it is, the rest is
  /// a note.
  public static func judge(plans: [JudgedPlan], workload: Workload) -> [Diagnostic] {
    plans.flatMap { judged -> [Diagnostic] in
      let pattern = workload[judged.pattern]
      return PlanJudge.judge(judged.plan, context: judged.context).map { finding in
        let found = finding.diagnostic(
          at: Label(pattern.nameSpan, finding.step),
          path: "access \(pattern.name)"
        )
        var notes = judged.notes
        let isJob = pattern.schedule != nil
        if isJob { notes.append("a job by the clock: nobody waits for it") }
        guard !notes.isEmpty else { return found }
        return Diagnostic(
          found.rule,
          severity: isJob ? .note : found.severity,
          found.title,
          at: found.primary,
          secondary: found.secondary,
          notes: found.notes + notes,
          help: found.help,
          path: found.path
        )
      }
    }
  }
}
