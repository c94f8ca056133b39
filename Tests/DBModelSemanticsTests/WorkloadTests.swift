import DBModelDesign
import DBModelSemantics
import DBModelStatistics
import DBModelTestKit
import DBModelWorkload
import Testing

@Suite("What the shop means")
struct WorkloadTests {
  private let model: SemanticModel
  private var workload: Workload { model.workload }

  init() throws {
    let found = GoldenFile.cases("semantics").first { $0.name == "shop" }
    model = Resolved(bytes: try #require(found).bytes("in.dbmodel")).model
  }

  private func entity(_ name: String) throws -> Entity {
    try #require(workload.entities.first { $0.name == name })
  }

  private func pattern(_ name: String) throws -> AccessPattern {
    try #require(workload.patterns.first { $0.name == name })
  }

  @Test("rows are counted through references where no count is stated")
  func counts() throws {
    #expect(try entity("OrderLine").rowCount.value == 120_000_000)
    #expect(try entity("Product_tags").rowCount.value == 1_200_000)
    #expect(try entity("Tag").rowCount.value == 5000)
    #expect(try entity("OrderLine").growthPerMonth == 0.08)
  }

  @Test("structures and references become fields")
  func fields() throws {
    let customer = try entity("Customer")
    let names = customer.fields.map(\.name)
    #expect(names.contains("home.street") && names.contains("home.country"))
    let street = try #require(customer.fields.first { $0.name == "home.street" })
    #expect(street.isOptional && street.presentShare == 0.8 && street.flags.contains(.personal))
    let line = try entity("OrderLine")
    #expect(line.key.map { line[$0].name } == ["order", "line"])
    let order = try #require(line.fields.first { $0.name == "order" })
    #expect(order.references?.entity == (try entity("Order")).id)
    #expect(order.type == .ulid)
    let link = try entity("Product_tags")
    #expect(link.key.map { link[$0].name } == ["product", "tag"])
    let payment = try entity("Payment")
    let iban = try #require(payment.attributes.first { $0.name == "iban" })
    #expect(iban.variantCase == "transfer" && iban.isOptional && iban.presentShare == 0.15)
  }

  @Test("conditions are typed and broken down")
  func conditions() throws {
    let pattern = try pattern("ordersOfCustomer")
    guard case .read(let read) = pattern.operation, let filter = read.filter else {
      Issue.record("a read with a filter")
      return
    }
    let order = try entity("Order")
    let customer = try entity("Customer")
    let field = { (name: String) throws -> FieldReference in
      FieldReference(order.id, try #require(order.fields.first { $0.name == name }).id)
    }
    #expect(
      filter.value
        == .and([
          .comparison(
            .equal,
            .field(FieldPath(field: try field("customer"))),
            .parameter(
              ParameterReference(ParameterID(0), field: FieldReference(customer.id, FieldID(0)))
            )
          ),
          .comparison(
            .greaterOrEqual,
            .field(FieldPath(field: try field("placed"))),
            .parameter(ParameterReference(ParameterID(1)))
          ),
        ])
    )
    #expect(read.page?.rows == 20 && read.page?.depth.maximum == 40)
    #expect(read.order.first?.isDescending == true)
    #expect(pattern.parameters[0].isFromCaller)
    #expect(pattern.parameters[1].recentWithinSeconds == 63_072_000.0)
  }

  @Test("changes keep their statements, loops and conditions")
  func changes() throws {
    let place = try pattern("placeOrder")
    guard case .write(let statements, true) = place.operation, statements.count == 3,
      case .forEach(let variable, let body, _) = statements[2],
      case .update(_, let filter, let assignments, let condition?, _) = body[0]
    else {
      Issue.record("insert, insert, loop")
      return
    }
    let line = try entity("OrderLine")
    let product = try entity("Product")
    let sold = try #require(line.fields.first { $0.name == "product" })
    #expect(
      filter
        == .comparison(
          .equal,
          .field(FieldPath(field: FieldReference(product.id, product.key[0]))),
          .parameter(ParameterReference(variable, field: FieldReference(line.id, sold.id)))
        )
    )
    #expect(assignments.map(\.assignmentOperator) == [.subtract])
    #expect(condition.conjuncts.count == 1)
    #expect(place.failsShare?.value == 0.02 && place.idempotency?.seconds == 600)
    guard case .write(let forget, false) = try pattern("forgetCustomer").operation,
      case .update(_, _, let nulls, _, _) = forget[0]
    else {
      Issue.record("an update")
      return
    }
    // `home = null` clears each of the three members.
    #expect(nulls.count == 5)
    #expect(try pattern("forgetCustomer").rate?.average.value == 10 / 86_400)
  }

  @Test("groups, schedules and SQL are read")
  func others() throws {
    guard case .read(let sales) = try pattern("salesByDay").operation else {
      Issue.record("a read")
      return
    }
    #expect(sales.projection.outputs.map(\.name) == ["day", "orders", "revenue"])
    guard case .range(.date, let extent?) = try pattern("salesByDay").parameters[0].type else {
      Issue.record("a range of dates")
      return
    }
    #expect(extent == Spread(minimum: 1, average: 30, maximum: 92))
    #expect(try pattern("cancelStale").schedule?.withinSeconds == 7200)
    guard case .sql(let sql) = try pattern("cohort").operation else {
      Issue.record("SQL")
      return
    }
    #expect(sql.rows?.maximum == 400)
    #expect(workload.goals?.headroomData?.value == 10)
    #expect(workload.policy?.cost?.ceiling?.value == 300)
    #expect(workload.allowances.first?.untilDay?.value == 20_999)
  }

  @Test("the fixed design has its keys, templates and index")
  func design() throws {
    let design = try #require(model.fixedDesigns.first)
    let table = try #require(design.tables.table(named: "orders"))
    let order = try entity("Order")
    let field = { (name: String) throws -> FieldID in
      try #require(order.fields.first { $0.name == name }).id
    }
    #expect(table.layouts.map(\.typeTag) == ["Order", "OrderLine"])
    #expect(
      table.layout(of: order.id)?.sortKey
        == .text([
          .literal("ORDER#"), .field(try field("placed")), .literal("#"), .field(try field("id")),
        ])
    )
    let index = try #require(table.index(named: "byStatus"))
    #expect(index.partitionKey == [KeyAttribute(name: "status", type: .string)])
    #expect(index.sortKey == [KeyAttribute(name: "placed", type: .number)])
    #expect(index.projection == .include(["id", "total"]))
    #expect(index.members.map(\.entity) == [order.id])
    #expect(table.hasStream)
  }
}
