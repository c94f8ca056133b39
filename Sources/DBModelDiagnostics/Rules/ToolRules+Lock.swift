extension ToolRules {
  /// What can be wrong with a lock file.
  static let lockRules = [lockUnreadable, lockOutOfDate, lockNotWritten]

  public static let lockUnreadable = RuleDescriptor(
    "DBM0045",
    "lock-unreadable",
    .tool,
    .error,
    summary: "`dbmodel.lock` is damaged, or of a version that is not read.",
    rationale: """
      The lock says which indexes are left out of a design, so that without it the design is \
      another one: nothing is judged. A merge that was not finished is the usual cause. The file \
      can be written anew at any time; only what it leaves out was decided by somebody.
      """,
    bad: .words("`dbmodel.lock` holds `<<<<<<< HEAD`."),
    good: .words("Either side of the merge is taken, and `dbmodel lock` run once more.")
  )

  public static let lockOutOfDate = RuleDescriptor(
    "DBM0046",
    "lock-out-of-date",
    .tool,
    .error,
    summary: "`dbmodel.lock` is not what `dbmodel lock` would write.",
    rationale: """
      Asked for by `check --frozen` and `lock --check`, for CI: whoever changes a model shows in \
      the same review what becomes of its plans. Another version of the engine is no reason by itself, \
      nor are figures within the tolerance where only that version differs.
      """,
    bad: .words("`dbmodel check shop.dbmodel --frozen`, and a count was changed after the lock."),
    good: .words("The same after `dbmodel lock shop.dbmodel`.")
  )

  public static let lockNotWritten = RuleDescriptor(
    "DBM0047",
    "lock-not-written",
    .tool,
    .error,
    summary: "What `dbmodel lock` was asked for cannot be locked.",
    rationale: """
      A model with errors has no plans; text that came through a pipe has no directory for a lock; \
      an index can be left out only where the lock itself adds it, or where it is derived and its \
      engine was seen not to use it; and PostgreSQL is not asked where all SQL stores are MySQL.
      """,
    bad: .words("`dbmodel lock shop.dbmodel --leave-out order.order_pkey`."),
    good: .words("The name of an index that `index-not-used` is about.")
  )
}
