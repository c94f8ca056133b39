// Attributes that are kept from other rows.
extension PlanningRules {
  public static let aggregateNotKept = RuleDescriptor(
    "DBM4021",
    "aggregate-not-kept",
    .planning,
    .warning,
    summary: "An attribute is declared to be kept from other rows, and nothing keeps it.",
    rationale: """
      A sum or a count is kept by what each change of a row adds or takes. On DynamoDB that is an \
      action of the transaction that changes the row or, where the model says how old the value may \
      be (`fresh 5 min`), a write behind the stream of the row's table. In SQL it is a trigger.

      Some things none of these can do. The least or the greatest is no matter of adding: when the \
      row that has it goes, only the other rows say what comes next, and no transaction of DynamoDB \
      reads them. An order by the attribute with `limit 1` asks an index for it instead. Rows that \
      expire go by no request, so that only a stream sees them go. Neither reaches another store, \
      and of two Regions that count at a time one loses what it counted. MySQL runs no trigger for \
      rows that a foreign key deletes, and none that changes its own table.

      The rule is silent where no pattern changes what the attribute is kept from.
      """,
    bad: .fragment(sessions(age: "")),
    good: .fragment(sessions(age: " fresh 1 min"))
  )

  /// - Parameter age: How old the count may be: ` fresh 1 min`, or nothing.
  private static func sessions(age: String) -> String {
    """
    store main: dynamodb default

    service app {
      role      app
      instances 1
      pool      1
    }

    entity User {
      id:   uuid key
      open: int = count(sessions)\(age)

      count 10K
    }

    entity Session {
      id:      uuid key
      user:    User inverse sessions 0..100 avg 2
      expires: timestamp(s) ttl
    }

    access signIn(session: new Session) {
      insert  $session
      by      app
      rate    1/s peak 2/s
      latency 50 ms p95
    }
    """
  }
}
