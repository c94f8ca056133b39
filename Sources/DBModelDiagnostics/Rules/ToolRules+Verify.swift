extension ToolRules {
  /// Why a model could not be verified.
  static let verifyRules = [notVerified]

  public static let notVerified = RuleDescriptor(
    "DBM0070",
    "not-verified",
    .tool,
    .error,
    summary: "A model could not be run: nothing is proven either way.",
    rationale: """
      The endpoint was not reached, credentials were not found, a table of the name exists already,
      or the design that was named is none of the model's. The run stops with exit code 2, and the
      tables it made are deleted.
      """,
    bad: .words(
      "`dbmodel verify shop.dbmodel --endpoint http://127.0.0.1:8000`, and nothing listens."
    ),
    good: .words("The same, with an emulator on that port.")
  )
}
