/// Rules about names, types and units, continued.
extension NameRules {
  static let patternRules = [
    emptyModel, ungrouped, unchangeable, tooLarge, wrongTemplate, notInStore, noLifecycle,
    sharesBelowOne, upsertRow,
  ]

  public static let emptyModel = RuleDescriptor(
    "DBM2027",
    "empty-model",
    .names,
    .warning,
    summary: "A model declares nothing.",
    rationale: """
      There is nothing to check.
      """,
    bad: .model(
      """
      edition 2026
      """
    ),
    good: .model(
      """
      edition 2026
      store main: sqlite
      """
    )
  )

  public static let ungrouped = RuleDescriptor(
    "DBM2028",
    "ungrouped-output",
    .names,
    .error,
    summary: "An output of groups is neither grouped by nor counted over.",
    rationale: """
      In an answer made of groups every column is one of the groups' values or computed over \
      their rows.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find() {
        read User { name, n: count() }
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
        read User { name, n: count() }
        group name
        rate 1/s peak 2/s
      }
      """
    )
  )

  public static let unchangeable = RuleDescriptor(
    "DBM2029",
    "unchangeable",
    .names,
    .error,
    summary: "An assignment to something that cannot be set.",
    rationale: """
      A key is how the row is found, and a computed value follows from other rows.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find(user: User, other: uuid) {
        update User where id == $user
          set id = $other
        rate 1/s peak 2/s
        skew user uniform
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

      access find(user: User, other: string(20)) {
        update User where id == $user
          set name = $other
        rate 1/s peak 2/s
        skew user uniform
      }
      """
    )
  )

  public static let tooLarge = RuleDescriptor(
    "DBM2030",
    "too-large",
    .names,
    .error,
    summary: "Something is larger than any real system needs.",
    rationale: """
      Structures have up to 1,000 members and 16 levels, keys up to 32 fields, entities up to \
      4,000, chains of arithmetic up to 64 terms. The limits keep hostile models from costing \
      time and memory.
      """,
    bad: .words("A structure of ten levels in which each level holds the next one twice."),
    good: .words("The inner levels as entities of their own.")
  )

  public static let wrongTemplate = RuleDescriptor(
    "DBM2031",
    "wrong-key-template",
    .names,
    .error,
    summary: "A key value of a fixed design cannot be made.",
    rationale: """
      A table has one or two key attributes, an index up to four and four. Every item has the \
      table's key, so its fields are never missing.
      """,
    bad: .fragment(
      """
      store main: dynamodb {
        capacity on-demand
      }

      entity User {
        id: uuid key
      }

      design now of main {
        table users {
          key pk: string
          item User { pk: "USER#{id" }
        }
      }
      """
    ),
    good: .fragment(
      """
      store main: dynamodb {
        capacity on-demand
      }

      entity User {
        id: uuid key
      }

      design now of main {
        table users {
          key pk: string
          item User { pk: "USER#{id}" }
        }
      }
      """
    )
  )

  public static let notInStore = RuleDescriptor(
    "DBM2032",
    "not-in-store",
    .names,
    .error,
    summary: "A pattern, a flow or a design uses an entity in a store that does not keep it.",
    rationale: """
      An entity is kept where it lives and where a flow copies it to.
      """,
    bad: .fragment(
      """
      store a: sqlite default
      store b: sqlite

      entity User {
        id: uuid key
      }

      access all() on b {
        read User
        rate 1/s peak 2/s
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

      flow a -> b {
        entities User
      }

      access all() on b {
        read User
        rate 1/s peak 2/s
      }
      """
    )
  )

  public static let noLifecycle = RuleDescriptor(
    "DBM2033",
    "no-lifecycle",
    .names,
    .error,
    summary: "`follows` asks for a lifecycle that is not declared.",
    rationale: """
      Which states may follow which is said once, at the entity.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        state: enum { on, off }
      }

      access find(user: User) {
        update User where id == $user
          set state = .off
          if follows(state, .off)
        rate 1/s peak 2/s
        skew user uniform
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        state: enum { on, off }

        lifecycle state {
          on -> off 100%
        }
      }

      access find(user: User) {
        update User where id == $user
          set state = .off
          if follows(state, .off)
        rate 1/s peak 2/s
        skew user uniform
      }
      """
    )
  )

  public static let sharesBelowOne = RuleDescriptor(
    "DBM2034",
    "shares-below-whole",
    .names,
    .warning,
    summary: "Every share is stated, and together they are less than 100 %.",
    rationale: """
      Where each value has a share nothing is left for the rest. A value without a share takes \
      it.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        tier: enum { basic 60%, pro 20% }
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        tier: enum { basic 60%, pro 40% }
      }
      """
    )
  )

  public static let upsertRow = RuleDescriptor(
    "DBM2035",
    "upsert-without-row",
    .names,
    .error,
    summary: "An upsert leaves a required attribute without a value, so it can make no row.",
    rationale: """
      Where no row has the key, an upsert makes one: from the key, from what it sets, and from what \
      every new row begins with (a `clock`, a `version`, a kept sum). A row without a required \
      attribute is refused, so such an upsert is an `update` that sometimes fails. What is read of \
      the row itself is missing in a new one; only `+=` and `-=` begin at 0.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
        visits: int
      }

      access visit(user: User) {
        upsert User where id == $user
          set visits += 1
        rate 1/s peak 2/s
        skew user uniform
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
        visits: int
      }

      access visit(user: User, name: string(20)) {
        upsert User where id == $user
          set visits += 1, name = $name
        rate 1/s peak 2/s
        skew user uniform
      }
      """
    )
  )
}
