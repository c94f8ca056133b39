import DBModelDesign
import DBModelDiagnostics
import DBModelReport
import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelDriver

/// A model as its pipeline has it.
struct SampleModel {
  let pipeline: Pipeline

  var workload: Workload { pipeline.workload }

  init(_ text: String) throws {
    let request = DriverRequest(.explain, paths: ["-"], stdinPath: "model.dbmodel")
    let (outcome, model) = ModelRun.load(request, readingStandardInput: { Array(text.utf8) })
    let found = outcome.document.findings.map(\.title)
    let loaded = try #require(model, "\(found)")
    pipeline = Pipeline(loaded, explainsPlans: false, weighsChoices: false)
  }

  /// Of the one store.
  func design() throws -> RelationalDesign {
    let designs = Pipeline.relationalDesigns(pipeline.design)
    return try #require(designs.first)
  }

  func entity(_ name: String) throws -> EntityID {
    try #require(workload.entities.first { $0.name == name }).id
  }

  func pattern(_ name: String) throws -> AccessPattern {
    try #require(workload.patterns.first { $0.name == name })
  }

  /// Rows of the sample of the tables of entities, by entity.
  func sizes(_ names: String...) throws -> [String: Int] {
    let sizes = SampleSizes(workload: workload, entities: Set(try names.map(entity)))
    return Dictionary(
      zip(workload.entities.map(\.name), sizes.rows).filter { $0.1 > 0 },
      uniquingKeysWith: { a, _ in a }
    )
  }

  static let shop = """
    edition 2026
    model Shop

    store main: aurora-mysql default {
      class db.r6g.large
    }

    entity Category {
      id:   int(1..200) key
      name: string(40)

      count 200
    }

    entity Customer {
      id:    int key
      email: string(100) avg 20 B unique

      count 1M
    }

    entity Order {
      id:       int           key
      customer: Customer      inverse orders 0..1000 avg 20
      category: Category      inverse orders 0..10M avg 100K
      placed:   timestamp(ms) clock
      total:    int(0..999_999)
      status:   enum { open 5%, sent 95% }

      count 20M
    }

    entity Note {
      id:   int key
      text: string(100)

      count 5M
    }

    access lately(since: timestamp(ms) recent 20 days) {
      read  Order { id, total }
      where placed >= $since
      rate  1/s peak 2/s
    }

    access dearest(totals: range of int 1..20_000 avg 10_000) {
      read  Order { id, total }
      where total in $totals
      rate  1/s peak 2/s
    }

    access pages(customer: Customer) {
      read  Order { id, placed }
      where customer == $customer
      order placed descending
      page  20
      rate  1/s peak 2/s
      skew  customer uniform
    }

    access written(since: timestamp(ms) recent 20 days) {
      sql "SELECT o.total FROM `order` o WHERE o.placed >= :since AND o.placed < NOW()"
      returns 5 rows
      reads Order
      rate  1/s peak 2/s
    }

    access place(order: new Order) {
      insert $order
      rate   100_000/day peak 50/s
      skew   order.customer uniform
      skew   order.category uniform
    }

    """
}
