extension SyntaxRules {
  public static let strayCloser = RuleDescriptor(
    "DBM1011",
    "stray-bracket",
    .syntax,
    .error,
    summary: "A closing bracket closes nothing.",
    rationale: "It is skipped; what stands behind it is read as if it were not there.",
    bad: .fragment("struct Name {\n  first: string(40)\n}\n}"),
    good: .fragment("struct Name {\n  first: string(40)\n}")
  )

  public static let unexpected = RuleDescriptor(
    "DBM1012",
    "unexpected",
    .syntax,
    .error,
    summary: "Something stands where it has no meaning.",
    rationale: "The rest of the clause is skipped; reading goes on with the next one.",
    bad: .fragment("goals {\n  failover < 60 s\n}"),
    good: .fragment("goals {\n  failover 60 s\n}")
  )

  public static let missingExpression = RuleDescriptor(
    "DBM1013",
    "missing-value",
    .syntax,
    .error,
    summary: "A condition, an operator or a range lacks its value.",
    rationale: "`where`, `if`, operators and `..` say something about what stands beside them.",
    bad: search("email =="),
    good: search("email == \"ada@example.com\"")
  )

  public static let reservedWord = RuleDescriptor(
    "DBM1014",
    "reserved-word",
    .syntax,
    .error,
    summary: "A reserved word is used as a name.",
    rationale: """
      `and or not in where set if true false null` can never be names; every other word can, \
      where a name can stand.
      """,
    bad: .fragment("struct Range {\n  set: int\n}"),
    good: .fragment("struct Range {\n  members: int\n}")
  )

  public static let assignmentInCondition = RuleDescriptor(
    "DBM1015",
    "assignment-in-condition",
    .syntax,
    .error,
    summary: "An expression uses `=` where it compares.",
    rationale: "`=` gives a value, `==` compares. The expression is read as if it said `==`.",
    bad: search("email = \"ada@example.com\""),
    good: search("email == \"ada@example.com\"")
  )

  public static let chainedComparison = RuleDescriptor(
    "DBM1016",
    "chained-comparison",
    .syntax,
    .error,
    summary: "The outcome of a comparison is compared again.",
    rationale: "`1 < x < 10` would compare a truth value with a number.",
    bad: search("1 <= stars <= 5"),
    good: search("stars in 1..5")
  )

  public static let tooDeep = RuleDescriptor(
    "DBM1017",
    "nested-too-deep",
    .syntax,
    .error,
    summary: "Blocks and parentheses are nested more than 128 levels deep.",
    rationale: """
      The bound keeps any file from exhausting the stack. What stands deeper is skipped. An \
      expression may hold 512 operators in a row.
      """,
    bad: .words("130 parentheses inside each other."),
    good: .words("Fewer than 128.")
  )

  public static let emptyElement = RuleDescriptor(
    "DBM1018",
    "empty-element",
    .syntax,
    .error,
    summary: "A comma has nothing before or behind it.",
    rationale: "Commas separate. One may stand behind the last element, before the bracket.",
    bad: .fragment("struct Name {\n  first: decimal(12,, 2)\n}"),
    good: .fragment("struct Name {\n  first: decimal(12, 2)\n}")
  )

  public static let blockOnItsOwnLine = RuleDescriptor(
    "DBM1019",
    "block-on-its-own-line",
    .syntax,
    .error,
    summary: "A block begins on a line of its own.",
    rationale: "A line end ends a clause, so `{` stands on the line of what it belongs to.",
    bad: .fragment("struct Name\n{\n  first: string(40)\n}"),
    good: .fragment("struct Name {\n  first: string(40)\n}")
  )

  public static let tooManyFindings = RuleDescriptor(
    "DBM1020",
    "more-syntax-errors",
    .syntax,
    .note,
    summary: "A file has more syntax errors than are shown.",
    rationale: "At most 100 are shown for each file; the rest are counted.",
    bad: .words("A file with 101 mistakes."),
    good: .words("A file with fewer.")
  )
}
