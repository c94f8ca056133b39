/// What the locks of relational stores let through.
extension WorkloadRules {
  public static let hotRow = RuleDescriptor(
    "DBM3106",
    "hot-row",
    .workload,
    .danger,
    summary: "One row of a relational store is changed more often than its lock is free.",
    rationale: """
      Who changes a row holds its lock until the transaction ends, and everybody else who changes it \
      waits. The lock is held for the statements that follow and the commit; calls a second, times \
      the share of the most popular row, times that time is the part of the time for which it is \
      locked. Above 70 % who comes waits for more than one change on average (a queue with one \
      server, M/D/1); above the whole those who wait become ever more, and the pool of connections \
      fills with them, whatever the size of the instance. Rows that keep an attribute of others are \
      changed by a trigger with each of those.

      The times are assumed as in the latency estimate: a round trip of 0.4 to 1.2 ms and a commit of \
      1 to 3 ms in the median.
      """,
    bad: .fragment(stockModel("hotset(1 keys, 90%)")),
    good: .fragment(stockModel("hotset(200 keys, 90%)"))
  )

  public static let singleWriter = RuleDescriptor(
    "DBM3107",
    "single-writer",
    .workload,
    .danger,
    summary: "The one writer of an embedded store has more to write than there is time for.",
    rationale: """
      SQLite lets one transaction write at a time. Each holds the writer's lock for its statements \
      and its commit, which waits for the disk: calls a second times that time is the part of the \
      time for which the writer is busy. Above 70 % calls wait; above the whole they fail with \
      SQLITE_BUSY when their time is out.
      """,
    bad: .fragment(writerModel("peak 2_000/s")),
    good: .fragment(writerModel("peak 100/s"))
  )

  private static func stockModel(_ popularity: String) -> String {
    """
    store main: aurora-postgresql {
      class db.r6g.xlarge
    }

    entity Product {
      id:    uuid key
      stock: int(0..)

      count 100K
    }

    access take(product: Product, n: int(1..9)) {
      update Product where id == $product
        set stock -= $n
        if  stock >= $n
      rate    100/s peak 1_200/s
      skew    product \(popularity)
      latency 100 ms p95
    }
    """
  }

  private static func writerModel(_ peak: String) -> String {
    """
    store main: sqlite

    entity Event {
      id:   uuid key
      text: string(200) avg 60 B

      count 100K
    }

    access record(event: new Event) {
      insert  $event
      rate    10/s \(peak)
      latency 100 ms p95
    }
    """
  }
}
