import DBModelDesign
import DBModelDiagnostics
import DBModelSemantics
import DBModelTestKit
import DBModelWorkload
import Testing

/// A written SQL schema as a value.
@Suite struct SQLDesignTests {
  private func codes(_ text: String) -> [String] {
    Resolved(text).diagnostics.filter { $0.severity == .error }.map(\.rule.code)
  }

  @Test func aTableHasItsColumnsKeysAndIndexes() throws {
    let found = GoldenFile.cases("language").first { $0.name == "sql-table-row" }
    let model = Resolved(bytes: try #require(found).bytes("valid.dbmodel")).model
    #expect(model.fixedDesigns.isEmpty)
    let design = try #require(model.fixedSQLDesigns.first)
    #expect(design.name == "current")
    #expect(design.tables.map(\.schema.name) == ["customers", "orders"])
    let order = try #require(model.workload.entities.first { $0.name == "Order" })
    let orders = try #require(design.schema.table(of: order.id))
    #expect(orders.columns.map(\.name) == ["order_id", "customer_id", "state", "placed_at"])
    #expect(
      orders.columns.map { order[$0.field].name } == ["id", "customer", "status", "placed"]
    )
    #expect(orders.primaryKey == ["order_id"])
    #expect(orders.uniques.map(\.columns) == [["customer_id", "placed_at"]])
    #expect(
      orders.indexes.map(\.columns)
        == [[IndexColumn("state"), IndexColumn("placed_at", isDescending: true)]]
    )
    let customer = try #require(model.workload.entities.first { $0.name == "Customer" })
    let customers = try #require(design.schema.table(of: customer.id))
    #expect(customers.columns.map(\.isNullable) == [false, false, true])
    #expect(customers.columns.map { customer[$0.field].name } == ["id", "home.city", "name"])
  }

  /// PostgreSQL and SQLite name an index in the schema, MySQL in its table.
  @Test(arguments: [("sqlite", 1), ("aurora-mysql", 0)])
  func anIndexHasItsNameWhereTheStoreNamesIt(kind: String, mistakes: Int) {
    let text = """
      edition 2026
      model Names
      store main: \(kind) default
      entity A { id: ulid key
        count 1K }
      entity B { id: ulid key
        count 1K }
      design current of main {
        table a {
          row A { id: id }
          key id
          index by_id { key id }
        }
        table b {
          row B { id: id }
          key id
          index by_id { key id }
        }
      }
      """
    #expect(codes(text).filter { $0 == "DBM2007" }.count == mistakes)
  }

  /// A reporting store has the rows that a flow copies there, and no others.
  @Test(arguments: [("Order", [String]()), ("Customer", ["DBM2032"])])
  func aCopyMayBeWrittenDown(entity: String, expected: [String]) {
    let text = """
      edition 2026
      model Copies
      store main: dynamodb default
      store reporting: sqlite
      entity Order { id: ulid key
        count 1K }
      entity Customer { id: ulid key
        count 1K }
      flow main -> reporting {
        entities Order
        through stream
      }
      design current of reporting {
        table copies {
          row \(entity) { id: id }
          key id
        }
      }
      """
    #expect(codes(text) == expected)
  }
}
