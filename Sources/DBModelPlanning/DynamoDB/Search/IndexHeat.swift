import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

/// What the writes of indexes on one key say about ways through them.
struct IndexHeat {
  /// Structures of which one key takes more writes than one partition is planned with.
  var hot: Set<Int> = []
  /// Structures that are spread over shards and would not be hot without them.
  var needless: Set<Int> = []

  var isEmpty: Bool { hot.isEmpty && needless.isEmpty }

  mutating func formUnion(_ other: IndexHeat) {
    hot.formUnion(other.hot)
    needless.formUnion(other.needless)
  }

  /// A way through a hot index is at risk, whoever reads it; one through a key that is spread for
  /// nothing is none.
  func weighed(_ ways: [DesignProblem.Way]) -> [DesignProblem.Way] {
    ways.compactMap { way in
      guard needless.isDisjoint(with: way.structures) else { return nil }
      let risks = way.structures.count(where: hot.contains)
      return risks > 0 ? way.adding(risks: risks) : way
    }
  }
}

extension DesignProblem {
  /// - Parameter isWarm: Whether some index takes more writes than one key of it may.
  func heat(
    _ key: DesignMemory.Kept,
    _ writes: [(AccessPattern, DynamoDBPath)],
    isWarm: Bool
  ) -> IndexHeat {
    let all = memory.stocks[key.stock].structures
    let spread = all.filter { memory.candidates[memory.structures[$0].candidate].shards > 1 }
    guard isWarm || !spread.isEmpty else { return IndexHeat() }
    if let known = memory.heat[key] { return known }
    func hot(_ pricer: WayPricer) -> Set<Int> {
      let names = pricer.hotIndexes(writes)
      return Set(all.filter { names.contains(Self.name($0)) })
    }
    var found = IndexHeat(hot: isWarm ? hot(pricer([key.stock])) : [])
    if !spread.isEmpty {
      let table = stocked(key.stock)
      let plain = table.with(indexes: table.indexes.map { $0.withoutShards() })
      let pricer = WayPricer(
        context,
        design: DynamoDBDesign(store: setting.store, origin: .derived, tables: [plain]),
        rates: setting.rates,
        sharing: memory.somePricer
      )
      found.needless = Set(spread).subtracting(hot(pricer))
    }
    memory.heat[key] = found
    return found
  }
}
