/// Tables whose rows go when they are old.
extension WorkloadRules {
  static let agedRules = [agedTable]

  public static let agedTable = RuleDescriptor(
    "DBM3206",
    "aged-table",
    .workload,
    .note,
    summary: "Rows of a large table are deleted by their age, where a part could be dropped.",
    rationale: """
      A pattern that deletes all rows older than something, or an attribute with `ttl`, removes in \
      a steady state as many rows as are inserted. Each is found, marked and logged, and its dead \
      version and index entries are cleaned up later. Rows without the time stay. A table in parts \
      by time (`PARTITION BY RANGE`) loses the oldest part at once, by day where rows are kept for \
      less than two months. It is a note where the rows of a month are 10^8, or they take 10 GB \
      with their indexes.

      Parts have their price, and nothing is said where it is high: where other entities refer to \
      the rows (a foreign key would have to hold the time as well), where something else than the \
      time is unique (PostgreSQL 15 manual, Limitations of declarative partitioning: a unique \
      constraint holds the columns of the partition key; MySQL 8.0 manual, Partitioning Keys, says \
      the same; checked 2026-11-29), and where more than half of the calls do not say when, since \
      they search every part. dbmodel does not write such tables by itself.
      """,
    bad: .fragment(eventModel(count: "2G", rate: "200/s peak 400/s")),
    good: .fragment(eventModel(count: "5K", rate: "0.001/s peak 1/s"))
  )

  private static func eventModel(count: String, rate: String) -> String {
    """
    store main: aurora-postgresql default {
      class db.r6g.2xlarge
    }

    entity Event {
      id:   ulid          key
      at:   timestamp(ms) clock
      text: string(200)   avg 60 B

      count \(count)
    }

    access record(event: new Event) {
      insert  $event
      rate    \(rate)
      latency 100 ms p95
    }

    access expire() {
      delete   Event where at < now() - 90 days
      schedule daily 02:00 UTC within 4 h
    }
    """
  }
}
