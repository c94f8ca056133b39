/// Heat: what one key of a table or an index is asked to serve.
extension WorkloadRules {
  static let heatRules = [
    hotKey, hotKeyPossible, hotKeyAtHeadroom, rateUnknown, transactionConflicts, hotRow,
    singleWriter, rightEdge,
  ]

  public static let hotKey = RuleDescriptor(
    "DBM3101",
    "hot-key",
    .workload,
    .danger,
    summary: "One key of a table or an index takes more than one partition serves.",
    rationale: """
      All items of one partition key value stand on one partition, which serves 3,000 read units \
      and 1,000 write units a second, whatever the table does. Reads follow what is asked for; \
      writes of an index follow what moves through it: a change of an index key is a delete under \
      the old key and a put under the new one, and an index short of capacity throttles the table.

      Reported as a warning from what is planned with: 70 % of the limit for requests of a few \
      units, less for large ones and for calls in batches, since random arrivals fill a second \
      sooner then. Beyond the limit it is a danger where the service cannot split the key: one \
      item, or a sort key that only grows. The help is what spreads or spares the key, the \
      cheapest first, with what it does to heat, bill and latency.
      """,
    bad: .fragment(heatModel("hotset(1 keys, 60%)")),
    good: .fragment(heatModel("hotset(20 keys, 60%)"))
  )

  public static let hotKeyPossible = RuleDescriptor(
    "DBM3102",
    "hot-key-possible",
    .workload,
    .warning,
    summary: "One key may take more than one partition serves; the popularity is not known.",
    rationale: """
      Where a popularity is `unknown`, or two popular parameters may go together, only the ends \
      are known. The finding prints the share of the top key at which what is planned with is \
      reached (see `hot-key`). It is silent where even all requests on one key would be served.
      """,
    bad: .fragment(heatModel("unknown")),
    good: .fragment(heatModel("zipf(0.5)"))
  )

  public static let hotKeyAtHeadroom = RuleDescriptor(
    "DBM3103",
    "hot-key-at-headroom",
    .workload,
    .warning,
    summary: "One key would take more than one partition serves at the throughput aimed for.",
    rationale: """
      A goal of `headroom 10x throughput` holds for the hottest key, too: more partitions do not \
      help a single key. It is held against what is planned with, as the peaks of today are (see \
      `hot-key`).
      """,
    bad: .fragment(heatModel("hotset(10 keys, 60%)") + headroomGoal),
    good: .fragment(heatModel("uniform") + headroomGoal)
  )

  public static let rateUnknown = RuleDescriptor(
    "DBM3104",
    "rate-unknown",
    .workload,
    .note,
    summary: "A rate is not known, so heat and cost leave the pattern out.",
    rationale: """
      `unknown` is a legal rate. What it decides cannot be judged, and the finding says from how \
      many calls a second on one key it would matter.
      """,
    bad: .fragment(heatModel("uniform", rate: "unknown peak unknown")),
    good: .fragment(heatModel("uniform"))
  )

  private static let headroomGoal = """


    goals {
      headroom 10x throughput
    }
    """

  private static func heatModel(
    _ popularity: String,
    rate: String = "500/s peak 3_000/s"
  ) -> String {
    """
    store main: dynamodb {
      warm 120_000/s reads 40_000/s writes
    }

    entity Counter {
      id:    uuid key
      value: int(0..)

      count 1M
    }

    access increment(id: Counter) {
      update Counter where id == $id
        set value += 1
      rate    \(rate)
      skew    id \(popularity)
      latency 20 ms p95
    }
    """
  }
}
