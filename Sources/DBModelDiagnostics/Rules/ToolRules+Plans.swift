extension ToolRules {
  /// Why the patterns of a model could not be planned.
  static let planningRules = [notPlanned]

  public static let notPlanned = RuleDescriptor(
    "DBM0077",
    "not-planned",
    .tool,
    .error,
    summary: "An engine could not be asked for its plans, or refuses to plan a statement.",
    rationale: """
      No server of the engine is installed, its scratch cluster could not be made, or the server
      that was named was not reached: the run stops with exit code 2, and what it made is removed.
      Or a statement names what the engine does not have, as SQL taken as written may, and any
      statement on a server without the tables: nobody has seen a plan of it.
      """,
    bad: .words("`dbmodel explain shop.dbmodel`, and no PostgreSQL server is installed."),
    good: .words("The same after `apt-get install postgresql-15`.")
  )
}
