/// Values that are of another type than the column they are compared with.
extension PlanRules {
  static let conversionRules = [columnConverted, parameterRefused]

  public static let columnConverted = RuleDescriptor(
    "DBM6019",
    "column-converted",
    .plans,
    .danger,
    summary: "Many rows are read because a column is converted in each of them.",
    rationale: """
      Where a value is of a wider type than the column it is compared with, the engine converts \
      the column, row by row: PostgreSQL prints `((amount)::numeric = 5.5)`. An index on the \
      column holds its values as they are and cannot be searched for converted ones, so that the \
      table is read from end to end, however few rows match. MariaDB does the same with a text \
      that is compared with a number, by `=`, `<`, `between` or `in (77, 78)`: it names the index in \
      `possible_keys` without searching it, and reads the table, or all of an index that holds what \
      is asked for. Plans of its `update` and `delete` name no such index: they are judged where the \
      model says that the column holds texts and has an index.

      The finding takes the place of `large-scan`, and of `filter-discards` where another index \
      found the rows, at the same sizes. It is silent where the value is converted instead \
      (`amount = ($1)::bigint`), where an index on the expression serves (the comparison is then \
      an index condition, not a filter), of texts (`(code)::text` of a varchar is no conversion), \
      where the other side is a column, and where the comparison itself stands beside an `OR` or \
      behind `NOT`, and in MariaDB beside another comparison with a number, since its plan does not \
      say which of the two columns is a text. A conversion that the statement writes (`at::date`) is told from one that the \
      engine does by its type: PostgreSQL widens numbers to `numeric` and `double precision` \
      alone. Plans of SQLite do not show it. A pattern in SQL as written is planned with the types \
      of its parameters, so that the engine says what it does with them.
      """,
    bad: .words(
      "A saved plan of a million rows with `Filter: ((amount)::numeric = $1)` on a bigint `amount`."
    ),
    good: .words("The same with `amount = $1::bigint`, and `Index Cond: (amount = $1)`.")
  )

  public static let parameterRefused = RuleDescriptor(
    "DBM6020",
    "parameter-refused",
    .plans,
    .warning,
    summary: "PostgreSQL does not compare a parameter of its declared type with the column.",
    rationale: """
      A driver hands a parameter over with a type or without. With the type that the model \
      declares the engine refuses the statement (`operator does not exist: character varying = \
      bigint`); without one it takes the value for a text and accepts it. Which of the two happens \
      depends on the driver, and the statement then fails or compares something else than was \
      meant: '077' is not 77. Whole numbers are tried as `bigint` and as `integer`, decimals as \
      `numeric`; texts, times and keys are left to the engine, as most drivers do, and are refused \
      where a value of them is none of the column (`invalid input syntax for type bigint`).
      """,
    bad: .words("`explain` of `SELECT … WHERE code = :code` with `code: int`, of a text column."),
    good: .words("The same with `code: string(20)`.")
  )
}
