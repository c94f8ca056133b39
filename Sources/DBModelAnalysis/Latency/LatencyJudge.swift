import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelWorkload

/// Latency against the tightest budget that applies to each pattern.
///
/// A pattern's own budget is more specific than a goal for everything. Of it and of goals for one
/// kind of store or for indexed patterns the tightest counts.
struct LatencyJudge {
  let workload: Workload
  let design: PhysicalDesign
  let estimates: Estimates
  private let rows: RowEstimator

  init(workload: Workload, design: PhysicalDesign, estimates: Estimates) {
    self.workload = workload
    self.design = design
    self.estimates = estimates
    rows = RowEstimator(workload: workload)
  }

  private var budgets: LatencyBudgets { LatencyBudgets(workload: workload) }

  func verdicts() -> [LatencyVerdict] {
    design.accesses.compactMap { access in
      let pattern = workload[access.pattern]
      if pattern.schedule != nil { return nil }
      let latency = estimates.latency(of: access.pattern)
      let budgets = budgets.all(pattern, access)
      // The gravest verdict first, then the smallest budget; of equal ones the pattern's own.
      let held = budgets.map { budget in
        LatencyVerdict(
          pattern: pattern.id,
          store: access.store,
          milliseconds: latency?.milliseconds(at: budget.percentile),
          budget: budget,
          isOwnBudget: budget == pattern.latency
        )
      }
      let gravest = held.enumerated().min {
        (-$0.element.verdict.rank, $0.element.budget?.milliseconds ?? 0, $0.offset)
          < (-$1.element.verdict.rank, $1.element.budget?.milliseconds ?? 0, $1.offset)
      }
      return gravest?.element
        ?? LatencyVerdict(
          pattern: pattern.id,
          store: access.store,
          milliseconds: latency?.milliseconds(at: 0.95),
          budget: nil,
          isOwnBudget: false
        )
    }
  }

  func findings(_ verdicts: [LatencyVerdict]) -> [Diagnostic] {
    let scanning = Set(
      design.accesses.compactMap { access -> PatternID? in
        guard case .dynamoDB(let path) = access.path, path.scans else { return nil }
        return access.pattern
      }
    )
    // A pattern that scans has its finding already.
    return verdicts.filter { !scanning.contains($0.pattern) }.compactMap(finding)
  }

  // MARK: Findings

  private func finding(_ verdict: LatencyVerdict) -> Diagnostic? {
    guard let estimate = verdict.milliseconds, let budget = verdict.budget,
      verdict.verdict == .outside || verdict.verdict == .atRisk
    else { return nil }
    let pattern = workload[verdict.pattern]
    let isOutside = verdict.verdict == .outside
    let name = "p\(FigureFormatter.number(budget.percentile * 100))"
    let time = FigureFormatter.range(low: estimate.low, high: estimate.high, unit: "ms")
    let limit = FigureFormatter.range(
      low: budget.milliseconds,
      high: budget.milliseconds,
      unit: "ms"
    )
    var labels: [Label] = []
    var primary = Label(budget.span, "\(limit) \(name)")
    if !verdict.isOwnBudget {
      labels = [primary]
      primary = Label(
        pattern.latency?.span ?? pattern.nameSpan,
        pattern.latency == nil ? "no budget of its own: the goal counts" : "the goal is tighter"
      )
    }
    let assumed = estimate.inputs.map { "assumption: \($0.text)" }
    return Diagnostic(
      isOutside ? PlanRules.overLatencyBudget : PlanRules.latencyAtRisk,
      "`\(pattern.name)` takes \(time) \(name) by estimate, and its budget is \(limit)",
      at: primary,
      secondary: labels,
      notes: ["\(estimate.formula): \(time) \(name)"] + assumed,
      help: isOutside
        ? ["shorten the chain or the rows it reads, or state the budget that is meant"]
        : told(pattern) + ["measure it, or leave room in the budget"],
      path: "access \(pattern.name)"
    )
  }

  /// What the model could say that would narrow the range.
  private func told(_ pattern: AccessPattern) -> [String] {
    let untold = rows.untold(of: pattern)
    let values = untold.values.map { field in
      "`\(workload[field.entity].name).\(workload[field].name)`"
    }
    var help: [String] = []
    if !values.isEmpty {
      help.append(
        "state how many different values \(values.joined(separator: " and ")) "
          + "\(values.count == 1 ? "has" : "have"): `distinct 240` behind the type"
      )
    }
    if untold.isOpen {
      help.append("state how many rows the condition leaves in a call: `rows avg 40 max 500`")
    }
    for parameter in untold.popular {
      let name = pattern[parameter].name
      help.append(
        "state whether those with the most rows are asked for most: "
          + "`skew \(name) … largest first`"
      )
    }
    return help
  }

  /// Budgets of patterns that a goal of their class contradicts, one finding for each goal.
  func contradictions() -> [Diagnostic] {
    (workload.goals?.latency ?? []).filter(\.isSpecific).compactMap { goal in
      let looser = design.accesses.compactMap { access -> AccessPattern? in
        let pattern = workload[access.pattern]
        guard let own = pattern.latency, budgets.applies(goal, pattern, access),
          own.percentile <= goal.budget.percentile,
          own.milliseconds > goal.budget.milliseconds,
          isTightest(goal, pattern, access)
        else { return nil }
        return pattern
      }
      return looser.isEmpty ? nil : contradiction(goal, looser)
    }
  }

  private func isTightest(
    _ goal: LatencyGoal,
    _ pattern: AccessPattern,
    _ access: PatternAccess
  ) -> Bool {
    !(workload.goals?.latency ?? []).contains {
      $0.isSpecific && budgets.applies($0, pattern, access)
        && $0.budget.milliseconds < goal.budget.milliseconds
    }
  }

  private func contradiction(_ goal: LatencyGoal, _ patterns: [AccessPattern]) -> Diagnostic? {
    guard let first = patterns.first, let own = first.latency else { return nil }
    func text(_ ms: Double) -> String { FigureFormatter.range(low: ms, high: ms, unit: "ms") }
    let limit = text(goal.budget.milliseconds)
    let others = patterns.dropFirst().prefix(4).compactMap { other in
      other.latency.map { Label($0.span, "and `\(other.name)`: \(text($0.milliseconds))") }
    }
    let subject =
      patterns.count == 1
      ? "`\(first.name)` allows \(text(own.milliseconds))"
      : "\(patterns.count) patterns allow more time"
    let kinds = goal.storeKinds.map { $0.map(\.rawValue).joined(separator: ", ") } ?? "every store"
    return Diagnostic(
      PlanRules.budgetAboveGoal,
      "\(subject) where the goal is \(limit)",
      at: Label(own.span, "\(text(own.milliseconds)) here"),
      secondary: others + [
        Label(goal.budget.span, goal.onlyIndexed ? "indexed reads: \(limit)" : "\(kinds): \(limit)")
      ],
      notes: [
        "of budgets that apply to a pattern the tightest counts: it is judged by \(limit)"
      ],
      help: ["lower the pattern's budget to \(limit), or loosen the goal"],
      path: patterns.count == 1 ? "access \(first.name)" : "goals"
    )
  }
}

extension LatencyGoal {
  /// Whether it is for some patterns only.
  var isSpecific: Bool { storeKinds != nil || onlyIndexed }
}

extension BudgetVerdict {
  fileprivate var rank: Int {
    switch self {
    case .none: 0
    case .inside: 1
    case .atRisk: 2
    case .outside: 3
    }
  }
}
