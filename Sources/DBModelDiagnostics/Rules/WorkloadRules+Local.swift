/// What local indexes and transactions do to single keys.
extension WorkloadRules {
  public static let transactionConflicts = RuleDescriptor(
    "DBM3105",
    "transaction-conflicts",
    .workload,
    .danger,
    summary: "Transactions meet on one item, and the service rejects those that do.",
    rationale: """
      While a transaction is under way, another transaction or a plain write of one of its items is \
      rejected, not made to wait (Developer Guide, transactions, conflict handling, checked \
      2026-11-23). Where writes of one item come at random, `r` a second, and a transaction takes \
      `t`, the part that meets another one is 1 − e^(−r t). A counter, a stock or a guard that every \
      call changes is where it bites. Reported from 30 % on, where three attempts no longer let \
      nearly every call through; from half of the calls on it is a danger.

      The time of a transaction is assumed as in the latency estimate: twice to 2.5 times a request.
      """,
    bad: .fragment(conflictModel(peak: "400/s")),
    good: .fragment(conflictModel(peak: "5/s"))
  )

  public static let localIndexCollection = RuleDescriptor(
    "DBM3204",
    "local-index-collection",
    .workload,
    .danger,
    summary: "An item collection of a table with local indexes may outgrow 10 GB.",
    rationale: """
      The items of one partition key value and their entries in local indexes hold 10 GB together; \
      a write beyond that is refused with ItemCollectionSizeLimitExceededException (Developer Guide, \
      local secondary indexes, item collection size, checked 2026-11-23). A table without local \
      indexes has no such limit, and a local index cannot be taken away from its table. Counted are \
      the declared bounds, times the data headroom aimed for; no bound is the worst one.
      """,
    bad: .fragment(localModel(most: "16M")),
    good: .fragment(localModel(most: "200K"))
  )

  private static func conflictModel(peak: String) -> String {
    """
    store main: dynamodb

    entity Ticket {
      id:    uuid       key
      event: Event      inverse tickets 0..100K avg 100 skew uniform
      seat:  string(10) avg 5 B

      count 1M
    }

    entity Event {
      id:   uuid        key
      sold: int(0..)

      count 10K
    }

    access buy(ticket: new Ticket) {
      transaction {
        insert $ticket
        update Event where id == $ticket.event
          set sold += 1
      }
      rate    1/s peak \(peak)
      skew    ticket.event hotset(1 keys, 80%)
      latency 50 ms p95
    }
    """
  }

  private static func localModel(most: String) -> String {
    """
    store main: dynamodb

    entity Device {
      id: uuid key

      count 1M
    }

    entity Reading {
      device: Device        inverse readings 0..\(most) avg 500 skew uniform
      at:     timestamp(ms) clock
      value:  int(0..)
      text:   string(900)   avg 400 B

      key   device, at
      count 500M
    }

    access highest(device: Device) {
      read    Reading { at, value }
      where   device == $device
      order   value descending
      page    20
      rate    5/s peak 20/s
      skew    device uniform
      latency 20 ms p95
    }

    design current of main {
      table readings {
        key  device: string, at: number
        item Reading { device: device, at: at, valueAndAt: "{value}#{at}" }

        local index byValue {
          sort    valueAndAt
          project value
        }
      }
    }
    """
  }
}
