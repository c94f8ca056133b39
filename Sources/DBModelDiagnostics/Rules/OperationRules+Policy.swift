extension OperationRules {
  static let policyRules = [
    replicaOutsideRegion,
    classAbovePolicy,
    unknownInstanceClass,
    backupsAbovePolicy,
    storageAbovePolicy,
    capacityModeForbidden,
    autoPauseWithProxy,
  ]

  public static let replicaOutsideRegion = RuleDescriptor(
    "DBM8101",
    "replica-outside-region",
    .operations,
    .danger,
    summary: "A store has replicas in a region that the policy does not allow.",
    rationale: """
      A policy that names a region allows that region; `cross-region allowed` allows others. A replica
      keeps every item where the policy says it must not be, and every write is billed again.
      """,
    bad: OperationExamples.dynamoDB(
      store: ["capacity on-demand", "recovery point-in-time 7 days", "replicas us-west-2"],
      policy: ["region us-east-1"]
    ),
    good: OperationExamples.dynamoDB(policy: ["region us-east-1"])
  )

  public static let classAbovePolicy = RuleDescriptor(
    "DBM8102",
    "class-above-policy",
    .operations,
    .danger,
    summary: "An instance class is above the largest that the policy allows.",
    rationale: """
      Classes are compared by memory, then by virtual processors, then by price: `db.t4g.medium` is
      not above `db.t3.medium`, `db.t3.large` is.
      """,
    bad: OperationExamples.aurora(
      store: ["class   db.t3.large", "readers 1", "zones   2", "storage 20 GB", "backup  7 days"],
      policy: ["class at-most db.t3.medium"]
    ),
    good: OperationExamples.aurora(policy: ["class at-most db.t3.medium"])
  )

  public static let unknownInstanceClass = RuleDescriptor(
    "DBM8103",
    "unknown-instance-class",
    .operations,
    .error,
    summary: "An instance class is not known.",
    rationale: """
      Its size and price are not known, so neither a bound on classes nor one on costs can be judged.
      """,
    bad: OperationExamples.aurora(store: [
      "class   db.t4g.medum", "readers 1", "zones   2", "storage 20 GB", "backup  7 days",
    ]),
    good: OperationExamples.aurora()
  )

  public static let backupsAbovePolicy = RuleDescriptor(
    "DBM8104",
    "backups-above-policy",
    .operations,
    .danger,
    summary: "Backups are kept longer than the policy allows.",
    rationale: """
      Both the retention of Aurora's backups and the window of DynamoDB's point-in-time recovery count.
      The latter is 35 days unless a shorter one is set, and is billed by size, not by days.
      """,
    bad: OperationExamples.dynamoDB(
      store: ["capacity on-demand", "recovery point-in-time 14 days"],
      policy: ["backups at-most 7 days"]
    ),
    good: OperationExamples.dynamoDB(policy: ["backups at-most 7 days"])
  )

  public static let storageAbovePolicy = RuleDescriptor(
    "DBM8105",
    "storage-above-policy",
    .operations,
    .danger,
    summary: "A store keeps more than the policy allows.",
    rationale: """
      What an Aurora store declares or keeps today is held against `storage at-most`. An Aurora volume
      grows by itself and has no cap to set, so what is kept is also projected twelve months ahead by
      the declared growth; passing the bound then is a warning.
      """,
    bad: OperationExamples.aurora(policy: ["storage at-most 10 GB"]),
    good: OperationExamples.aurora(policy: ["storage at-most 20 GB"])
  )

  public static let capacityModeForbidden = RuleDescriptor(
    "DBM8106",
    "capacity-mode-forbidden",
    .operations,
    .danger,
    summary: "A store's capacity mode is not the one the policy allows.",
    rationale: """
      Provisioned capacity costs by the hour whether it is used or not; on-demand capacity costs by the
      request and has no upper bound. A policy chooses one of the two risks.
      """,
    bad: OperationExamples.dynamoDB(
      store: ["capacity provisioned 100/s reads 50/s writes", "recovery point-in-time 7 days"],
      policy: ["capacity on-demand"]
    ),
    good: OperationExamples.dynamoDB(policy: ["capacity on-demand"])
  )

  public static let autoPauseWithProxy = RuleDescriptor(
    "DBM8107",
    "auto-pause-with-proxy",
    .operations,
    .danger,
    summary: "A cluster that should pause has a proxy that keeps it awake.",
    rationale: """
      Serverless v2 pauses at 0 ACU when no connection is open. RDS Proxy keeps connections open, so
      the cluster never pauses, and the saving it was chosen for never comes.
      """,
    bad: OperationExamples.aurora(store: [
      "serverless 0..4 ACU", "readers 1", "zones   2", "storage 20 GB", "backup  7 days", "proxy",
    ]),
    good: OperationExamples.aurora(store: [
      "serverless 0.5..4 ACU", "readers 1", "zones   2", "storage 20 GB", "backup  7 days", "proxy",
    ])
  )
}
