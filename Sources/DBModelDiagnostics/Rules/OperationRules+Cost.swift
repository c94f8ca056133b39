extension OperationRules {
  static let costRules = [
    costOverCeiling,
    costOverAlert,
    costOutsideRange,
    costNotBelowGoal,
    declaredCostsContradict,
    declaredLineTooLow,
  ]

  public static let costOverCeiling = RuleDescriptor(
    "DBM8001",
    "cost-over-ceiling",
    .operations,
    .danger,
    summary: "The model costs more than its ceiling.",
    rationale: """
      The lower end of the computed total, at settled prices, is above `ceiling` of the policy. Where
      one store breaks it alone, the finding stands at its class, and a declared line that the store
      contradicts is part of the same finding. Where only the upper end of the estimate or a price that
      is not settled breaks the ceiling, it is a warning.
      """,
    bad: OperationExamples.aurora(policy: ["cost ceiling 100 USD/month"]),
    good: OperationExamples.aurora(policy: ["cost ceiling 150 USD/month"])
  )

  public static let costOverAlert = RuleDescriptor(
    "DBM8002",
    "cost-over-alert",
    .operations,
    .warning,
    summary: "The model costs as much as its alert or more.",
    rationale: """
      The alert would ring every month. The total is the sum of all lines of a month of 730 hours.
      """,
    bad: OperationExamples.aurora(policy: ["cost alert 100 USD/month ceiling 150 USD/month"]),
    good: OperationExamples.aurora(policy: ["cost alert 120 USD/month ceiling 150 USD/month"])
  )

  public static let costOutsideRange = RuleDescriptor(
    "DBM8003",
    "cost-outside-range",
    .operations,
    .warning,
    summary: "The model costs more or less than the policy expects.",
    rationale: """
      The whole interval of the computed total lies outside the expected range, or its upper end above
      it. A total below the range is a note: the expectation is wrong, or work is missing.
      """,
    bad: OperationExamples.aurora(policy: ["cost 60..80 USD/month"]),
    good: OperationExamples.aurora(policy: ["cost 100..120 USD/month"])
  )

  public static let costNotBelowGoal = RuleDescriptor(
    "DBM8004",
    "cost-not-below-goal",
    .operations,
    .danger,
    summary: "The model does not cost less than its goal.",
    rationale: """
      `cost below` means below: a total of exactly that amount does not meet the goal.
      """,
    bad: OperationExamples.aurora(goals: ["cost below 80 USD/month"]),
    good: OperationExamples.aurora(goals: ["cost below 120 USD/month"])
  )

  public static let declaredCostsContradict = RuleDescriptor(
    "DBM8005",
    "declared-costs-contradict",
    .operations,
    .danger,
    summary: "The declared costs add up to more than their own bounds.",
    rationale: """
      The lines under `costs` are added and held against ceiling, goal, alert and range. No price is
      needed: the policy contradicts itself. Only alert or range broken is a warning.
      """,
    bad: OperationExamples.aurora(policy: [
      "cost ceiling 150 USD/month", "costs {", "  aurora   110 USD/month",
      "  transfer 60 USD/month", "}",
    ]),
    good: OperationExamples.aurora(policy: [
      "cost ceiling 150 USD/month", "costs {", "  aurora   110 USD/month",
      "  transfer 30 USD/month", "}",
    ])
  )

  public static let declaredLineTooLow = RuleDescriptor(
    "DBM8006",
    "declared-line-too-low",
    .operations,
    .danger,
    summary: "A declared cost is lower than what it pays for.",
    rationale: """
      A line under `costs` is named after a store, a kind of store (`dynamodb`, `aurora`) or a kind of
      cost (`requests`, `compute`, `storage`, `backup`, `replication`, `streams`, `proxy`), and is held
      against the lower end of the computed lines at settled prices. A declared line is a round figure,
      so it is contradicted only by more than 10 %. Backups and replicas of a store are lines of their
      own.
      """,
    bad: OperationExamples.aurora(policy: ["costs {", "  aurora 50 USD/month", "}"]),
    good: OperationExamples.aurora(policy: ["costs {", "  aurora 110 USD/month", "}"])
  )
}
