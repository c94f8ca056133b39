/// Rules about names, types and units, continued.
extension NameRules {
  static let meaningRules = [
    wrongKeyType, missingHome, typeMismatch, wrongFlag, wrongInsert, upsertKey, unusedParameter,
    conflicting, misplaced,
  ]

  public static let wrongKeyType = RuleDescriptor(
    "DBM2018",
    "wrong-key-part",
    .names,
    .error,
    summary: "An attribute cannot be part of a key or of a unique combination.",
    rationale: """
      A key part has one value in every row: nothing optional, nothing with several values, \
      nothing computed.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid?
        key id
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid
        key id
      }
      """
    )
  )

  public static let missingHome = RuleDescriptor(
    "DBM2019",
    "missing-home",
    .names,
    .error,
    summary: "It is open in which store an entity lives.",
    rationale: """
      An entity lives `in STORE`; with one store, or a default one, it need not say so.
      """,
    bad: .fragment(
      """
      store a: sqlite
      store b: sqlite

      entity User {
        id: uuid key
      }
      """
    ),
    good: .fragment(
      """
      store a: sqlite default
      store b: sqlite

      entity User {
        id: uuid key
      }
      """
    )
  )

  public static let typeMismatch = RuleDescriptor(
    "DBM2020",
    "type-mismatch",
    .names,
    .error,
    summary: "Values of types that do not go together are compared, joined or assigned.",
    rationale: """
      Numbers compare with numbers, times with times, a key with the key of the same entity. A \
      timestamp is cut to its day with `day(t, UTC)`.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find() {
        read User
        where name == 5
        rate 1/s peak 2/s
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find() {
        read User
        where name == "Ada"
        rate 1/s peak 2/s
      }
      """
    )
  )

  public static let wrongFlag = RuleDescriptor(
    "DBM2021",
    "wrong-property",
    .names,
    .error,
    summary: "A word beside an attribute does not suit it.",
    rationale: """
      A clock is a timestamp or a date, a version counts, `ttl` is a timestamp in seconds, `present` \
      needs an optional attribute.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20) clock
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        made: timestamp(ms) clock
      }
      """
    )
  )

  public static let wrongInsert = RuleDescriptor(
    "DBM2022",
    "not-a-new-row",
    .names,
    .error,
    summary: "What is inserted is no new row.",
    rationale: """
      An insert takes a parameter declared `new ENTITY` or `many new ENTITY`.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find(user: User) {
        insert $user
        rate 1/s peak 2/s
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find(user: new User) {
        insert $user
        rate 1/s peak 2/s
      }
      """
    )
  )

  public static let upsertKey = RuleDescriptor(
    "DBM2023",
    "upsert-without-key",
    .names,
    .error,
    summary: "An upsert does not name exactly the key.",
    rationale: """
      An upsert finds one row or makes it. It can only make a row whose key it knows, and a \
      further condition belongs behind `if`.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find(n: string(20)) {
        upsert User where name == $n
          set name = $n
        rate 1/s peak 2/s
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find(user: User, n: string(20)) {
        upsert User where id == $user
          set name = $n
        rate 1/s peak 2/s
        skew user uniform
      }
      """
    )
  )

  public static let unusedParameter = RuleDescriptor(
    "DBM2024",
    "unused-parameter",
    .names,
    .warning,
    summary: "A parameter is never used.",
    rationale: """
      Most often a condition was forgotten.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find(user: User) {
        read User
        limit 5
        rate 1/s peak 2/s
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find(user: User) {
        read User
        where id == $user
        rate 1/s peak 2/s
        skew user uniform
      }
      """
    )
  )

  public static let conflicting = RuleDescriptor(
    "DBM2025",
    "conflicting-clauses",
    .names,
    .error,
    summary: "Two clauses exclude each other.",
    rationale: """
      A pattern reads or changes or runs SQL; it is called at a rate or by the clock; it pages \
      or it is limited.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find() {
        read User
        limit 5
        page 5
        rate 1/s peak 2/s
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find() {
        read User
        page 5
        rate 1/s peak 2/s
      }
      """
    )
  )

  public static let misplaced = RuleDescriptor(
    "DBM2026",
    "misplaced-edition",
    .names,
    .error,
    summary: "The edition does not stand on the first line.",
    rationale: """
      Everything before it would be read without knowing how.
      """,
    bad: .model(
      """
      model Shop
      edition 2026
      store main: sqlite
      """
    ),
    good: .model(
      """
      edition 2026
      model Shop
      store main: sqlite
      """
    )
  )
}
