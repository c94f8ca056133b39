/// Rules of this family; see `RuleFamily`.
public enum PlanningRules {
  public static let all: [RuleDescriptor] = [
    fullScan, noPath, strongNeedsKey, tooManyIndexes, uniqueNotEnforced,
    transactionTooLarge, sortedByCaller, keyTooLong, designLeavesOut,
    sqlDesignNotJudged, unusedIndex, fetchesBehindIndex, itemTwice, emptyKeyValue, expiryDiffers,
    batchInParts, limitBehindFilter, answerOverPage, valueStaysTaken, aggregateNotKept,
  ]

  public static let fullScan = RuleDescriptor(
    "DBM4001",
    "full-scan",
    .planning,
    .danger,
    summary: "A pattern reads every item of a table.",
    rationale: """
      A Query needs equality on a whole partition key. Where the filter has no equality that is \
      always given, an index may hold all rows under one key value (or under its shards), in the \
      order of an attribute: that answers a range and the first rows of an order. For anything \
      else only a Scan finds the rows: it reads, and pays for, every item of the table, page by \
      page of 1 MB, however few it returns (Developer Guide, Scan, checked 2026-11-23).

      A table of at most 1,000 rows is about one page: reading it whole is only a warning, and an \
      index over all rows is not made for it. Nor is one made for a job alone: every write would \
      pay for it, and the job goes through one that is there for others.
      """,
    bad: .fragment(
      """
      store main: dynamodb default

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Customer {
        id:    uuid        key
        email: string(200) avg 24 B
        name:  string(80)  avg 20 B

        count 10K
      }

      access search(text: string(20)) {
        read    Customer { id, name }
        where   match(name, $text)
        by      app
        rate    1/s peak 2/s
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

      entity Customer {
        id:    uuid        key
        email: string(200) avg 24 B
        name:  string(80)  avg 20 B

        count 10K
      }

      access byEmail(email: Customer.email) {
        read    Customer { id, name }
        where   email == $email
        by      app
        rate    1/s peak 2/s
        skew    email uniform
        latency 50 ms p95
      }
      """
    )
  )

  public static let noPath = RuleDescriptor(
    "DBM4002",
    "no-path",
    .planning,
    .danger,
    summary: "No legal requests carry a pattern out on its store.",
    rationale: """
      A path is kept only if the service accepts it and it is complete, exact and fresh enough. \
      Where none is, the reasons of the best attempt are shown. SQL written out, and conditions \
      on other rows, are among what DynamoDB has no request for.
      """,
    bad: .fragment(
      #"""
      store main: dynamodb default

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Customer {
        id:    uuid        key
        email: string(200) avg 24 B
        name:  string(80)  avg 20 B

        count 10K
      }

      access countAll() {
        sql """
          SELECT count(*) FROM customer
          """
        returns 1..1 rows avg 1
        by      app
        rate    1/s peak 2/s
        latency 50 ms p95
      }
      """#
    ),
    good: .fragment(
      """
      store main: dynamodb default

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Customer {
        id:    uuid        key
        email: string(200) avg 24 B
        name:  string(80)  avg 20 B

        count 10K
      }

      access customer(id: Customer) {
        read    Customer { id, name }
        where   id == $id
        by      app
        rate    1/s peak 2/s
        skew    id uniform
        latency 50 ms p95
      }
      """
    )
  )

  public static let strongNeedsKey = RuleDescriptor(
    "DBM4003",
    "strong-read-needs-key",
    .planning,
    .danger,
    summary: "A strongly consistent read would have to use an index.",
    rationale: """
      A global secondary index is read eventually consistent only, with no bound on how far \
      behind it is (Developer Guide, global secondary indexes, checked 2026-11-23). A strong \
      read, and a read of one's own writes, is served by the key of a table, by a local index of a \
      design that is written down, or not at all.
      """,
    bad: .fragment(
      """
      store main: dynamodb default

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Customer {
        id:    uuid        key
        email: string(200) avg 24 B
        name:  string(80)  avg 20 B

        count 10K
      }

      access byEmail(email: Customer.email) {
        read        Customer { id, name }
        where       email == $email
        consistency strong
        by      app
        rate    1/s peak 2/s
        skew    email uniform
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

      entity Customer {
        id:    uuid        key
        email: string(200) avg 24 B
        name:  string(80)  avg 20 B

        count 10K
      }

      access byEmail(email: Customer.email) {
        read        Customer { id, name }
        where       email == $email
        consistency eventual
        by      app
        rate    1/s peak 2/s
        skew    email uniform
        latency 50 ms p95
      }
      """
    )
  )

  public static let tooManyIndexes = RuleDescriptor(
    "DBM4004",
    "too-many-indexes",
    .planning,
    .danger,
    summary: "A table has more indexes than it may have.",
    rationale: """
      A table has at most 20 global secondary indexes unless the quota is raised, and 5 local ones \
      (Service quotas, checked 2026-11-23), and every one of them is written with the table. \
      Patterns of a derived design share an index wherever one key serves both; these could not. \
      The design that is derived keeps to the quota: as few patterns as possible do without an \
      index, those that cost least. A store may bound its tables further, `indexes at-most 5`; \
      then only what cannot be read by a scan goes beyond, and is said here.
      """,
    bad: .words("Twenty-one lookups of one entity, each by an attribute of its own."),
    good: .words("Twenty of them, or one on a relational store.")
  )
}
