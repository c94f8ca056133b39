// Writes, orders and sizes.
extension PlanningRules {

  public static let transactionTooLarge = RuleDescriptor(
    "DBM4007",
    "transaction-too-large",
    .planning,
    .danger,
    summary: "A transaction may change more than 100 items.",
    rationale: """
      TransactWriteItems takes up to 100 actions (Service quotas, checked 2026-11-23). The \
      declared maximum counts, not the average: the call that exceeds it fails, and it is the \
      largest order that does.
      """,
    bad: .fragment(
      """
      store main: dynamodb default

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Customer {
        id:    uuid        key
        email: string(200) avg 24 B
        name:  string(80)  avg 20 B

        count 10K
      }

      access addCustomers(customers: many new Customer 1..200 avg 10) {
        transaction {
          insert $customers
        }
        by      app
        rate    1/s peak 2/s
        latency 50 ms p95
      }
      """
    ),
    good: .fragment(
      """
      store main: dynamodb default

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Customer {
        id:    uuid        key
        email: string(200) avg 24 B
        name:  string(80)  avg 20 B

        count 10K
      }

      access addCustomers(customers: many new Customer 1..100 avg 10) {
        transaction {
          insert $customers
        }
        by      app
        rate    1/s peak 2/s
        latency 50 ms p95
      }
      """
    )
  )

  public static let sortedByCaller = RuleDescriptor(
    "DBM4008",
    "sorted-by-caller",
    .planning,
    .warning,
    summary: "A page or a limit needs every matching row, because no key gives the order.",
    rationale: """
      A key gives one order in one direction. For an order that mixes directions, that is over \
      an attribute some rows lack, or that belongs to another entity than the filter, every \
      matching row is read and sorted by the caller before the first can be returned. The rule \
      fires where the declared maximum is more than 10,000 rows.
      """,
    bad: .fragment(
      """
      store main: dynamodb default

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Shop {
        id:   uuid       key
        name: string(80) avg 20 B

        count 100
      }

      entity Visit {
        id:    ulid key
        shop:  Shop inverse visits 0..1M avg 10K skew uniform
        stars: int(1..5)
        price: decimal(8, 2)

        count 1M
      }

      access visits(shop: Shop) {
        read    Visit { id, stars, price }
        where   shop == $shop
        order   stars descending, price
        limit   10
        by      app
        rate    1/s peak 2/s
        skew    shop uniform
        latency 50 ms p95
      }
      """
    ),
    good: .fragment(
      """
      store main: dynamodb default

      service app {
        role      app
        instances 1
        pool      1
      }

      entity Shop {
        id:   uuid       key
        name: string(80) avg 20 B

        count 100
      }

      entity Visit {
        id:    ulid key
        shop:  Shop inverse visits 0..1M avg 10K skew uniform
        stars: int(1..5)
        price: decimal(8, 2)

        count 1M
      }

      access visits(shop: Shop) {
        read    Visit { id, stars, price }
        where   shop == $shop
        order   stars descending, price descending
        limit   10
        by      app
        rate    1/s peak 2/s
        skew    shop uniform
        latency 50 ms p95
      }
      """
    )
  )
}
