/// Rules of this family; see `RuleFamily`. All are errors: what cannot be read cannot be judged.
public enum SyntaxRules {
  public static let all: [RuleDescriptor] = [
    binaryFile, unclosedString, unclosedRawString, badEscape, malformedNumber, numberTooLong,
    malformedDate, unknownCharacter, unclosedParenthesis, unclosedBlock, strayCloser, unexpected,
    missingExpression, reservedWord, assignmentInCondition, chainedComparison, tooDeep,
    emptyElement, blockOnItsOwnLine, tooManyFindings,
  ]

  public static let binaryFile = RuleDescriptor(
    "DBM1001",
    "not-text",
    .syntax,
    .error,
    summary: "A file is not UTF-8 text.",
    rationale: """
      A model is UTF-8 text without NUL bytes. Anything else is most likely the wrong file, so \
      nothing else is said about it.
      """,
    bad: .words("A picture, or a model saved as UTF-16."),
    good: .words("The model saved as UTF-8.")
  )

  public static let unclosedString = RuleDescriptor(
    "DBM1002",
    "unclosed-string",
    .syntax,
    .error,
    summary: "A string has no closing quote on its line.",
    rationale: "Strings end on the line they begin; longer text stands between triple quotes.",
    bad: search("email == \"ada@example.com"),
    good: search("email == \"ada@example.com\"")
  )

  public static let unclosedRawString = RuleDescriptor(
    "DBM1003",
    "unclosed-text",
    .syntax,
    .error,
    summary: "A text between triple quotes has no end.",
    rationale: """
      The text is taken up to the next closing brace at the margin or the next declaration, so \
      that the rest of the file is still read.
      """,
    bad: .fragment(total("")),
    good: .fragment(total("\n    \"\"\""))
  )

  public static let badEscape = RuleDescriptor(
    "DBM1004",
    "bad-escape",
    .syntax,
    .error,
    summary: "A backslash in a string introduces nothing known.",
    rationale: "The escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{…}`.",
    bad: search("email == \"ada\\lovelace\""),
    good: search("email == \"ada\\\\lovelace\"")
  )

  public static let malformedNumber = RuleDescriptor(
    "DBM1005",
    "malformed-number",
    .syntax,
    .error,
    summary: "Digits are followed by something that makes no number.",
    rationale: """
      Magnitudes (`K`, `M`, `G`, `T`), `%`, `x` and rates (`/s`) are attached to a number; units \
      stand apart: `40M`, `250/s`, `10 ms`.
      """,
    bad: .fragment("goals {\n  failover 60s\n}"),
    good: .fragment("goals {\n  failover 60 s\n}")
  )

  public static let numberTooLong = RuleDescriptor(
    "DBM1006",
    "number-too-long",
    .syntax,
    .error,
    summary: "A number has more than 18 digits.",
    rationale: "Every number of up to 18 digits is kept exactly; longer ones are mistakes.",
    bad: .fragment(
      "store main: sqlite\n\nentity A {\n  id: uuid key\n  count 10000000000000000000\n}"
    ),
    good: .fragment("store main: sqlite\n\nentity A {\n  id: uuid key\n  count 10M\n}")
  )

  public static let malformedDate = RuleDescriptor(
    "DBM1007",
    "no-such-date",
    .syntax,
    .error,
    summary: "A date or a time of day does not exist.",
    rationale: "Dates are days of the Gregorian calendar, `2027-06-30`; times are `02:00`.",
    bad: .fragment("allow hot-key on A until 2027-02-30 because \"it moves in spring\""),
    good: .words("`until 2027-02-28`")
  )

  public static let unknownCharacter = RuleDescriptor(
    "DBM1008",
    "unknown-character",
    .syntax,
    .error,
    summary: "A character is not part of the language.",
    rationale: "Outside strings and comments the language is ASCII.",
    bad: .fragment("policy {\n  region us-east-1;\n}"),
    good: .fragment("policy {\n  region us-east-1\n}")
  )

  public static let unclosedParenthesis = RuleDescriptor(
    "DBM1009",
    "unclosed-parenthesis",
    .syntax,
    .error,
    summary: "A parenthesis is never closed.",
    rationale: "It is taken to end with its line, so that the next lines are still read.",
    bad: .fragment("struct Name {\n  first: string(40\n}"),
    good: .fragment("struct Name {\n  first: string(40)\n}")
  )

  public static let unclosedBlock = RuleDescriptor(
    "DBM1010",
    "unclosed-block",
    .syntax,
    .error,
    summary: "A block is never closed.",
    rationale: """
      A declaration at the margin, or a brace that lines up with an outer block, shows where the \
      block was meant to end; it is taken to end there.
      """,
    bad: .fragment("struct Name {\n  first: string(40)\n\nstruct Place {\n  city: string(40)\n}"),
    good: .fragment(
      "struct Name {\n  first: string(40)\n}\n\nstruct Place {\n  city: string(40)\n}"
    )
  )

  /// A model with one question, whose filter is the example.
  static func search(_ condition: String) -> RuleExample {
    .fragment(
      """
      store main: sqlite

      entity Customer {
        id:    uuid        key
        email: string(254) unique
        stars: int(0..5)

        count 1K
      }

      access find() {
        read  Customer
        limit 10
        rate  1/s peak 2/s
        where \(condition)
      }
      """
    )
  }

  private static func total(_ end: String) -> String {
    """
    store main: sqlite

    access total() {
      rate    1/s peak 2/s
      returns 1..1 rows avg 1
      sql \"""
        SELECT sum(total) FROM orders\(end)
    }
    """
  }
}
