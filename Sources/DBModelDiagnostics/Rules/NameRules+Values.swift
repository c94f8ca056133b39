/// Rules about names, types and units, continued.
extension NameRules {
  static let valueRules = [
    unknownType, wrongUnit, outOfRange, wrongBounds, sharesOverOne, missingKey, circularKey,
    circularStruct,
  ]

  public static let unknownType = RuleDescriptor(
    "DBM2010",
    "unknown-type",
    .names,
    .error,
    summary: "A type is not known.",
    rationale: """
      Types are those of the language, structures and entities. Common names of other \
      languages are answered with what they are here.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: varchar
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(200)
      }
      """
    )
  )

  public static let wrongUnit = RuleDescriptor(
    "DBM2011",
    "wrong-unit",
    .names,
    .error,
    summary: "A number has the unit of another kind of quantity, or none where one is needed.",
    rationale: """
      Sizes, times, rates, shares and costs are different kinds of quantities. KB is 1,024 \
      bytes as the services count; a month of a rate is 730 hours as they bill.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20) avg 8 ms
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20) avg 8 B
      }
      """
    )
  )

  public static let outOfRange = RuleDescriptor(
    "DBM2012",
    "out-of-range",
    .names,
    .error,
    summary: "A number is impossible for what it says.",
    rationale: """
      Shares end at 100 %, limits begin at 1, counts end at 2^53 and are never negative.
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
        limit 0
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
        limit 10
        rate 1/s peak 2/s
      }
      """
    )
  )

  public static let wrongBounds = RuleDescriptor(
    "DBM2013",
    "wrong-bounds",
    .names,
    .error,
    summary: "Bounds contradict each other or their average.",
    rationale: """
      The least is at most the average, and the average at most the greatest. Half of the numbers lie
      on either side of their median, so the average lies between the middle of the least and the
      median and that of the median and the greatest: of `0..100 avg 5` no median is above 10.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        tags: list of string(9) 5..1 avg 3
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        tags: list of string(9) 1..5 avg 3
      }
      """
    )
  )

  public static let sharesOverOne = RuleDescriptor(
    "DBM2014",
    "shares-over-whole",
    .names,
    .error,
    summary: "Shares of a whole add up to more than 100 %.",
    rationale: """
      The shares of an enumeration's values, of a lifecycle's departures and of the most \
      popular keys are parts of one whole.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        tier: enum { basic 90%, pro 20% }
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        tier: enum { basic 90%, pro 10% }
      }
      """
    )
  )

  public static let missingKey = RuleDescriptor(
    "DBM2015",
    "missing-key",
    .names,
    .error,
    summary: "An entity has no key.",
    rationale: """
      A row is found, referred to and changed by its key, and stores demand one.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
      }
      """
    )
  )

  public static let circularKey = RuleDescriptor(
    "DBM2016",
    "circular-key",
    .names,
    .error,
    summary: "The key of an entity depends on itself.",
    rationale: """
      A reference in a key holds the key of its target. Keys that hold each other have no end.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity Page {
        parent: Page key
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity Page {
        id: uuid key
        parent: Page? 0..100 avg 3 present 90%
      }
      """
    )
  )

  public static let circularStruct = RuleDescriptor(
    "DBM2017",
    "circular-struct",
    .names,
    .error,
    summary: "A structure contains itself.",
    rationale: """
      A structure is stored inside its row; one that holds itself has no size.
      """,
    bad: .fragment(
      """
      store main: sqlite
      struct Node {
        next: Node
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite
      struct Node {
        next: uuid
      }
      """
    )
  )
}
