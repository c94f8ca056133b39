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

  public static let rightEdge = RuleDescriptor(
    "DBM3108",
    "right-edge",
    .workload,
    .danger,
    summary: "One end of an index takes more inserts than one page does.",
    rationale: """
      The entries of a key that only grows (a ulid, a clock) all go to the last page of its B-tree, \
      or of the part of it that begins with the same values, and one session at a time writes a \
      page. Inserts a second, times the share of the busiest end, times the time for which an insert \
      holds the page is the part of the time for which the page is taken. Above the whole, more \
      sessions or a larger instance bring no more inserts. Random keys have no such end; they pay \
      with pages that are read for each insert once the index is larger than memory.

      The time is 1.1 to 15 microseconds: what an entry costs one session alone, measured on \
      PostgreSQL 15, and what is assumed for sessions that wait and are woken. Where only the high \
      end is too much, the finding is a note.
      """,
    bad: .fragment(edgeModel("peak 1M/s")),
    good: .fragment(edgeModel("peak 20K/s"))
  )

  private static func edgeModel(_ peak: String) -> String {
    """
    store main: aurora-postgresql {
      class db.r6g.xlarge
    }

    entity Event {
      id:   ulid key
      text: string(200) avg 60 B

      count 100M
    }

    access record(event: new Event) {
      insert  $event
      rate    10K/s \(peak)
      latency 100 ms p95
    }
    """
  }

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
