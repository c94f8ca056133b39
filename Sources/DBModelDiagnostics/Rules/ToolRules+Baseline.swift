extension ToolRules {
  /// What can be wrong with a baseline.
  static let baselineRules = [baselineUnreadable, baselineNotWritten, baselineStale]

  public static let baselineUnreadable = RuleDescriptor(
    "DBM0040",
    "baseline-unreadable",
    .tool,
    .error,
    summary: "The file named with `--baseline` is no baseline of this version.",
    rationale: """
      Without it nobody can tell a known finding from a new one, so the run counts as failed (exit
      code 2) and every finding is shown.
      """,
    bad: .words("`--baseline known.json`, and merging has left conflict marks in `known.json`."),
    good: .words("The file is written again with `--write-baseline known.json` and reviewed.")
  )

  public static let baselineNotWritten = RuleDescriptor(
    "DBM0041",
    "baseline-not-written",
    .tool,
    .error,
    summary: "A model with errors cannot be given a baseline.",
    rationale: """
      An error cannot be put up with, and a model that has one is not judged further: what it would
      be told once the error is gone cannot be known yet.
      """,
    bad: .words("`--write-baseline known.json`, and the model refers to an unknown entity."),
    good: .words("The errors are put right first.")
  )

  public static let baselineStale = RuleDescriptor(
    "DBM0042",
    "baseline-stale",
    .tool,
    .warning,
    summary: "The baseline lists findings that are no longer there.",
    rationale: """
      They have been put right. Left standing, an entry would hide the same finding the day it
      comes back, which nobody would have looked at.
      """,
    bad: .words("`known.json` lists a `hot-key` of `setStatus`, whose key has been changed since."),
    good: .words("The file is written again with `--write-baseline known.json`: an entry fewer.")
  )
}
