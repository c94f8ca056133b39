import DBModelDesign
import DBModelPlanning
import DBModelTestKit
import DBModelWorkload
import Testing

/// When one Query of an item collection may take the place of several requests.
struct CollectionPathTests {
  private func requests(key: String, condition: String) -> [DynamoDBRequest] {
    let model = Model(
      """
      edition 2026
      model M
      store main: dynamodb default
      service app { role app }

      entity Order {
        id: uuid key
        count 100K
      }

      entity Line {
        \(key)
        text: string(80) avg 20 B
        count 300K
      }

      entity Part {
        line: Line inverse parts 1..9 avg 3 skew uniform
        number: int(1..9)
        name: string(80) avg 20 B
        key line, number
        count 900K
      }

      // Rows that others refer to are items.
      entity Screw {
        part: Part inverse screws 1..9 avg 3 skew uniform
        number: int(1..9)
        key part, number
      }

      access line(line: Line) {
        read Line { *, parts { name } }
        where \(condition)
        by app
        rate 5/s peak 20/s
        skew line uniform
        latency 90 ms p95
      }
      """
    )
    let design = Planner.plan(workload: model.workload).design
    guard case .dynamoDB(let path)? = design.accesses.first?.path else { return [] }
    return path.requests
  }

  @Test func theCollectionOfOneRowIsOneQuery() {
    let found = requests(key: "id: uuid key", condition: "id == $line")
    #expect(found.map(\.kind) == [.query] && found.first?.entities.count == 2)
  }

  /// All lines of an order may stand under one key: a Query of it is not the line asked for.
  @Test func aRowAmongOthersOfItsKindIsReadAlone() {
    let found = requests(
      key: "order: Order inverse lines 0..40 avg 3 skew uniform\n  number: int(1..40)"
        + "\n  key order, number",
      condition: "order == $line.order and number == $line.number"
    )
    #expect(!found.isEmpty)
    let isAll = found.contains { request in
      request.kind == .query && request.entities.count > 1 && request.sortCondition == nil
    }
    #expect(!isAll, "\(found.map(\.kind))")
  }
}
