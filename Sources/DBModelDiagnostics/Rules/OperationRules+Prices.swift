extension OperationRules {
  static let pricesRules = [
    stalePrices,
    priceOfOtherService,
    unknownPriceBook,
    priceBookRegion,
    costNotComputed,
  ]

  public static let stalePrices = RuleDescriptor(
    "DBM8007",
    "stale-prices",
    .operations,
    .warning,
    summary: "The policy names prices that are no longer charged.",
    rationale: """
      The rows of the price book that the model is billed by are compared with the public book; only
      rows that a line of this model uses count. Both totals are printed.
      """,
    bad: OperationExamples.dynamoDB(policy: ["prices reference-lab"]),
    good: OperationExamples.dynamoDB(policy: ["prices public"])
  )

  public static let priceOfOtherService = RuleDescriptor(
    "DBM8008",
    "price-of-other-service",
    .operations,
    .warning,
    summary: "The price book prices one service with another's price.",
    rationale: """
      The storage of Aurora backups costs 0.021 USD a GB and month, that of RDS backups 0.095. A book
      that takes one for the other is wrong by that factor, whenever it was written.
      """,
    bad: OperationExamples.aurora(policy: ["prices reference-lab"]),
    good: OperationExamples.aurora(policy: ["prices public"])
  )

  public static let unknownPriceBook = RuleDescriptor(
    "DBM8009",
    "unknown-price-book",
    .operations,
    .error,
    summary: "The policy names a price book that does not exist.",
    rationale: """
      Price books are part of the tool, with a source and a date for every price. Without a book no
      computed cost is judged; declared costs still are.
      """,
    bad: OperationExamples.dynamoDB(policy: ["prices reference-lap"]),
    good: OperationExamples.dynamoDB(policy: ["prices public"])
  )

  public static let priceBookRegion = RuleDescriptor(
    "DBM8010",
    "price-book-region",
    .operations,
    .error,
    summary: "The prices are not those of the policy's region.",
    rationale: """
      Prices differ between regions, and a bound held against another region's prices proves nothing.
      Where no cost is judged it is a note.
      """,
    bad: OperationExamples.dynamoDB(policy: ["region eu-west-1", "cost ceiling 20 USD/month"]),
    good: OperationExamples.dynamoDB(policy: ["region us-east-1", "cost ceiling 20 USD/month"])
  )

  public static let costNotComputed = RuleDescriptor(
    "DBM8011",
    "cost-not-computed",
    .operations,
    .note,
    summary: "A store has no class, so its instances are not in the total.",
    rationale: """
      A bound on cost is kept by what is not counted as well. Aurora instances are priced by their
      class, Serverless v2 by its range.
      """,
    bad: OperationExamples.aurora(
      store: ["readers 1", "zones   2", "storage 20 GB", "backup  7 days"],
      policy: ["cost ceiling 150 USD/month"]
    ),
    good: OperationExamples.aurora(policy: ["cost ceiling 150 USD/month"])
  )
}
