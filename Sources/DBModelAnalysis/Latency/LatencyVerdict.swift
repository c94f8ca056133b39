public import DBModelWorkload

/// How an estimate stands to its budget.
public enum BudgetVerdict: String, Hashable, Sendable {
  /// Even the high end keeps it.
  case inside
  /// The budget lies within the range.
  case atRisk = "at risk"
  /// Even the low end breaks it.
  case outside
  /// There is no budget, or no estimate to hold against it.
  case none
}

/// A pattern's time against the tightest budget that applies to it.
public struct LatencyVerdict: Sendable {
  public let pattern: PatternID
  public let store: StoreID
  /// At the budget's percentile, at p95 without one; `nil` where there is no estimate.
  public let milliseconds: Estimate?
  public let budget: LatencyBudget?
  /// Whether the budget is the pattern's own rather than a goal.
  public let isOwnBudget: Bool
  public let verdict: BudgetVerdict

  public init(
    pattern: PatternID,
    store: StoreID,
    milliseconds: Estimate?,
    budget: LatencyBudget?,
    isOwnBudget: Bool
  ) {
    self.pattern = pattern
    self.store = store
    self.milliseconds = milliseconds
    self.budget = budget
    self.isOwnBudget = isOwnBudget
    guard let milliseconds, let budget else {
      verdict = .none
      return
    }
    if milliseconds.high <= budget.milliseconds {
      verdict = .inside
    } else {
      verdict = milliseconds.low > budget.milliseconds ? .outside : .atRisk
    }
  }
}
