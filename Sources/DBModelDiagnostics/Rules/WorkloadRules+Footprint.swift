/// What calls ask for or lock that they need not.
extension WorkloadRules {
  static let footprintRules = [wideLock, longAnswer, askedOneByOne]

  public static let wideLock = RuleDescriptor(
    "DBM3109",
    "wide-lock",
    .workload,
    .warning,
    summary: "A change of many rows holds their locks for longer than others may take.",
    rationale: """
      Rows that a statement changes stay locked until its transaction ends, and whoever changes \
      one of them by its key waits for it. It is reported where a change by condition, or by the \
      turns of a loop in one transaction, locks 1,000 rows or more, its call takes longer by \
      estimate, even if all goes well, than the latency budget of a pattern that changes single \
      rows of the same entity, its own or that of a goal, and the locks are held for 1 % of the \
      time or more (calls a second at the peak times what one takes): of less nobody's p95 is any \
      worse. How many rows it changes is `rows` where the pattern declares it, else what its \
      filter leaves of the counts, as often as its loops run.

      In Aurora MySQL a change that no index serves locks every row that it reads, the whole table \
      (MySQL 8.0 Reference Manual, Locks Set by Different SQL Statements in InnoDB; checked \
      2026-11-29). Deletes are left out otherwise: who still changes rows that go is not known.
      """,
    bad: .fragment(sweepModel("rows    avg 50K max 200K")),
    good: .fragment(sweepModel("rows    avg 200 max 500"))
  )

  public static let longAnswer = RuleDescriptor(
    "DBM3205",
    "long-answer",
    .workload,
    .warning,
    summary: "A read of a relational store hands over all there is, and that is a lot.",
    rationale: """
      A read without `limit` and `page` answers with every row that matches. Where those are \
      10,000 or more on average by the declared counts and fan-outs, somebody waits for megabytes \
      that nobody looks at, they are held in memory on both sides, and they become more as the \
      table grows. Lists count with their mean length. Related rows that the answer nests count \
      too, as many as fan-outs make of the rows that are asked for; `limit` and `page` end those \
      and not the related ones. Jobs by the clock are left out, as are groups and aggregates, and \
      filters of which the model does not say what they leave.
      """,
    bad: .fragment(listModel("")),
    good: .fragment(listModel("\n  page    50"))
  )

  public static let askedOneByOne = RuleDescriptor(
    "DBM3405",
    "asked-one-by-one",
    .workload,
    .note,
    summary: "A row is asked for by its key once for each row of another answer.",
    rationale: """
      A list is read, and then each of its rows, or of the rows that they refer to, in a call of \
      its own: 1 + N calls where two would do. It shows in the rates: a read of one row by its key \
      is called as often as another read of the same service is, times the rows that one hands \
      over (its page or limit, else what the fan-outs make of it), within 20 %. The other read \
      hands over the key or the reference, and does not read the rows itself.

      Nothing is said where several reads of the service hand over such keys, where the list asks \
      for the rows of one such key, so that all of them hand over the same, where a rate or the \
      number of rows is not known, where services differ, or where less than one call a second \
      would be saved. It is a note: rates that agree may do so by chance.
      """,
    bad: .fragment(loopModel("rate    198/s peak 800/s")),
    good: .fragment(loopModel("rate    30/s peak 120/s"))
  )

  private static func sweepModel(_ rows: String) -> String {
    """
    store main: aurora-postgresql {
      class db.r6g.large
    }

    entity Depot {
      id: uuid key

      count 20
    }

    entity Parcel {
      id:    uuid           key
      depot: Depot          inverse parcels 0..200K avg 50K skew uniform
      state: enum { waiting 50%, sent 50% }
      note:  string(80)     avg 20 B
    }

    access release(depot: Depot) {
      update Parcel where depot == $depot
        set state = .sent
      \(rows)
      rate    0.01/s peak 0.1/s
      skew    depot uniform
      latency 60 s p95
    }

    access annotate(parcel: Parcel, note: Parcel.note) {
      update Parcel where id == $parcel
        set note = $note
      rate    5/s peak 20/s
      skew    parcel uniform
      latency 20 ms p95
    }
    """
  }

  private static func listModel(_ page: String) -> String {
    """
    store main: aurora-postgresql {
      class db.r6g.large
    }

    entity Depot {
      id: uuid key

      count 20
    }

    entity Parcel {
      id:    uuid       key
      depot: Depot      inverse parcels 0..200K avg 50K skew uniform
      note:  string(80) avg 20 B
    }

    access parcels(depot: Depot) {
      read    Parcel { id, note }
      where   depot == $depot\(page)
      rate    0.1/s peak 1/s
      skew    depot uniform
      latency 10 s p95
    }
    """
  }

  private static func loopModel(_ rate: String) -> String {
    """
    store main: aurora-postgresql {
      class db.r6g.large
    }

    service shop {
      instances 4
      pool      10
    }

    entity Customer {
      id:   uuid       key
      name: string(80) avg 20 B

      count 100K
    }

    entity Order {
      id:       uuid          key
      customer: Customer      inverse orders 0..1K avg 20 skew uniform
      placed:   timestamp(ms) clock
    }

    access latestOrders(since: timestamp(ms) recent 1 days) {
      read    Order { id, placed, customer }
      where   placed >= $since
      order   placed descending
      limit   20
      by      shop
      rate    10/s peak 40/s
      latency 100 ms p95
    }

    access customer(customer: Customer) {
      read    Customer { * }
      where   id == $customer
      by      shop
      \(rate)
      skew    customer uniform
      latency 20 ms p95
    }

    access place(order: new Order) {
      insert  $order
      by      shop
      rate    1/s peak 5/s
      skew    order.customer uniform
      latency 100 ms p95
    }
    """
  }
}
