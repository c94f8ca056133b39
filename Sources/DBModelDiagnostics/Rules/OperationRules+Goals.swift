extension OperationRules {
  static let goalsRules = [
    failoverWithoutReader,
    readersInOneZone,
    availabilityAboveAgreement,
  ]

  public static let failoverWithoutReader = RuleDescriptor(
    "DBM8201",
    "failover-without-reader",
    .operations,
    .danger,
    summary: "A failover goal cannot be met without a reader.",
    rationale: """
      With a reader Aurora fails over in less than 60 seconds, often in less than 30. Without one a new
      writer is created, which typically takes up to 10 minutes, and after the loss of a zone nothing
      recovers by itself (Aurora User Guide, High availability).
      """,
    bad: OperationExamples.aurora(
      store: [
        "class   db.t4g.medium", "readers 0", "zones   2", "storage 20 GB", "backup  7 days",
      ],
      goals: ["failover 60 s"]
    ),
    good: OperationExamples.aurora(goals: ["failover 60 s"])
  )

  public static let readersInOneZone = RuleDescriptor(
    "DBM8202",
    "readers-in-one-zone",
    .operations,
    .warning,
    summary: "Writer and readers share a zone although a failover is meant to save them.",
    rationale: """
      The loss of the zone takes all of them.
      """,
    bad: OperationExamples.aurora(
      store: [
        "class   db.t4g.medium", "readers 1", "zones   1", "storage 20 GB", "backup  7 days",
      ],
      goals: ["failover 60 s"]
    ),
    good: OperationExamples.aurora(goals: ["failover 60 s"])
  )

  public static let availabilityAboveAgreement = RuleDescriptor(
    "DBM8203",
    "availability-above-agreement",
    .operations,
    .danger,
    summary: "An availability goal is above what the service agrees to.",
    rationale: """
      DynamoDB agrees to 99.99 % for tables in one region and to 99.999 % for global tables. Aurora
      agrees to 99.9 % of a month for a cluster in one zone and to 99.99 % for one whose instances are
      in two or more (Amazon Aurora Service Level Agreement, 2022-05-19): a second zone counts where a
      reader always runs and `zones` is not 1. Readers that come by load, `0..4`, may be none when the
      writer's zone is lost. More than that cannot be built on the service alone.
      """,
    bad: OperationExamples.dynamoDB(goals: ["availability 99.999%"]),
    good: OperationExamples.dynamoDB(goals: ["availability 99.99%"])
  )
}
