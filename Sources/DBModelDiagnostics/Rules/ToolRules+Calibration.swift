extension ToolRules {
  /// Why times of a server are not known.
  static let calibrationRules = [calibrationUnreadable, notCalibrated]

  public static let calibrationUnreadable = RuleDescriptor(
    "DBM0090",
    "calibration-unreadable",
    .tool,
    .error,
    summary: "The file named with `--calibration` is no profile of this version.",
    rationale: """
      Estimates would be made with assumed times, and look as if they were made with those of a
      server: the run counts as failed (exit code 2).
      """,
    bad: .words("`--calibration main.json`, and `main.json` is a model in JSON."),
    good: .words("`main.json` is written by `dbmodel calibrate --server URL -o main.json`.")
  )

  public static let notCalibrated = RuleDescriptor(
    "DBM0091",
    "not-calibrated",
    .tool,
    .error,
    summary: "A server could not be measured.",
    rationale: """
      It was not reached, it is a read replica, or the role may not make a schema: the run stops
      with exit code 2. Whatever it had made was rolled back by the server.
      """,
    bad: .words("`dbmodel calibrate --server postgresql://ada@replica.example.com/shop`."),
    good: .words("The same with the address of the writer.")
  )
}
