import DBModelDiagnostics
import Testing

/// `dbmodel explain` of a model whose store is MySQL.
@Suite struct ModelPlanTests {
  static let model = """
    edition 2026
    model Shop

    store main: aurora-mysql default {
      class db.r6g.large
    }

    entity Customer {
      id:    int
      email: string(100) avg 20 B unique

      key   id
      count 1M
    }

    entity Order {
      id:       int
      customer: Customer       inverse orders 0..1000 avg 20
      placed:   timestamp(ms)  clock
      total:    decimal(12, 2)

      key   id
      count 20M
    }

    access ordersOf(customer: Customer from caller) {
      read    Order { id, total }
      where   customer == $customer
      order   placed descending
      page    20
      rate    40/s peak 200/s
      skew    customer uniform
      latency 10 ms p95
    }

    access since(at: timestamp(ms) recent 1 days) {
      read    Order { id }
      where   placed >= $at
      order   placed
      page    20
      rate    1/s peak 2/s
      latency 20 ms p95
    }

    access place(order: new Order) {
      insert  $order
      rate    5/s peak 50/s
      skew    order.customer uniform
      latency 20 ms p95
    }
    """

  @Test func patternsArePlannedOrLeftOutWithAReason() throws {
    guard let explained = ExplainedModel(Self.model) else { return }
    #expect(explained.findings.isEmpty, "\(explained.titles)")
    let text = explained.text
    #expect(text.contains("Plans of MariaDB"))
    #expect(text.contains("It is not MySQL"))
    // Twenty orders of each customer, of which InnoDB reports half.
    #expect(text.contains("customer_id = const") && text.contains("rows 10)"), "\(text)")
    // A range is planned where there are rows, and says so.
    #expect(text.contains("with usual values on sample rows (9 of 9 calls)"), "\(text)")
    #expect(text.contains("planned on sample rows: 20,000 of 20,000,000 rows of `order`"))
    #expect(!text.contains("`since` is not planned"))
    #expect(text.contains("`place` is not planned: it inserts"))
  }

  /// A text that a statement as written compares with a number, in a read and in two changes, and
  /// the same put right.
  @Test(arguments: [("int(0..)", 3), ("string(20)", 0)])
  func textsComparedWithNumbersAreFound(type: String, count: Int) throws {
    func access(_ name: String, _ sql: String, _ effect: String) -> String {
      """
      access \(name)(sku: \(type)) {
        sql \"\"\"
          \(sql)
          \"\"\"
        \(effect)
        rate    1/s peak 5/s
        latency 1 s p95
      }

      """
    }
    let text =
      """
      edition 2026
      model Shop

      store main: aurora-mysql default {
        class db.r6g.large
      }

      entity Item {
        id:   int(1..)
        sku:  string(20)  avg 8 B unique
        note: string(100) avg 40 B

        key   id
        count 5M
      }


      """
      + access("find", "SELECT id, sku FROM item WHERE sku = :sku", "returns 1 rows\n  reads Item")
      + access("mark", "UPDATE item SET note = 'x' WHERE sku = :sku", "writes Item")
      + access("drop", "DELETE FROM item WHERE sku IN (:sku, :sku)", "writes Item")
    guard let explained = ExplainedModel(text) else { return }
    let converted = explained.findings.filter { $0.rule.name == "column-converted" }
    #expect(converted.count == count, "\(explained.findings.map { "\($0.title): \($0.notes)" })")
  }

  /// The plan of a delete holds nothing of what its references declare.
  @Test func whatGoesWithADeletedRowIsSaidBesideThePlan() throws {
    let text =
      Self.model.replacing(
        "inverse orders 0..1000 avg 20",
        with: "inverse orders 0..9 avg 2 delete cascade"
      )
        + """


        access leave(customer: Customer from caller) {
          delete  Customer where id == $customer
          rate    1/s peak 5/s
          skew    customer uniform
          latency 50 ms p95
        }
        """
    guard let explained = ExplainedModel(text) else { return }
    let shown = explained.text
    #expect(
      shown.contains(
        "Beside this plan, for each row that is deleted: 2 rows of `Order` deleted with them "
          + "(`delete cascade`)"
      ),
      "\(shown)"
    )
    #expect(shown.ranges(of: "Beside this plan").count == 1)
  }
}
