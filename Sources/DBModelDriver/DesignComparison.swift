import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// What a written design and the derived one of the same store serve and cost.
struct DesignComparison {
  let pipeline: Pipeline
  let route: Pipeline.FixedRoute

  private var store: StoreID { route.design.store }

  var derivedDesign: DynamoDBDesign? {
    pipeline.design.stores.lazy.compactMap { found -> DynamoDBDesign? in
      if case .dynamoDB(let tables) = found, tables.store == store { tables } else { nil }
    }.first
  }

  /// How many patterns of the store have a way.
  var served: (written: Int, derived: Int) { (served(route.routes), served(pipeline.design)) }

  /// USD a month: requests of the patterns that both serve, and all storage, as the bill has them;
  /// `nil` where nothing was derived.
  var usDollarsPerMonth: (written: Interval, derived: Interval)? {
    derivedDesign.map { design in
      let patterns = servedByBoth
      return (
        cost(route.design.tables, route.estimates, patterns),
        cost(design, pipeline.estimates, patterns)
      )
    }
  }

  private func served(_ design: PhysicalDesign) -> Int {
    design.accesses.count { $0.store == store && $0.path.isServed }
  }

  private var servedByBoth: Set<PatternID> {
    let written = Set(route.routes.accesses.filter(\.path.isServed).map(\.pattern))
    return written.intersection(pipeline.design.accesses.filter(\.path.isServed).map(\.pattern))
  }

  private func cost(
    _ tables: DynamoDBDesign,
    _ estimates: Estimates,
    _ patterns: Set<PatternID>
  ) -> Interval {
    let usage = UsageEstimator.lines(
      of: tables,
      units: estimates.units.filter { patterns.contains($0.pattern) },
      workload: pipeline.workload,
      book: pipeline.book
    )
    return MonthlyCost.total(
      MonthlyCost(workload: pipeline.workload, usage: usage, book: pipeline.book).lines
        .filter { $0.store == store }
    )
  }
}

extension PatternAccess.Path {
  /// Whether there is a way.
  var isServed: Bool { if case .none = self { false } else { true } }
}
