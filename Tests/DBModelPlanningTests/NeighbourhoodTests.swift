import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// What is weighed where the layout of one entity is decided by itself.
@Suite("What is around an entity")
struct NeighbourhoodTests {
  @Test("is, of rows that an item may hold, whoever asks for the item or adds to it")
  func everyoneOfTheItem() throws {
    let kinds = (0..<3).map { number in
      """
      entity K\(number) {
        order: Order inverse k\(number) 0..9 avg 3
        number: int(1..9)
        key order, number
      }
      access read\(number)(order: Order) {
        read K\(number) { number }
        where order == $order
        skew order uniform
        rate 1/s peak 2/s
      }
      access add\(number)(row: new K\(number)) {
        insert $row
        rate 1/s peak 2/s
      }
      """
    }
    let model = Model(
      """
      edition 2026
      model Around
      store main: dynamodb default
      entity Order {
        id: uuid key
        count 1K
      }
      access whole(order: Order) {
        read Order { id }
        where id == $order
        skew order uniform
        rate 1/s peak 2/s
      }
      \(kinds.joined(separator: "\n"))
      """
    )
    try #require(model.errors == [])
    let context = PlanningContext(model.workload)
    let store = model.workload.stores[0].id
    let patterns = context.patterns(on: store)
    let trial = PatternTrial(context, store: store, patterns: patterns)
    let space = LayoutSpace(context: context, store: store, patterns: patterns, trial: trial)
    let part = try #require(
      DesignParts(space, patterns: patterns, touched: trial.touched).parts.first
    )
    let one = try #require(model.workload.entities.first { $0.name == "K1" })
    let around = Neighbourhoods(part, space).around(one)
    #expect(around.patterns.map(\.name) == patterns.map(\.name))
  }
}
