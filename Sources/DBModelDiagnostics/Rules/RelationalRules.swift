/// Rules of this family; see `RuleFamily`.
public enum RelationalRules {
  public static let all: [RuleDescriptor] = [tableScan]

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
}
