/// Tables whose rows go when they are old.
extension WorkloadRules {
  static let agedRules = [agedTable]

  public static let agedTable = RuleDescriptor(
    "DBM3206",
    "aged-table",
    .workload,
    .note,
    summary: "Rows of a large table are deleted by their age, where a partition could be dropped.",
    rationale: """
      A pattern that deletes all rows older than something, or an attribute with `ttl`, removes \
      in a steady state as many rows as are inserted. Where no pattern inserts them at a known \
      rate, the rows there are and the age that the job states say how many, and where upserts \
      make rows, the larger of the two. Each is found, marked and logged, and its dead version \
      and index entries are cleaned up later. Rows without the time stay. A table in partitions \
      by time (`PARTITION BY RANGE`) loses the oldest one at once. Where the rows of a month are 10^8, or take 10 GB with their key, \
      dbmodel writes such a table by itself; it is a note where it cannot yet: the key does not \
      hold the time, not every row has one, rows expire instead of being deleted, or no job \
      deletes them that runs once a day or less often, does nothing else, states the age, leaves \
      no more than a quarter of the rows to be deleted one by one, and needs no more than 400 \
      partitions. Nothing in a model helps where triggers or flows have to see each row that \
      goes, and in MySQL where the table has foreign keys.

      Partitions have their price, and nothing is said where it is high: where other entities \
      refer to the rows (a foreign key would have to hold the time as well), where something else \
      than the time is unique (PostgreSQL 15 manual, Limitations of declarative partitioning: a \
      unique constraint holds the columns of the partition key; MySQL 8.0 manual, Partitioning \
      Keys, says the same; checked 2026-11-29), and where more than half of the calls do not say \
      from when on, since they search every partition.
      """,
    bad: .fragment(eventModel(key: "source, number")),
    good: .fragment(eventModel(key: "source, number, at"))
  )

  private static func eventModel(key: String) -> String {
    """
    store main: aurora-postgresql default {
      class db.r6g.2xlarge
    }

    entity Event {
      source: string(20)    avg 8 B
      number: int(0..)
      at:     timestamp(ms) clock
      text:   string(200)   avg 60 B

      key   \(key)
      count 2G
    }

    access record(event: new Event) {
      insert  $event
      rate    200/s peak 400/s
      latency 100 ms p95
    }

    access expire() {
      delete   Event where at < now() - 90 days
      schedule daily 02:00 UTC within 4 h
    }
    """
  }
}
