/// What a workload asks of the connections to a relational store.
extension WorkloadRules {
  static let connectionRules = [
    poolTooSmall, connectionsAboveClass, connectEachCall, poolIdle,
  ]

  public static let poolTooSmall = RuleDescriptor(
    "DBM3401",
    "pool-too-small",
    .workload,
    .danger,
    summary: "A service keeps more connections busy than its pools hold.",
    rationale: """
      A call holds a connection from its first statement to the end of its last one, in a \
      transaction through every round trip and the commit. By Little's law as many connections are \
      busy on average as calls come in the time for which one of them is held: the rate at the \
      peak times the mean of the estimated latency, summed over the patterns that name the service \
      with `by`. Bursts are left out: they are over before a line has formed.

      Calls are taken to spread evenly over all instances that may run. Where more connections are \
      busy than there are, those who wait become ever more until the peak is over. Below that a \
      call waits as Erlang's second formula says (M/M/c: calls one by one, times spread \
      exponentially), which is a danger where it is above `pool … wait` of the goals even at the \
      low end of the estimate, and a warning where there is no such goal, more than 70 % of the \
      pool is busy and one call of twenty waits for longer than a connection is held. A pattern \
      that several services call may come from any one of them, so that it is certain for none, \
      but for their pools together: where those hold fewer than are busy, it is a danger as well. \
      Every subset of the services is searched for the one that lacks most.

      The size that is proposed keeps every rule: with it hardly a call waits, even at the high end, \
      the goal of how busy pools are is kept (`5..40` keeps few open where forty would be idle), and \
      all pools together stay within the store. Where no size does, the help says why.
      """,
    bad: .fragment(poolModel("instances 4\n  pool      2")),
    good: .fragment(poolModel("instances 4\n  pool      20"))
  )

  public static let connectionsAboveClass = RuleDescriptor(
    "DBM3402",
    "connections-above-class",
    .workload,
    .danger,
    summary: "Pools open, or calls keep busy, more connections than a store's instances take.",
    rationale: """
      An instance takes `max_connections`, by default LEAST(memory / 9,531,392, 5,000) in Aurora \
      PostgreSQL, 45 for each doubling of memory above 1 GiB in classes T of Aurora MySQL and \
      1,000 for each above 8 GiB in its others; Serverless v2 by its largest capacity (Aurora User \
      Guide, whose tables of classes count where they name one; what is left to a class of another \
      generation is a range). A `parameter max_connections` counts instead. PostgreSQL keeps three back. Each \
      instance of a service opens a pool of its own: instances times pool, of all services that \
      ask the store. Who comes when all are taken is refused.

      Connections of a service that changes rows, or asks for something that no reader may serve, \
      lead to the writer; those of others may be spread over all readers there may be, which is a \
      warning where those that always run (`0` of `0..4`) do not do: more come minutes after the \
      load, and pools open what they keep at once. Pools count \
      whatever is known of the rates. It is a danger where the connections that pools keep open \
      whatever comes (`2` of `2..8`) are too many, or those that calls keep busy at the peak by \
      Little's law; a warning where only the most that pools may open are, and where the goal \
      `connections` is more than the store takes. Behind a `proxy` pools do not count, busy \
      connections do.
      """,
    bad: .fragment(poolModel("instances 60\n  pool      20")),
    good: .fragment(poolModel("instances 4\n  pool      20"))
  )

  public static let connectEachCall = RuleDescriptor(
    "DBM3403",
    "connect-each-call",
    .workload,
    .danger,
    summary: "A service without a pool connects for each call.",
    rationale: """
      `pool none` says that every call opens a connection and closes it again, as functions \
      without servers often do. A new connection is a process of the server, a handshake and a \
      proof of who asks: 5 to 20 milliseconds are assumed (8 to 18 were measured with PostgreSQL \
      15 and a password by SCRAM on a machine that was busy, without a network). Where that is \
      more than the call itself, it is a warning; where all services without a pool together open \
      more a second than IAM authentication allows, 200, bursts among them, it is a danger, since \
      those beyond are refused (Aurora User Guide). A pattern that several services call counts \
      where none of them has a pool. IAM is how services log on unless the store says \
      `authentication secret`. Behind a `proxy` nothing is said: it keeps connections open.
      """,
    bad: .fragment(anewModel("none")),
    good: .fragment(anewModel("4"))
  )

  public static let poolIdle = RuleDescriptor(
    "DBM3404",
    "pool-idle",
    .workload,
    .warning,
    summary: "Pools keep more connections than the goal of their utilisation allows.",
    rationale: """
      `pool at-least 80%` in the goals says how busy pools are meant to be. By Little's law as \
      many connections are busy at the peak as calls come in the time for which one of them is \
      held; where even the high end is below that part of the connections that pools keep open \
      whatever comes, they take memory of the server for nothing, some 10 MB each. A pool of one \
      connection is never too large, and what SQL taken as written takes is not known.
      """,
    bad: .fragment(poolModel("instances 4\n  pool      200", goals: idleGoal)),
    good: .fragment(poolModel("instances 4\n  pool      12", goals: idleGoal))
  )

  private static let idleGoal = """


    goals {
      pool at-least 20%
    }
    """

  private static func anewModel(_ pool: String) -> String {
    """
    store main: aurora-postgresql {
      class db.r6g.large
    }

    service webhook {
      instances 40
      pool      \(pool)
    }

    entity Order {
      id:   uuid key
      note: string(80) avg 20 B

      count 1M
    }

    access order(order: Order) {
      read    Order { * }
      where   id == $order
      by      webhook
      rate    50/s peak 400/s
      skew    order uniform
      latency 100 ms p95
    }
    """
  }

  private static func poolModel(_ size: String, goals: String = "") -> String {
    """
    store main: aurora-postgresql {
      class db.t4g.large
    }

    service checkout {
      \(size)
    }

    entity Customer {
      id:   uuid key
      name: string(80) avg 20 B

      count 100K
    }

    access rename(customer: Customer, name: string(80)) {
      update Customer where id == $customer
        set name = $name
      by      checkout
      rate    200/s peak 6_000/s
      skew    customer uniform
      latency 100 ms p95
    }\(goals)
    """
  }
}
