import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// Which fields of the rows they refer to rows may carry: those of which a copy is true for good.
@Suite("What may be copied")
struct CopyRuleTests {
  /// A change of the model below, and the copies that orders may carry then.
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    var customer = ""
    var reference = "Customer inverse orders 0..100 avg 10"
    var patterns = ""
    var store = ""
    let copies: [String]
  }

  private static let all = ["customer_name", "customer_tier", "customer_joined"]

  static let cases = [
    Case(description: "as it stands", copies: all),
    Case(
      description: "a changed field is none, and others stay",
      patterns: "access w(c: Customer, name: string(80)) {\n  update Customer where id == $c\n"
        + "    set name = $name\n  skew c uniform\n  rate 1/s peak 2/s\n}\n",
      copies: ["customer_tier", "customer_joined"]
    ),
    Case(
      description: "rows that an upsert makes carry nothing and give nothing",
      patterns: "access w(c: Customer, name: string(80)) {\n  upsert Customer where id == $c\n"
        + "    set name = $name, tier = .free\n  skew c uniform\n  rate 1/s peak 2/s\n}\n",
      copies: []
    ),
    Case(
      description: "rows that are deleted give nothing",
      patterns: "access w(c: Customer) {\n  delete Customer where id == $c\n  skew c uniform\n"
        + "  rate 1/s peak 2/s\n}\n",
      copies: []
    ),
    Case(
      description: "rows that go with deleted ones give nothing",
      customer: "  firm: Firm inverse staff 0..100 avg 10 delete cascade\n",
      patterns: "access w(f: Firm) {\n  delete Firm where id == $f\n  skew f uniform\n"
        + "  rate 1/s peak 2/s\n}\n",
      copies: []
    ),
    Case(
      description: "rows that expire give nothing",
      customer: "  until: timestamp(s) ttl\n",
      copies: []
    ),
    Case(
      description: "deleted orders do no harm",
      patterns: "access w(o: Order) {\n  delete Order where id == $o\n  skew o uniform\n"
        + "  rate 1/s peak 2/s\n}\n",
      copies: all
    ),
    Case(
      description: "an order that may move to another customer carries nothing",
      patterns: "access w(o: Order, c: Customer) {\n  update Order where id == $o\n"
        + "    set customer = $c\n  skew o uniform\n  skew c uniform\n  rate 1/s peak 2/s\n}\n",
      copies: []
    ),
    Case(
      description: "what comes in one call was not there to be read",
      patterns: "access w(c: new Customer, o: new Order) {\n  transaction {\n    insert $c\n"
        + "    insert $o\n  }\n  rate 1/s peak 2/s\n}\n",
      copies: []
    ),
    Case(
      description: "a reference that is cleared with the row it leads to changes",
      customer: "  firm: Firm? inverse staff 0..100 avg 10 present 50% delete set-null\n",
      patterns: "access w(f: Firm) {\n  delete Firm where id == $f\n  skew f uniform\n"
        + "  rate 1/s peak 2/s\n}\naccess q(o: Order) {\n  read Order { customer { firm } }\n"
        + "  where id == $o\n  skew o uniform\n  rate 1/s peak 2/s\n}\n",
      copies: all
    ),
    Case(
      description: "a state that is declared to move does, whoever moves it",
      customer: "  lifecycle tier { free -> paid 100% }\n",
      copies: ["customer_name", "customer_joined"]
    ),
    Case(
      description: "in another Region a row may be missing yet",
      store: " {\n  replicas eventual eu-west-1\n}",
      copies: []
    ),
    Case(
      description: "over an optional reference as over any other",
      reference: "Customer? inverse orders 0..100 avg 10 present 50%",
      copies: all
    ),
    Case(
      description: "kept attributes change with the rows they are kept from",
      customer: "  placed: int = count(orders)\n",
      patterns: "access q(o: Order) {\n  read Order { customer { placed } }\n  where id == $o\n"
        + "  skew o uniform\n  rate 1/s peak 2/s\n}\n",
      copies: all
    ),
    Case(
      description: "secrets and numbers of versions are none",
      customer: "  pin: string(8) secret\n  revision: int version\n",
      patterns: "access q(o: Order) {\n  read Order { customer { pin, revision } }\n"
        + "  where id == $o\n  skew o uniform\n  rate 1/s peak 2/s\n}\n",
      copies: all
    ),
  ]

  @Test("is what nothing changes", arguments: cases)
  func onlyWhatStaysTrue(_ one: Case) throws {
    let model = Model(
      """
      edition 2026
      model Copies
      store main: dynamodb default\(one.store)
      entity Firm {
        id: uuid key
        count 100
      }
      entity Customer {
        id: uuid key
        name: string(80) avg 20 B
        tier: enum { free 90%, paid 10% }
        joined: timestamp(ms) clock
      \(one.customer)
        count 1K
      }
      entity Order {
        id: ulid key
        customer: \(one.reference)
        count 10K
      }
      access orders(o: Order) {
        read Order { id, customer { name } }
        where id == $o and customer.tier == .paid
        order customer.joined
        skew o uniform
        rate 1/s peak 2/s
      }
      \(one.patterns)
      """
    )
    try #require(model.errors == [], "\(one)")
    let order = try #require(model.workload.entities.first { $0.name == "Order" })
    #expect(order.copies.map(\.field.name) == one.copies)
    #expect(
      order.copies.map(\.field.id.rawValue)
        == Array(order.fields.count..<order.fields.count + one.copies.count)
    )
    for entity in model.workload.entities where entity.name != "Order" {
      #expect(entity.copies.isEmpty, "\(entity.name)")
    }
  }
}
