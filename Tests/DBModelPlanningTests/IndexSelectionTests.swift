import DBModelDesign
import DBModelTestData
import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// Which indexes of a table are kept.
@Suite struct IndexSelectionTests {
  /// The tables of a generated model, with what they chose among.
  private func planners(_ seed: Int, store: String) -> [BTreePlanner] {
    let text = RandomModel(seed: UInt64(seed), entities: 6, patterns: 24).text(store: store)
    let workload = Model(text).workload
    let context = PlanningContext(workload)
    let scope = RelationalScope(workload, store: workload.stores.first?.id)
    let needs = IndexNeeds(context: context, scope: scope)
    return scope.entities.map { entity in
      BTreePlanner(
        context: context,
        entity: entity,
        store: workload[scope.store],
        missShare: 0.3,
        constraints: [("primary key", entity.key)],
        needs: needs.needs[entity.id] ?? []
      )
    }
  }

  private static let stores = ["aurora-postgresql", "aurora-mysql", "sqlite"]

  /// No set of the candidates is better, but for what is within the error of the figures.
  @Test(arguments: 1...12) func nothingIsBetter(seed: Int) {
    for planner in planners(seed, store: Self.stores[seed % 3])
    where planner.candidates.count <= IndexSelection.exact {
      let made = planner.selection.candidates(of: planner.selection.best)
      let rank = planner.workload.rank(made)
      let best = planner.selection.exhaustive().rank
      #expect(rank.broken <= best.broken + 1e-9)
      // Each index that was left out may have saved a fiftieth.
      #expect(rank.ms <= best.ms * 1.25 + 1e-9)
      for candidate in planner.candidates {
        #expect(planner.workload.rank(made + [candidate]).broken >= rank.broken - 1e-9)
      }
    }
  }

  /// Improving sets step by step ends where pricing all of them does.
  @Test(arguments: 1...12) func improvingFindsTheBest(seed: Int) {
    for planner in planners(seed, store: Self.stores[seed % 3])
    where planner.candidates.count <= 8 {
      let best = planner.selection.exhaustive().rank
      let found = planner.selection.improved().rank
      #expect(found.broken <= best.broken + 1e-9 && found.ms <= best.ms * 1.01 + 1e-12)
    }
  }

  /// More writes never make more indexes worth their upkeep, where no budget asks for them.
  @Test func writesDecide() {
    func indexes(writes: String) -> Int {
      let text = """
        edition 2026
        model Weighed

        store main: aurora-postgresql default

        entity Event {
          id:     uuid       key
          source: string(40) avg 12 B
          kind:   string(40) avg 12 B
          body:   string(400) avg 200 B

          count 50K
        }

        access bySource(source: Event.source) {
          read  Event { id, body }
          where source == $source
          rate  0.02/s peak 1/s
          skew  source uniform
        }

        access record(event: new Event) {
          insert  $event
          rate    \(writes)
          latency 50 ms p95
        }
        """
      let model = Model(text)
      #expect(model.errors.isEmpty, "\(model.errors)")
      let design = Planner.plan(workload: model.workload).design
      guard case .relational(let store)? = design.stores.first else { return -1 }
      return store.tables[0].indexes.count
    }
    #expect(indexes(writes: "1/s peak 10/s") == 1)
    #expect(indexes(writes: "2_000/s peak 5_000/s") == 0)
  }

  /// A number of four bytes stands where an entry of twelve is padded to sixteen: a column that is
  /// read besides costs nothing there, and is taken for a tenth of the work. A text makes the index
  /// more than twice as wide and saves as much, since the rows change: it is not.
  @Test(arguments: [("int(1..10K)", true), ("string(60) avg 50 B", false)])
  func whatIsReadBesidesHasToSaveAsItIsWide(_ type: String, isIncluded: Bool) throws {
    let model = Model(
      """
      edition 2026
      model Offers

      store main: aurora-postgresql default {
        class db.r6g.large
      }

      entity Supplier {
        id: int(1..3K) key

        count 3K
      }

      entity Offer {
        id:        int(1..9M)    key
        supplier:  Supplier      inverse offers 0..200 avg 80
        rank:      int(1..9M)
        available: \(type)
        comment:   string(199)   avg 124 B

        count 240K
      }

      access best(supplier: Supplier) {
        read  Offer { id, rank }
        where supplier == $supplier
        order rank
        limit 20
        rate  20/s peak 50/s
        skew  supplier uniform
      }

      access all(supplier: Supplier) {
        read  Offer { id, available }
        where supplier == $supplier
        rate  8/s peak 30/s
        skew  supplier uniform
      }

      access drop(offer: Offer) {
        delete Offer where id == $offer
        rate 1/s peak 5/s
        skew offer uniform
      }
      """
    )
    #expect(model.errors.isEmpty, "\(model.errors)")
    let design = Planner.plan(workload: model.workload).design
    guard case .relational(let store)? = design.stores.first else {
      Issue.record("no relational store")
      return
    }
    let included = store.tables.flatMap(\.indexes).flatMap(\.included)
    #expect(included.contains("available") == isIncluded, "\(store.tables.flatMap(\.indexes))")
  }
}
