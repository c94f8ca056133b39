/// Rules of this family; see `RuleFamily`.
public enum RelationalRules {
  public static let all: [RuleDescriptor] = [tableScan, indexesOverBudget] + writtenRules

  public static let tableScan = RuleDescriptor(
    "DBM5001",
    "table-scan",
    .relational,
    .warning,
    summary: "A pattern reads a whole table that is not small.",
    rationale: """
      Without an equality or a range in its filter no index narrows what is read, so every call costs \
      every page of the table. Tables of up to 1,000 rows, aggregates, and reads bounded by `limit` \
      or `page` are left alone.
      """,
    bad: .fragment(
      """
      store main: aurora-postgresql default {
        class db.t4g.medium
      }

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Visit {
        id:    ulid key
        stars: int(1..5)

        count 1M
      }

      access allVisits() {
        read    Visit { id, stars }
        by      app
        rate    1/s peak 2/s
        latency 50 ms p95
      }
      """
    ),
    good: .fragment(
      """
      store main: aurora-postgresql default {
        class db.t4g.medium
      }

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Visit {
        id:    ulid key
        stars: int(1..5)

        count 1M
      }

      access visits() {
        read    Visit { id, stars }
        page    50 depth avg 1 max 5
        by      app
        rate    1/s peak 2/s
        latency 50 ms p95
      }
      """
    )
  )

  public static let indexesOverBudget = RuleDescriptor(
    "DBM5002",
    "indexes-over-budget",
    .relational,
    .note,
    summary: "The bytes that indexes may take leave out some that would save work.",
    rationale: """
      `indexes at-most` bounds the bytes of all indexes of a store, those of keys and unique \
      constraints not counted. The indexes are then those with which the fewest latency budgets are \
      broken and the least work is left; the finding says which patterns pay, and `dbmodel why` which \
      indexes of a table were left out.
      """,
    bad: .fragment(
      """
      store main: aurora-postgresql default {
        class   db.t4g.medium
        indexes at-most 10 MB
      }

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Visit {
        id:    uuid         key
        guest: string(40)   avg 12 B
        at:    timestamp(s) clock

        count 1M
      }

      access visitsOf(guest: Visit.guest) {
        read    Visit { id, at }
        where   guest == $guest
        by      app
        rate    1/s peak 2/s
        skew    guest uniform
        latency 500 ms p95
      }
      """
    ),
    good: .fragment(
      """
      store main: aurora-postgresql default {
        class   db.t4g.medium
        indexes at-most 100 MB
      }

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Visit {
        id:    uuid         key
        guest: string(40)   avg 12 B
        at:    timestamp(s) clock

        count 1M
      }

      access visitsOf(guest: Visit.guest) {
        read    Visit { id, at }
        where   guest == $guest
        by      app
        rate    1/s peak 2/s
        skew    guest uniform
        latency 500 ms p95
      }
      """
    )
  )
}
