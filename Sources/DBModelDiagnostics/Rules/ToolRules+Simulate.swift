extension ToolRules {
  /// Why a model could not be simulated.
  static let simulateRules = [notSimulated]

  public static let notSimulated = RuleDescriptor(
    "DBM0075",
    "not-simulated",
    .tool,
    .error,
    summary: "A model could not be simulated.",
    rationale: """
      The table or the design that was named is none of the model's, or what was asked for lies
      beyond what a simulation follows: a week, 4,096 partitions of a table or an index, a thousand
      million calls a second. The run stops with exit code 2.
      """,
    bad: .words("`dbmodel simulate shop.dbmodel --table Ordre`"),
    good: .words("`dbmodel simulate shop.dbmodel --table Order`")
  )
}
