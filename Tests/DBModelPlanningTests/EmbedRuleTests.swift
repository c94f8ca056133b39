import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// Which rows may stand in the items of the rows they refer to.
@Suite("What an item may hold")
struct EmbedRuleTests {
  /// A change of the model below, and whether orders may hold their lines then.
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    var order = ""
    var reference = "Order inverse lines 1..30 avg 3"
    var line = ""
    var key = "  number: int(1..30)\n  key order, number"
    var patterns = ""
    var store = ""
    let isHeld: Bool
  }

  private static func access(_ parameters: String, _ body: String, skew: [String]) -> String {
    "access w(\(parameters)) {\n\(body)\n"
      + skew.map { "  skew \($0) uniform\n" }.joined() + "  rate 1/s peak 2/s\n}\n"
  }

  static let cases = [
    Case(description: "as it stands", isHeld: true),
    Case(
      description: "lines with a generated key",
      key: "  id: uuid key",
      isHeld: true
    ),
    Case(
      description: "lines that are told apart by a key that is made elsewhere",
      key: "  id: string(20) key",
      isHeld: false
    ),
    Case(
      description: "as many as there may be",
      reference: "Order inverse lines 1.. avg 3",
      isHeld: false
    ),
    Case(
      description: "lines without an order",
      reference: "Order? inverse lines 0..30 avg 3 present 50%",
      key: "  id: uuid key",
      isHeld: false
    ),
    Case(
      description: "a line that changes",
      patterns: access(
        "o: Order, n: int(1..30)",
        "  update Line where order == $o and number == $n\n    set amount = 0",
        skew: ["o", "n"]
      ),
      isHeld: false
    ),
    Case(
      description: "a line that goes by itself",
      patterns: access(
        "o: Order, n: int(1..30)",
        "  delete Line where order == $o and number == $n",
        skew: ["o", "n"]
      ),
      isHeld: false
    ),
    Case(
      description: "lines that go with their order",
      reference: "Order inverse lines 1..30 avg 3 delete cascade",
      patterns: access("o: Order", "  delete Order where id == $o", skew: ["o"]),
      isHeld: true
    ),
    Case(
      description: "an order that goes only without lines",
      patterns: access("o: Order", "  delete Order where id == $o", skew: ["o"]),
      isHeld: false
    ),
    Case(
      description: "an order that changes",
      patterns: access(
        "o: Order, note: string(80)",
        "  update Order where id == $o\n    set note = $note",
        skew: ["o"]
      ),
      isHeld: true
    ),
    Case(
      description: "an order that an upsert makes",
      patterns: access(
        "o: Order, note: string(80)",
        "  upsert Order where id == $o\n    set note = $note",
        skew: ["o"]
      ),
      isHeld: false
    ),
    Case(
      description: "a call that adds a line and changes the order",
      patterns: access(
        "l: new Line, o: Order, note: string(80)",
        "  transaction {\n    insert $l\n    update Order where id == $o\n"
          + "      set note = $note\n  }",
        skew: ["o", "l.order"]
      ),
      isHeld: false
    ),
    Case(
      description: "an order that counts its lines",
      order: "  pieces: int = count(lines)",
      isHeld: false
    ),
    Case(
      description: "lines that something refers to",
      patterns: "entity Claim {\n  id: uuid key\n  line: Line inverse claims 0.. avg 1\n"
        + "  count 3K\n}\n",
      isHeld: false
    ),
    Case(description: "lines that expire", line: "  until: timestamp(s) ttl", isHeld: false),
    Case(description: "an order that expires", order: "  until: timestamp(s) ttl", isHeld: false),
    Case(description: "another unique value", line: "  code: string(20) unique", isHeld: false),
    Case(
      description: "of two Regions one would win",
      store: " {\n  replicas eventual eu-west-1\n}",
      isHeld: false
    ),
  ]

  @Test("is what is put with it or added to it, and stays", arguments: cases)
  func onlyWhatStays(_ one: Case) throws {
    let model = Model(
      """
      edition 2026
      model Items
      store main: dynamodb default\(one.store)
      entity Order {
        id: ulid key
        note: string(80)
      \(one.order)
        count 1K
      }
      entity Line {
        order: \(one.reference)
        amount: int
      \(one.line)
      \(one.key)
        count 3K
      }
      access place(o: new Order, l: many new Line 1..30 avg 3) {
        transaction {
          insert $o
          insert $l
        }
        rate 1/s peak 2/s
      }
      \(one.patterns)
      """
    )
    try #require(model.errors == [], "\(one)")
    let order = try #require(model.workload.entities.first { $0.name == "Order" })
    #expect(order.embeddings.map(\.field.name) == (one.isHeld ? ["lines"] : []))
    let first = order.fields.count + order.copies.count
    for (place, rows) in order.embeddings.enumerated() {
      #expect(rows.field.id == FieldID(first + place))
      #expect(order.embedding(rows.field.id) == rows && order.copy(rows.field.id) == nil)
    }
    for entity in model.workload.entities where entity.name != "Order" {
      #expect(entity.embeddings.isEmpty, "\(entity.name)")
    }
  }
}
