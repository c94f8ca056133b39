// Unique values that are no keys.
extension PlanningRules {
  public static let uniqueNotEnforced = RuleDescriptor(
    "DBM4005",
    "unique-not-enforced",
    .planning,
    .warning,
    summary: "A unique attribute is written on DynamoDB, where nothing keeps it unique.",
    rationale: """
      The service keeps only the primary key of a table unique; an index may hold any number of \
      items under one key. Asking first does not help: two writers can both find nothing. A \
      guard item whose key is the unique value, put in the same transaction on the condition \
      that it is not there, does help. Derived tables have such guards; the tables of a written \
      `design` block have none.

      Where derived tables cannot have them, the rule says why: a value that may take more than the \
      2,048 bytes of a partition key, replicas in other Regions, where a transaction of one Region \
      knows nothing of another's. It is silent where no pattern inserts the entity or assigns the \
      attribute.
      """,
    bad: .fragment(customers() + writtenDesign),
    good: .fragment(customers())
  )

  public static let valueStaysTaken = RuleDescriptor(
    "DBM4020",
    "value-stays-taken",
    .planning,
    .warning,
    summary: "Rows with unique values expire, and the guards of their values stay.",
    rationale: """
      The service deletes a row when its time has passed (Developer Guide, time to live, checked \
      2026-11-23) and does nothing else: the guard item that keeps the row's value unique stays, and \
      no other row can have that value ever after. Letting guards expire too is no way out. Both are \
      deleted within days of their time, in any order, and a guard that goes first lets a second row \
      through.

      A delete by the application takes the guards with the row, in one transaction. So does a job \
      that deletes what has expired; or a consumer of the table's stream deletes the guards of rows \
      that the service expired.
      """,
    bad: .fragment(customers(until: " ttl")),
    good: .fragment(customers(until: ""))
  )

  /// - Parameter until: What the time of the rows is, ` ttl` or nothing; `nil` without one.
  private static func customers(until: String? = nil) -> String {
    let time = until.map { "\n  until: timestamp(s)\($0)" } ?? ""
    return """
      store main: dynamodb default

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Customer {
        id:    uuid        key
        email: string(200) avg 24 B unique
        name:  string(80)  avg 20 B\(time)

        count 10K
      }

      access addCustomer(customer: new Customer) {
        insert  $customer
        by      app
        rate    1/s peak 2/s
        latency 50 ms p95
      }
      """
  }

  private static let writtenDesign = """


    design current of main {
      table customers {
        key  id: string
        item Customer { id: id }
      }
    }
    """
}
