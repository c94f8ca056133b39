/// Latency against budgets.
extension PlanRules {
  static let latencyRules = [overLatencyBudget, latencyAtRisk, budgetAboveGoal]

  public static let overLatencyBudget = RuleDescriptor(
    "DBM6101",
    "over-latency-budget",
    .plans,
    .danger,
    summary: "A pattern takes longer than its budget even if everything goes well.",
    rationale: """
      The time is a range: hops one after the other, the slowest of parallel requests, pages from \
      the buffer pool at best and from storage at worst. Percentiles are never added: each end is \
      the percentile of the sum. No service publishes percentiles, so requests are assumed, and \
      the finding names every assumption. It is reported where even the low end breaks the \
      tightest budget that applies.
      """,
    bad: .fragment(latencyModel("2 ms p95")),
    good: .fragment(latencyModel("20 ms p95"))
  )

  public static let latencyAtRisk = RuleDescriptor(
    "DBM6102",
    "latency-at-risk",
    .plans,
    .warning,
    summary: "A pattern's budget lies within the range of its estimate.",
    rationale: """
      Whether the budget is kept depends on what is only assumed: the time of a request, or how \
      many pages come out of storage. Measuring narrows the range. Where the model does not say \
      how many values a field has, how many rows a condition leaves, or whether those with the \
      most rows are asked for most, `distinct`, `rows` and `largest first` narrow it too, and the \
      finding says which.
      """,
    bad: .fragment(latencyModel("6 ms p95")),
    good: .fragment(latencyModel("20 ms p95"))
  )

  public static let budgetAboveGoal = RuleDescriptor(
    "DBM6103",
    "budget-above-goal",
    .plans,
    .warning,
    summary: "A pattern's own budget is looser than a goal for its kind.",
    rationale: """
      Several budgets can apply to one pattern: its own, a goal for its kind of store, a goal for \
      indexed reads. The tightest counts, so a looser one says something that is not so. A goal \
      for everything is no contradiction: a pattern's own budget is more specific.
      """,
    bad: .fragment(latencyModel("50 ms p95") + indexedGoal),
    good: .fragment(latencyModel("20 ms p95") + indexedGoal)
  )

  private static let indexedGoal = """


    goals {
      latency 20 ms p95 indexed
    }
    """

  private static func latencyModel(_ budget: String) -> String {
    """
    store main: dynamodb

    entity User {
      id:   uuid key
      name: string(80) avg 20 B

      count 1M
    }

    access user(id: User) {
      read    User
      where   id == $id
      rate    5/s peak 20/s
      skew    id uniform
      latency \(budget)
    }
    """
  }
}
