// Tables as a whole.
extension PlanningRules {
  public static let keyTooLong = RuleDescriptor(
    "DBM4009",
    "key-too-long",
    .planning,
    .danger,
    summary: "A key value may be longer than the service takes.",
    rationale: """
      A partition key value has at most 2,048 bytes and a sort key value 1,024 (Service quotas, \
      checked 2026-11-23). A character may take 4 bytes, and the declared maximum counts: a put \
      beyond it is refused.
      """,
    bad: .fragment(
      """
      store main: dynamodb default

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Page {
        url:   string(1000) key avg 60 B
        title: string(80)   avg 20 B

        count 10K
      }

      access page(page: Page) {
        read    Page { url, title }
        where   url == $page
        by      app
        rate    1/s peak 2/s
        skew    page uniform
        latency 50 ms p95
      }
      """
    ),
    good: .fragment(
      """
      store main: dynamodb default

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Page {
        url:   string(500) key avg 60 B
        title: string(80)  avg 20 B

        count 10K
      }

      access page(page: Page) {
        read    Page { url, title }
        where   url == $page
        by      app
        rate    1/s peak 2/s
        skew    page uniform
        latency 50 ms p95
      }
      """
    )
  )

  public static let designLeavesOut = RuleDescriptor(
    "DBM4010",
    "design-leaves-out",
    .planning,
    .note,
    summary: "A fixed design has no table for some of its store's patterns.",
    rationale: """
      A team may write down a part of its tables. The patterns of the other entities are then not \
      routed through the design, and this says which those are, so that nothing is left out in \
      silence.
      """,
    bad: .words("A `design` of the orders alone, in a store that also holds the customers."),
    good: .words("A `design` with a table for every entity that a pattern of its store asks for.")
  )

  public static let sqlDesignNotJudged = RuleDescriptor(
    "DBM4011",
    "sql-design-not-judged",
    .planning,
    .note,
    summary: "Of a written SQL schema the indexes are judged, and no plan, latency or cost yet.",
    rationale: """
      The tables of a `design` of a relational store are held against the entities: names, columns, \
      keys and indexes; and their indexes against what the patterns ask for (DBM5003 to DBM5005). No \
      pattern is planned through them yet, so plans, latency and cost are those of the derived schema, \
      which may have an index that the written one lacks. This says so, so that nobody takes a clean \
      report for a verdict on all of the written tables.
      """,
    bad: .words("A `design` of an aurora or sqlite store."),
    good: .words("No `design` of the store: its derived schema is judged in every respect.")
  )
}
