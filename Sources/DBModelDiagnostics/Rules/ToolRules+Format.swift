extension ToolRules {
  /// What can go wrong in `dbmodel fmt`.
  static let formatRules = [formatSelfCheck]

  public static let formatSelfCheck = RuleDescriptor(
    "DBM0050",
    "format-self-check",
    .tool,
    .error,
    summary: "The formatted text would be read as something else than the file.",
    rationale: """
      `dbmodel fmt` reads what it is about to write and compares it with the file: the same words,
      the same structure, the same comments in the same places. Where they differ the formatter is
      wrong, and the file stays as it is.
      """,
    bad: .words("A file that meets a mistake of the formatter."),
    good: .words("The formatter is mended; until then the file keeps its form.")
  )
}
