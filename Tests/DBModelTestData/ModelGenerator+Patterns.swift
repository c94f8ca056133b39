import DBModelTestKit

extension ModelGenerator {
  /// What most patterns may have besides what they do.
  private mutating func load(_ rows: inout [String], reads: Bool) {
    rows.append(one("rate 40/s peak 200/s", "rate 10/min peak 10/s", "rate unknown peak unknown"))
    maybe(0.2, &rows, "daily 60% from 09:00 to 17:00 UTC", "daily 30% from 22:00 to 02:00 UTC")
    maybe(0.2, &rows, "weekly 90% from mon to fri", "weekly 90% from mon to fri, 4% on sun")
    maybe(0.5, &rows, "latency 10 ms p95", "latency 1.5 s p99")
    if hasService { maybe(0.7, &rows, "by web") }
    if reads {
      maybe(
        0.3,
        &rows,
        "consistency eventual within 5 min",
        "consistency eventual",
        "consistency read-your-writes within 5 s"
      )
    }
  }

  mutating func readCustomer() {
    var rows = [
      one(
        "read Customer { id, name }",
        "read Customer",
        "read Customer { * }",
        "read Customer {\n  id\n  name, email\n}"
      ),
      one("where id == $id", "where id ==\n  $id", "where id == $id and not (name == \"zoë\")"),
      one(
        "skew id uniform",
        "skew id zipf(0.9)",
        "skew id hotset(20 keys, 80%)",
        "skew id unknown"
      ),
    ]
    maybe(0.2, &rows, "consistency strong")
    load(&rows, reads: rows.count == 3)
    declaration("access customerById(id: Customer)", owner: "an access pattern", rows)
  }

  mutating func readOrders() {
    order()
    var rows = [
      one("read Order { id, total, placed }", "read Order {\n  *\n  customer { name }\n}"),
      one(
        "where customer == $customer and placed >= $since",
        "where customer == $customer\n    and placed >= $since\n    and (status == .paid or total > 5)",
        "where customer == $customer and\n  placed >= $since and total * 2 + 1 >= 10 - 3"
      ),
      "order placed descending, id", "skew customer zipf(0.9)",
    ]
    rows.append(one("page 20", "page 20 depth avg 1.3 max 40", "limit 10"))
    load(&rows, reads: true)
    declaration(
      "access ordersOfCustomer("
        + one(
          "customer: Customer from caller, since: timestamp(ms) recent 2 years",
          "\n  customer: Customer,\n  since: timestamp(ms) recent 30 days\n",
          "customer: Customer,\n  since: timestamp(ms) recent 1 years"
        ) + ")",
      owner: "an access pattern",
      rows
    )
  }

  mutating func groupOrders() {
    order()
    var rows = [
      "read Order { day: day(placed, UTC), orders: count(), revenue: sum(total) }",
      "where placed in $period and status in (.paid, .placed)", "group day", "limit 92",
    ]
    load(&rows, reads: true)
    declaration(
      "access salesByDay(period: range of date 1..92 days avg 30)",
      owner: "an access pattern",
      rows
    )
  }

  mutating func placeOrder() {
    order()
    let changesTwice = random.chance(0.5)
    var rows = ["idempotent by $request for 10 min"]
    if changesTwice {
      let update = "update Customer where id == $who set name = \"zoë 😀\""
      rows.append("transaction {\n  insert $order\n  \(update)\n}")
      rows.append("skew who uniform")
      note("an access pattern", "update")
    } else {
      rows.append(one("insert $order", "transaction {\n  insert $order\n}"))
    }
    note("an access pattern", "insert")
    load(&rows, reads: false)
    let who = changesTwice ? ", who: Customer" : ""
    declaration(
      "access placeOrder(request: uuid, order: new Order\(who))",
      owner: "an access pattern",
      rows
    )
  }

  mutating func changeOrder() {
    order()
    var rows = [
      one(
        "update Order where id == $order\n  set status = .paid, version += 1\n  if version == $version",
        "update Order where id == $order set status = .paid, version += 1 if version == $version",
        "update Order where id == $order\n  set status = .paid,\n    version += 1\n"
          + "  if version == $version\n    and status != .paid"
      ),
      "fails 2%", "skew order recent(30 days)",
    ]
    load(&rows, reads: false)
    declaration(
      "access payOrder(order: Order, version: int)",
      owner: "an access pattern",
      rows
    )
  }

  mutating func putCustomer() {
    var rows = [
      "\(hasWholeCustomer ? "upsert" : "update") Customer where id == $id\n"
        + "  set name = $name, email = $email", "skew id unknown",
    ]
    load(&rows, reads: false)
    declaration(
      "access putCustomer(id: Customer, name: Customer.name, email: string(254))",
      owner: "an access pattern",
      rows
    )
  }

  mutating func deleteOrders() {
    order()
    declaration(
      "access purge()",
      owner: "an access pattern",
      [
        one(
          "delete Order where placed < now() - 7 days and status == .placed",
          "delete Order where status == .placed\n  if total < 5"
        ),
        "rows avg 1K max 20K",
        one("schedule daily 02:00 UTC within 2 h", "schedule every 6 h within 30 min"),
      ]
    )
  }

  mutating func forEach() {
    var rows = [
      one(
        "for one in $ids {\n  delete Customer where id == one\n}",
        "for one in $ids { delete Customer where id == $one }"
      ).replacing("== one", with: "== $one"),
      one("skew ids uniform", "skew ids zipf(1.1)"),
    ]
    load(&rows, reads: false)
    note("an access pattern", "delete")
    declaration(
      "access forget(ids: many Customer 1..25 avg 2)",
      owner: "an access pattern",
      rows
    )
  }

  mutating func sql() {
    guard mainKind.hasPrefix("aurora") else { return }
    var rows = [
      one(
        "sql \"\"\"\n  SELECT count(*) -- as it is\n    FROM customer WHERE name > :least\n  \"\"\"",
        "sql \"\"\" SELECT 1 FROM customer WHERE name > :least \"\"\""
      ),
      "returns 0..400 rows avg 60",
    ]
    maybe(0.6, &rows, "reads Customer")
    maybe(0.6, &rows, "writes Customer")
    load(&rows, reads: true)
    declaration("access counted(least: string(80))", owner: "an access pattern", rows)
  }
}
