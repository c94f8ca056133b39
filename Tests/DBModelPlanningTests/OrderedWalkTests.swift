import DBModelDesign
import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// The first rows of an order of those that refer to one row: through the reference, or down the
/// order until enough of them are found.
@Suite struct OrderedWalkTests {
  private struct Found {
    var indexes: [String] = []
    var scans: [String] = []
  }

  private func plan(groups: String, of houses: String) -> Found {
    let model = Model(
      """
      edition 2026
      model Walk

      store main: aurora-postgresql default {
        class db.r6g.large
      }

      entity Town {
        id: int(1..10K) key

        count \(groups)
      }

      entity House {
        id:   int(1..1M) key
        town: Town       inverse houses 0..100K avg \(houses)

        count 20K
      }

      entity Person {
        id:    int(1..9M)  key
        house: House       inverse persons 0..50 avg 20
        name:  string(60)  avg 16 B
        born:  date

        count 400K
      }

      access firstOf(town: Town) {
        read  Person { id, name, born }
        where house.town == $town
        order name
        limit 20
        rate  10/s peak 50/s
        skew  town uniform
      }
      """
    )
    #expect(model.errors.isEmpty, "\(model.errors)")
    let design = Planner.plan(workload: model.workload).design
    guard case .relational(let store)? = design.stores.first else { return Found() }
    var found = Found()
    found.indexes = store.tables.flatMap(\.indexes).map { index in
      index.columns.map(\.column).joined(separator: " ")
    }
    if case .sql(let path)? = design.accesses.first?.path { found.scans = path.plannedScans }
    return found
  }

  /// Of 10,000 towns one has 40 persons: 10,000 of the order would be passed for each of them.
  @Test func fewAreFoundThroughTheirReference() {
    let found = plan(groups: "10K", of: "2")
    #expect(found.indexes == ["town_id", "house_id"] && found.scans.isEmpty, "\(found)")
  }

  /// Of two towns each has half of all persons: the order ends after some dozens.
  @Test func manyAreFoundDownTheOrder() {
    let found = plan(groups: "2", of: "10K")
    #expect(found.indexes == ["name id"] && found.scans.isEmpty, "\(found)")
  }
}
