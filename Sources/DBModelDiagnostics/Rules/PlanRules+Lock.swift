extension PlanRules {
  /// What a lock says of plans, and engines of indexes.
  static let lockRules = [
    planChanged, planNotLocked, lockedPlanGone, indexNotUsed, indexDecisionStale,
  ]

  public static let planChanged = RuleDescriptor(
    "DBM6501",
    "plan-changed",
    .plans,
    .warning,
    summary: "An engine plans a statement otherwise than the lock says.",
    rationale: """
      Reported where the steps of the plan are others, and where the steps are the same and rows \
      or cost are more than half again as large, or as small (one row, one unit of cost aside). \
      What lies within that is no change: figures move a little with every declared count. A plan \
      that is the same and cheaper is a note. The cause is what the lock knows to be different: \
      the model (the statement, the columns and indexes of its tables), the statistics (declared \
      counts and shares), or the engine's version.
      """,
    bad: .words("The lock says `index scan of order by order_customer_id_idx`; it is a scan now."),
    good: .words("The change is looked at, and accepted with `dbmodel lock`.")
  )

  public static let planNotLocked = RuleDescriptor(
    "DBM6502",
    "plan-not-locked",
    .plans,
    .note,
    summary: "The lock does not say yet how some statements are planned.",
    rationale: """
      Patterns are new, or ask in other words than when the lock was written. Nobody has looked at \
      their plans in a review, and nothing will be said when they change.
      """,
    bad: .words("An access pattern is added, and `dbmodel.lock` is left as it was."),
    good: .words("`dbmodel lock shop.dbmodel`, and its difference goes into the same review.")
  )

  public static let lockedPlanGone = RuleDescriptor(
    "DBM6503",
    "locked-plan-gone",
    .plans,
    .note,
    summary: "The lock holds plans of statements that the model no longer makes.",
    rationale: """
      Patterns were removed or renamed. What stands in the lock about them says nothing any more.
      """,
    bad: .words("An access pattern is removed, and `dbmodel.lock` is left as it was."),
    good: .words("`dbmodel lock shop.dbmodel` takes its plans out.")
  )

  public static let indexNotUsed = RuleDescriptor(
    "DBM6510",
    "index-not-used",
    .plans,
    .warning,
    summary: "An engine uses a derived index for none of the patterns that it was made for.",
    rationale: """
      Derivation asks no engine; engines confirm. An index that none of its patterns goes through \
      is upkeep for nothing, or the engine chooses badly. Said only by the store's own engine, and \
      only where every pattern that wants the index was planned and reads its table in that plan: \
      what a foreign key looks up is in no EXPLAIN.
      """,
    bad: .words(
      "PostgreSQL reads `shipment` as a whole, and `shipment_status_idx` was made for it."
    ),
    good: .words(
      "`dbmodel lock … --leave-out shipment.shipment_status_idx` does without the index."
    )
  )

  public static let indexDecisionStale = RuleDescriptor(
    "DBM6511",
    "index-decision-stale",
    .plans,
    .warning,
    summary: "A decision about an index in the lock does not fit the model any more.",
    rationale: """
      The model has changed since an index was left out or added. Left standing, a line of an index \
      that would not be made keeps it away the day a pattern really needs it; one of an index that \
      was added for SQL as written adds nothing where its table, a column or all of its patterns \
      are gone, where a key or another index begins with its columns, or where `indexes at-most` has \
      no room for it.
      """,
    bad: .words("`leave-out main.shipment (status)`, and no pattern asks by `status` any more."),
    good: .words("The line is removed from the lock.")
  )
}
