extension ToolRules {
  /// What can be wrong with a log whose keys are counted, and with a profile.
  static let traceRules = [
    logUnreadable, logWithoutKeys, logPartial, recordsLeftOut, partRefused, profileInvalid,
    profilePartial,
  ]

  public static let logUnreadable = RuleDescriptor(
    "DBM0080",
    "log-unreadable",
    .tool,
    .error,
    summary: "Nothing of a log can be counted: its format or its key is not known.",
    rationale: """
      The format is told by what the first 64 KB hold; `--input` says it where that is not enough.
      Which column, value or attribute is the key is never guessed where there are several: the
      popularity of the wrong column looks as good as that of the right one. The other logs of the
      run are read.
      """,
    bad: .words("`dbmodel trace access.csv`, and the file has three columns."),
    good: .words("`dbmodel trace access.csv --key customer_id`")
  )

  public static let logWithoutKeys = RuleDescriptor(
    "DBM0081",
    "log-without-keys",
    .tool,
    .error,
    summary: "The logs hold no key at all.",
    rationale: """
      A profile of nothing would be none, and no share can be said of no requests. Empty lines,
      empty fields, `null` and events without a key are not counted.
      """,
    bad: .words(
      "`dbmodel trace events.json --key customer`, and the member is called `customerId`."
    ),
    good: .words("`dbmodel trace events.json --key customerId`")
  )

  public static let logPartial = RuleDescriptor(
    "DBM0082",
    "log-partial",
    .tool,
    .danger,
    summary: "A log was read in part.",
    rationale: """
      Compressed data ends before its time or is corrupt, numbers end in the middle, a quote of a CSV
      file is never closed, or the run was stopped. What was read until then is counted, and both the report and the profile say that it
      is not the whole. A part that was asked for by `--most-requests` is a note.
      """,
    bad: .words("The download of `access.log.gz` broke off."),
    good: .words("The file is fetched again.")
  )

  public static let recordsLeftOut = RuleDescriptor(
    "DBM0083",
    "records-left-out",
    .tool,
    .warning,
    summary: "Some records of a log have no key or are not what its format says.",
    rationale: """
      A record without a key (an empty field, a `null`, a missing member) stands for no request for
      a key; that is a note. One that is not of the format, or longer than 1 MB, is a warning. Both
      are left out, with their number and the place of the first.
      """,
    bad: .words("A line of a JSON log is cut in the middle."),
    good: .words("Each line is one whole object.")
  )

  public static let partRefused = RuleDescriptor(
    "DBM0084",
    "part-refused",
    .tool,
    .error,
    summary: "A part or an answer that was to be put together with others is damaged or is none.",
    rationale: """
      A part carries a hash in each of its frames, and an answer must add up. With a part of which
      something is missing the whole would be wrong and would not show it, so nothing is written. For
      the same reason a file beside a part that is empty, cut or no part is refused, unless `--input`
      says what it is.
      """,
    bad: .words("`dbmodel trace a.part b.part`, and the copy of `b.part` broke off."),
    good: .words("The part is copied or made again.")
  )

  public static let profilePartial = RuleDescriptor(
    "DBM0086",
    "profile-partial",
    .tool,
    .warning,
    summary: "A profile that a `trace` names stands for a part of its log.",
    rationale: """
      A log that was cut, damaged or left before its end gives the popularity of what was read of
      it, and the profile says so. What was asked for in the rest may be another key.
      """,
    bad: .words("`skew order trace(\"orders.profile\")`, made of a gzip file that ends too soon."),
    good: .words("The same, made of the whole log.")
  )

  public static let profileInvalid = RuleDescriptor(
    "DBM0085",
    "profile-invalid",
    .tool,
    .error,
    summary: "A file that a `trace` names is no profile.",
    rationale: """
      A profile is what `dbmodel trace -o` writes: JSON of a known version whose counts add up. It
      is read strictly, since a share that decides a verdict must be one that was measured.
      """,
    bad: .words("`skew order trace(\"orders.csv\")`, and the file is the log itself."),
    good: .words(
      "`dbmodel trace orders.csv --key order -o orders.profile`, and its result is named."
    )
  )
}
