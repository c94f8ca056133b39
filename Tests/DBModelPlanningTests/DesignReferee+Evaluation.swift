import DBModelDesign
import DBModelEstimation
import DBModelWorkload

@testable import DBModelPlanning

/// What the design that the enumeration came to really costs.
extension DesignReferee {
  /// What a design really costs: attributes made for one index are in the items of all patterns.
  ///
  /// - Parameter byGroups: Whether patterns keep to the index of their group: where all take the
  ///   cheapest way there is, they may ask one key for too much.
  func evaluated(
    _ found: Found,
    _ placements: [Placement],
    _ ranks: [WayRank],
    byGroups: Bool
  ) -> Found? {
    let assembled = assembler(placements, found.plans).tables()
    let finished = assembled.map(\.table)
    let own = byGroups ? RefereeHeat.indexes(of: found, in: assembled) : [:]
    let pricer = WayPricer(
      context,
      design: DynamoDBDesign(store: store, origin: .derived, tables: finished),
      rates: rates
    )
    let catalog = KeyCatalog(tables: finished)
    let hot = pricer.hotIndexes(writesOf(finished))
    var cost = 0.0
    var writes: [(AccessPattern, DynamoDBPath)] = []
    var reads: [(Bool, [RefereeHeat.Read])] = []
    for (client, pattern) in patterns.enumerated() {
      let ways = PatternRoutes(pattern, context, catalog, isTrial: false).all
        .map { ($0.path, pricer.price(pattern, $0.path)) }
        .filter { rank($0.1, $0.0, hot) <= ranks[client] }
        .filter { way in
          guard byGroups else { return true }
          return way.0.requests.allSatisfy { $0.index == nil || $0.index == own[client] }
        }
      guard let best = ways.min(by: { $0.1.cost < $1.1.cost }) else {
        if ranks[client].broken >= 1_000 { continue }
        return nil
      }
      cost += best.1.usDollarsPerMonth
      writes.append((pattern, best.0))
      reads.append(
        (isAtRisk.contains(client), RefereeHeat.reads(pattern, best.0, pricer))
      )
    }
    guard RefereeHeat.isWithin(reads) else { return nil }
    let upkeep = pricer.upkeep(writes)
    let kept = upkeep.indexes.sorted { $0.key < $1.key }.reduce(upkeep.tables) { $0 + $1.value }
    return Found(cost: cost + kept, text: found.text)
  }
}
