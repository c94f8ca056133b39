extension ToolRules {
  /// What can be wrong with an `allow`.
  static let allowRules = [
    allowUnused, allowExpired, allowUnknownRule, allowOfError, allowWithoutReason,
    allowUnknownSubject,
  ]

  public static let allowUnused = RuleDescriptor(
    "DBM0030",
    "allow-unused",
    .tool,
    .warning,
    summary: "An `allow` matches no finding.",
    rationale: """
      What it allowed has been put right, or was never there. Left standing it would hide the next
      finding of the same rule, which nobody has looked at.
      """,
    bad: .words(
      "`allow hot-key on setStatus because \"…\"`, and no key of `setStatus` is hot any more."
    ),
    good: .words("The line is removed.")
  )

  public static let allowExpired = RuleDescriptor(
    "DBM0031",
    "allow-expired",
    .tool,
    .warning,
    summary: "The `until` of an `allow` lies in the past.",
    rationale: """
      The finding it allowed counts again. The day after `until` is the first on which it does;
      days are those of UTC.
      """,
    bad: .words("`allow hot-key on setStatus until 2026-01-31 because \"…\"`, read in February."),
    good: .words("The cause is removed, or somebody decides again and writes a new date.")
  )

  public static let allowUnknownRule = RuleDescriptor(
    "DBM0032",
    "allow-unknown-rule",
    .tool,
    .error,
    summary: "An `allow` names a rule that does not exist.",
    rationale: "Rules are named by their code (`DBM3101`) or by their name (`hot-key`).",
    bad: .words("`allow hotkey on setStatus because \"…\"`"),
    good: .words("`allow hot-key on setStatus because \"…\"`")
  )

  public static let allowOfError = RuleDescriptor(
    "DBM0033",
    "allow-of-error",
    .tool,
    .error,
    summary: "An `allow` names a rule whose findings are errors.",
    rationale: """
      An error means that the model cannot be understood or cannot be built; a reason does not
      change that. Dangers, warnings and notes can be allowed.
      """,
    bad: .words("`allow file-not-found on Order because \"it will be there tomorrow\"`"),
    good: .words("The error is put right.")
  )

  public static let allowWithoutReason = RuleDescriptor(
    "DBM0034",
    "allow-without-reason",
    .tool,
    .error,
    summary: "An `allow` gives no reason.",
    rationale: """
      Whoever reads it next has to be able to tell whether the reason still holds. The reason is
      kept in the report beside the finding.
      """,
    bad: .words("`allow hot-key on setStatus`"),
    good: .words("`allow hot-key on setStatus because \"the back office retries at night\"`")
  )

  public static let allowUnknownSubject = RuleDescriptor(
    "DBM0035",
    "allow-unknown-subject",
    .tool,
    .error,
    summary: "An `allow` is about something that the model does not have.",
    rationale: "What stands behind `on` is what a finding is about: `setStatus`, `Order.byStatus`.",
    bad: .words("`allow hot-key on setState because \"…\"`, and the pattern is `setStatus`."),
    good: .words("`allow hot-key on setStatus because \"…\"`")
  )
}
