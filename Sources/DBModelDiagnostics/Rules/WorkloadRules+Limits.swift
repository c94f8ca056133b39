/// What the services hold and admit.
extension WorkloadRules {
  static let limitRules = [
    itemTooLarge, transactionBytes, largeItemCollection, localIndexCollection, coldTable,
    tableQuota, overProvisioned, unevenPartitions, accountQuota,
  ]

  public static let itemTooLarge = RuleDescriptor(
    "DBM3201",
    "item-too-large",
    .workload,
    .danger,
    summary: "An item at its declared bounds is larger than DynamoDB keeps.",
    rationale: """
      An item holds 400 KB (409,600 bytes), the names of its attributes included; a write that \
      makes it larger is refused. The bound is taken from the declared bounds: characters, \
      elements of lists. Where only characters of 4 bytes each pass it, it is a warning.
      """,
    bad: .fragment(documentModel("string(500000) avg 2000 B")),
    good: .fragment(documentModel("string(90000) avg 2000 B"))
  )

  public static let transactionBytes = RuleDescriptor(
    "DBM3202",
    "transaction-bytes",
    .workload,
    .danger,
    summary: "The items of a transaction at their bounds are larger than one transaction carries.",
    rationale: """
      A transaction carries 4 MB of items together. It is refused as a whole when it is larger, so \
      the declared bounds count, not the averages.
      """,
    bad: .fragment(transactionModel(99)),
    good: .fragment(transactionModel(30))
  )

  public static let largeItemCollection = RuleDescriptor(
    "DBM3203",
    "large-item-collection",
    .workload,
    .warning,
    summary: "The rows of one parent may outgrow one partition.",
    rationale: """
      The rows under one partition key are an item collection. At about 10 GB the service splits \
      it by its sort key: without local indexes nothing is refused, but the collection is read, \
      moved and deleted over several partitions, and its newest end stays on one. Counted is the \
      declared bound of the relationship, times the data headroom aimed for.
      """,
    bad: .fragment(collectionModel("0..200M avg 500")),
    good: .fragment(collectionModel("0..2M avg 500"))
  )

  public static let coldTable = RuleDescriptor(
    "DBM3301",
    "cold-table",
    .workload,
    .warning,
    summary: "A table needs more at once than a new on-demand table serves.",
    rationale: """
      A new on-demand table or index serves 4,000 write units and 12,000 read units a second, and \
      later twice the highest traffic it has seen; a faster rise within 30 minutes is throttled. \
      `warm` raises it ahead. A goal of `headroom 10x throughput` multiplies the peaks. Warm \
      throughput cannot be more than the quota of the table.
      """,
    bad: .fragment(throughputModel("", peak: "6_000/s")),
    good: .fragment(
      throughputModel(" { warm 12_000/s reads 8_000/s writes }", peak: "6_000/s")
    )
  )

  public static let unevenPartitions = RuleDescriptor(
    "DBM3304",
    "uneven-partitions",
    .workload,
    .warning,
    summary: "One of the partitions that a table begins with takes more than it serves.",
    rationale: """
      A new on-demand table or index has four partitions, or as many as `warm`, its provisioned \
      capacity or its bytes ask for. Keys fall on them by a hash, and popular ones may meet: a \
      table then throttles although it admits the whole load and every key alone is served, until \
      the service has split the partition, which takes minutes of heat.

      The hottest partition is computed from the declared popularities: the most popular keys are \
      thrown one by one, the others as a sum. Reported where it is more than 5 % over its limit in \
      more than half of all placements. It is silent where a key alone is too hot (`hot-key`) or the table does \
      not admit the load at once (`cold-table`): what is said there comes first.
      """,
    bad: .fragment(throughputModel("", peak: "3_900/s", popularity: "hotset(40 keys, 90%)")),
    good: .fragment(
      throughputModel(
        " { warm 12_000/s reads 24_000/s writes }",
        peak: "3_900/s",
        popularity: "hotset(40 keys, 90%)"
      )
    )
  )

  public static let tableQuota = RuleDescriptor(
    "DBM3302",
    "table-quota",
    .workload,
    .danger,
    summary: "A table and its indexes need more than a table's quota.",
    rationale: """
      A table with all its indexes has a quota of 40,000 read units and 40,000 write units a \
      second, on-demand or provisioned. It can be raised, but only by asking, and not within the \
      hour it is needed in.
      """,
    bad: .fragment(
      throughputModel(" { warm 12_000/s reads 60_000/s writes }", peak: "50_000/s")
    ),
    good: .fragment(
      throughputModel(" { warm 12_000/s reads 40_000/s writes }", peak: "30_000/s")
    )
  )

  public static let overProvisioned = RuleDescriptor(
    "DBM3303",
    "over-provisioned-capacity",
    .workload,
    .danger,
    summary: "The peak of a table or an index is above the capacity that it has then.",
    rationale: """
      Provisioned capacity is a ceiling, and so is `at-most` of on-demand capacity. What was not \
      used in the last five minutes may serve a short peak, but the service promises none of it: a \
      peak that it would serve whole is a warning. Auto scaling acts after two minutes above its \
      target, takes another to change the capacity, and is told of what is served only: capacity \
      that is used up grows to itself over the target with each change, from what it kept for the \
      load before the peak. Peaks begin together, and last a minute where nothing else is stated.
      """,
    bad: .fragment(
      throughputModel(
        " { capacity provisioned 1_000/s reads 500/s writes }",
        peak: "900/s for 20 min"
      )
    ),
    good: .fragment(
      throughputModel(
        " { capacity provisioned 1_000/s reads 1_200/s writes }",
        peak: "900/s for 20 min"
      )
    )
  )

  public static let accountQuota = RuleDescriptor(
    "DBM3305",
    "account-quota",
    .workload,
    .danger,
    summary: "The tables and indexes of a store provision more than an account may.",
    rationale: """
      An account provisions 80,000 read units and 80,000 write units a second in a Region, over all \
      of its tables and their indexes, whether they are used or not; with auto scaling up to the \
      most that it scales to. It can be raised, but only by asking. On-demand tables do not count.
      """,
    bad: .fragment(
      throughputModel(" { capacity provisioned 1_000/s reads 90_000/s writes }", peak: "900/s")
    ),
    good: .fragment(
      throughputModel(" { capacity provisioned 1_000/s reads 1_200/s writes }", peak: "900/s")
    )
  )

  private static func collectionModel(_ fanOut: String) -> String {
    """
    store main: dynamodb

    entity Device {
      id: uuid key

      count 1M
    }

    entity Reading {
      device: Device        inverse readings \(fanOut) skew uniform
      at:     timestamp(ms) clock
      value:  int(0..)

      key   device, at
      count 500M
    }

    access readingsOfDevice(device: Device) {
      read    Reading
      where   device == $device
      order   at descending
      page    20
      rate    5/s peak 20/s
      skew    device uniform
      latency 20 ms p95
    }
    """
  }

  private static func documentModel(_ type: String) -> String {
    """
    store main: dynamodb

    entity Document {
      id:   uuid key
      body: \(type)

      count 1M
    }

    access document(id: Document) {
      read    Document
      where   id == $id
      rate    5/s peak 20/s
      skew    id uniform
      latency 20 ms p95
    }
    """
  }

  private static func transactionModel(_ most: Int) -> String {
    """
    store main: dynamodb

    entity Page {
      id:   uuid key
      body: string(90000) avg 2000 B

      count 1M
    }

    access addPages(pages: many new Page 1..\(most) avg 3) {
      transaction {
        insert $pages
      }
      rate    1/s peak 5/s
      skew    pages uniform
      latency 100 ms p95
    }
    """
  }

  private static func throughputModel(
    _ settings: String,
    peak: String,
    popularity: String = "uniform"
  ) -> String {
    """
    store main: dynamodb\(settings)

    entity Reading {
      id:    uuid key
      value: int(0..)

      count 100M
    }

    access record(id: Reading) {
      update Reading where id == $id
        set value += 1
      rate    100/s peak \(peak)
      skew    id \(popularity)
      latency 50 ms p95
    }
    """
  }
}
