import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

@testable import DBModelPlanning

/// Which keys are spread over shards, and over how many: both referees look for it by trying.
struct RefereeShards {
  /// What writes may take of one key, as a part of what is planned with.
  private static let planned = 1.0

  let context: PlanningContext
  let store: StoreID
  let rates: DynamoDBRates
  /// The tables with one index.
  let tables: (IndexPlan) -> [DynamoDBTable]
  /// Any way of each write through some tables.
  let writes: ([DynamoDBTable]) -> [(AccessPattern, DynamoDBPath)]

  /// A key of which one value takes too many writes, spread over as many shards as it takes; with
  /// everything in the entries, and with keys alone.
  func spread(_ key: KeyCandidate) -> [KeyCandidate] {
    // A key that needs an attribute made otherwise has no shards, unless all rows stand under it.
    let layouts = tables(IndexPlan(key)).flatMap(\.layouts)
    let isPlain = key.isWhole || layouts.allSatisfy(\.synthetic.isEmpty)
    guard isPlain,
      key.partition.count < IdealKey.attributesPerPart
    else { return [] }
    let counts = [AttributeDemand.all, .none].compactMap { demand -> Int? in
      let together = load(key, demand)
      guard together.low > Self.planned else { return nil }
      let count = Int((together.high / Self.planned).rounded(.up))
      return [count, count + 1].first {
        load(key.sharded(over: $0), demand).low <= Self.planned
      }
    }
    return Set(counts).sorted().map { key.sharded(over: $0) }
  }

  /// Whether one value takes too many writes where it is not spread, with what is stored.
  func isNeeded(_ key: KeyCandidate, _ demand: AttributeDemand) -> Bool {
    load(key.sharded(over: 1), demand).low > Self.planned
  }

  private func load(_ key: KeyCandidate, _ demand: AttributeDemand) -> (low: Double, high: Double) {
    let tables = tables(IndexPlan(key, demand: demand))
    let pricer = WayPricer(
      context,
      design: DynamoDBDesign(store: store, origin: .derived, tables: tables),
      rates: rates
    )
    let found = pricer.hottestWrites(writes(tables)).first { $0.value.high > 0 }?.value
    return (found?.low ?? 0, found?.high ?? 0)
  }
}
