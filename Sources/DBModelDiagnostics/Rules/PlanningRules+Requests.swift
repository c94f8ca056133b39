// How much one call reads and writes.
extension PlanningRules {
  public static let itemTwice = RuleDescriptor(
    "DBM4014",
    "item-twice",
    .planning,
    .danger,
    summary: "A transaction changes one item twice.",
    rationale: """
      TransactWriteItems takes at most one action for an item, condition checks included, and refuses \
      the request otherwise (API Reference, TransactWriteItems, checked 2026-11-23). Two statements \
      over the same key are such a request in every call.
      """,
    bad: .fragment(twiceModel("set balance -= $amount", second: true)),
    good: .fragment(twiceModel("set balance -= $amount, changes += 1", second: false))
  )

  public static let batchInParts = RuleDescriptor(
    "DBM4017",
    "batch-in-parts",
    .planning,
    .note,
    summary: "The largest call does not fit into the one batch that an average call is.",
    rationale: """
      BatchWriteItem takes 25 items and BatchGetItem 100 (Service quotas, checked 2026-11-23). A call \
      that fits on average and not at its declared maximum is written for one batch and fails with \
      the largest list; divided, one batch may succeed and the next fail. Where the average is more \
      than a batch, everybody divides the list, and the rule is silent.
      """,
    bad: .fragment(batchModel(26)),
    good: .fragment(batchModel(25))
  )

  public static let limitBehindFilter = RuleDescriptor(
    "DBM4018",
    "limit-behind-filter",
    .planning,
    .warning,
    summary: "A page or a limit stands behind a filter, and an index would be cheaper.",
    rationale: """
      `Limit` counts what is read, and a filter is applied to what was read: the filter lowers neither \
      the units nor the number of requests (Developer Guide, Query, filter expressions, checked \
      2026-11-23). To return 20 rows behind a filter that keeps 1 % of them, 2,000 items are read. \
      The rule fires in designs that are written down, from 10 items for each row and 2 read units a \
      page, where an index that answers the filter would cost less than what it saves; a derived \
      design has weighed that already.
      """,
    bad: .fragment(filterDesign("partition shop\n          sort      placed, id")),
    good: .fragment(filterDesign("partition shop, state\n          sort      placed, id"))
  )

  public static let answerOverPage = RuleDescriptor(
    "DBM4019",
    "answer-over-page",
    .planning,
    .warning,
    summary: "One answer is more than the 1 MB that a response of a Query holds.",
    rationale: """
      A Query ends at 1 MB, filtered or not, and goes on from there with the next request (Developer \
      Guide, Query, pagination, checked 2026-11-23). A page of more than that is several requests \
      one after the other. Without a page or a limit, all there is under the key is read: the rule \
      fires where that is more than 1 MB on average, or more than 16 MB at the declared bounds.
      """,
    bad: .fragment(pageModel(500)),
    good: .fragment(pageModel(100))
  )

  private static let store = """
    store main: dynamodb default

    service app {
      role      app
      instances 1
      pool      1
    }

    """

  private static func twiceModel(_ change: String, second: Bool) -> String {
    let extra = """

          update Account where id == $account
            set changes += 1
      """
    return """
      \(store)
      entity Account {
        id:      uuid           key
        balance: decimal(12, 2)
        changes: int(0..)

        count 10K
      }

      access pay(account: Account, amount: decimal(12, 2)) {
        transaction {
          update Account where id == $account
            \(change)\(second ? extra : "")
        }
        by      app
        rate    1/s peak 2/s
        skew    account uniform
        latency 50 ms p95
      }
      """
  }

  private static func batchModel(_ most: Int) -> String {
    """
    \(store)
    entity Reading {
      id:    uuid     key
      value: int(0..)

      count 1M
    }

    access record(readings: many new Reading 1..\(most) avg 5) {
      insert  $readings
      by      app
      rate    1/s peak 2/s
      latency 50 ms p95
    }
    """
  }

  private static func filterDesign(_ key: String) -> String {
    """
    \(store)
    entity Shop {
      id:   uuid       key
      name: string(80) avg 20 B

      count 1K
    }

    entity Order {
      id:     uuid          key
      shop:   Shop          inverse orders 0..20K avg 2K skew uniform
      state:  enum { open 1%, done 99% }
      placed: timestamp(ms) clock
      total:  decimal(12, 2)

      count 2M
    }

    access openOrders(shop: Shop) {
      read    Order { id, total }
      where   shop == $shop and state == .open
      order   placed
      page    10
      by      app
      rate    10/s peak 40/s
      skew    shop uniform
      latency 50 ms p95
    }

    design current of main {
      table orders {
        key  id: string
        item Order { id: id }
        index open {
          \(key)
          project all
        }
      }
    }
    """
  }

  private static func pageModel(_ rows: Int) -> String {
    """
    \(store)
    entity Album {
      id:   uuid       key
      name: string(80) avg 20 B

      count 10K
    }

    entity Photo {
      album:   Album        inverse photos 0..2K avg 300 skew uniform
      id:      ulid
      preview: bytes(12_000) avg 5000 B

      key   album, id
      count 3M
    }

    access photos(album: Album) {
      read    Photo { id, preview }
      where   album == $album
      page    \(rows)
      by      app
      rate    1/s peak 2/s
      skew    album uniform
      latency 200 ms p95
    }
    """
  }
}
