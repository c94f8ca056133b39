import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension DesignProblem {
  /// Shards of one key at most: a read asks every one of them.
  private static let mostShards = 1_000.0
  /// What single needs ask for, of which the shards are counted apart.
  private static let mostAsked = 6

  /// Adds the keys that are spread over shards, of those that would take more writes on one value
  /// than one partition serves. Such a key needs an attribute made for it.
  ///
  /// - Parameter offers: By table: the number of what it offers without them.
  mutating func addShards(_ offers: [Int]) {
    for place in contents.indices {
      for key in shardedKeys(place, offers) {
        let own: Set<MadeAttribute> =
          key.isWhole
          ? makings(key, memory.contents[contents[place]])
          : [.shard(key.entity, count: key.shards)]
        makings.formUnion(own)
        if own.isSubset(of: made) { candidates[place].append(memory.candidates.number(of: key)) }
      }
    }
  }

  private mutating func shardedKeys(_ place: Int, _ offers: [Int]) -> [KeyCandidate] {
    let writers = patterns.filter { pattern in
      guard case .write = pattern.operation, PeakRate.interval(of: pattern) != nil else {
        return false
      }
      return tables(of: pattern).contains(place)
    }
    guard !candidates[place].isEmpty || !wholeKeys[place].isEmpty, mayBeHot(writers, place)
    else { return [] }
    let key = DesignMemory.Writing(
      offer: offers[place],
      whole: wholeKeys[place].map { memory.candidates.number(of: $0) },
      asked: memory.contents[contents[place]].members.map { asked($0.entity).map(\.text) },
      writers: writers.map { over($0, offers) }
    )
    if let known = memory.sharded[key] { return known }
    var courses: [(pattern: AccessPattern, path: DynamoDBPath)] = []
    for pattern in writers {
      guard let first = routes(pattern, offers).routes.first else { continue }
      courses.append((pattern, first.route.path))
    }
    let found = shardedKeys(place, courses)
    memory.sharded[key] = found
    return found
  }

  /// Whether one key of some index would take too many writes if it took every one there is: most
  /// tables are told from the hot ones without any way.
  private func mayBeHot(_ writers: [AccessPattern], _ place: Int) -> Bool {
    let content = memory.contents[contents[place]]
    let table = assembler(content, []).tables()[0].table
    let sizes = ItemSizes(workload: context.workload)
    let blocks =
      table.layouts.map {
        sizes.item($0, in: table).meanBlocks(ofBytes: CapacityUnits.writeBlockBytes)
      }.max() ?? 1
    let writes = writers.reduce(0.0) { sum, pattern in
      sum + (PeakRate.interval(of: pattern)?.high ?? 0) * mostWrites(pattern)
    }
    // A changed key is two writes; attributes made for indexes may fill a block more.
    let units = 2 * (blocks + 1)
    let atOnce = writers.map { Double($0.rate?.batch?.value ?? 1) }.max() ?? 1
    return writes * units
      > PartitionCeiling.planned(isWrite: true, requestUnits: units * atOnce)
  }

  /// Items that one call writes, at most on average; infinite where only a way tells.
  private func mostWrites(_ pattern: AccessPattern) -> Double {
    guard case .write(let statements, _) = context.shapes[pattern.id.rawValue] else { return 0 }
    return statements.reduce(0.0) { sum, statement in
      let times = statement.repeatedBy.reduce(1.0) { product, list in
        guard case .many(_, let count) = pattern[list].type else { return product }
        return product * max(1, count.average)
      }
      let isOne =
        statement.kind == .insert
        || statement.isUniqueLookup
          && (statement.kind != .delete || context.referrers[statement.entity.rawValue].isEmpty)
      return sum + (isOne ? times : times * (pattern.rows?.value.average ?? .infinity))
    }
  }

  /// What the needs of an entity ask an index to store, each by itself and all of them.
  private func asked(_ entity: EntityID) -> [AttributeDemand] {
    let names = context.attributeNames[entity.rawValue]
    var found: [Set<String>] = []
    for need in setting.needs[entity] ?? [] {
      let paths = need.filters.flatMap(\.fieldPaths).filter { $0.field.entity == entity }
      let fields =
        need.reads + need.fixedFields + need.ranges.map(\.field) + paths.map(\.field.field)
      let own = Set(fields.map { names[$0.rawValue] })
      if !found.contains(own) { found.append(own) }
    }
    let all = found.reduce(Set()) { $0.union($1) }
    let some = Array(found.prefix(Self.mostAsked))
    return (some.contains(all) ? some : some + [all]).map { .some($0) }
  }

  /// The number of shards is that of entries which hold everything, of those with keys alone, and
  /// of those with what is asked for: an index that stores something else is served by one of them.
  private func shardedKeys(
    _ place: Int,
    _ courses: [(pattern: AccessPattern, path: DynamoDBPath)]
  ) -> [KeyCandidate] {
    let headroom = max(1, context.workload.goals?.headroomThroughput?.value ?? 1)
    let content = memory.contents[contents[place]]
    // What needs no attribute made otherwise: the same in every way of keeping the rows there.
    let plain =
      candidates[place].map { memory.candidates[$0] }
      .filter { !$0.isLocal && !$0.isWhole && makings($0, content).isEmpty } + wholeKeys[place]
    var open = plain.filter { $0.partition.count < IdealKey.attributesPerPart }
      .flatMap { key in
        ([.all, .none] + asked(key.entity)).map { IndexPlan(key, demand: $0) }
      }
    open = zip(open, hottest(open, plain, place, courses)).compactMap { plan, load in
      let count = PartitionCeiling.shards(of: load.high * headroom)
      guard load.low > 1, count <= Self.mostShards else { return nil }
      return IndexPlan(plan.key.sharded(over: Int(count)), demand: plan.demand)
    }
    var found: [KeyCandidate] = []
    // The attribute of the shard makes entries larger, so that a key may need one more of them.
    // What is hot even then is one item, which nothing spreads.
    for _ in 0..<2 {
      var left: [IndexPlan] = []
      for (_, plans) in Dictionary(grouping: open, by: \.shards).sorted(by: { $0.key < $1.key }) {
        for (plan, load) in zip(plans, hottest(plans, plain, place, courses)) {
          if load.low > 1 {
            left.append(IndexPlan(plan.key.sharded(over: plan.shards + 1), demand: plan.demand))
          } else if !found.contains(plan.key) {
            found.append(plan.key)
          }
        }
      }
      open = left
    }
    return found
  }

  /// Beside some indexes: write units a second on the hottest key of each, in a table that has the
  /// attributes of other keys as well.
  private func hottest(
    _ plans: [IndexPlan],
    _ others: [KeyCandidate],
    _ place: Int,
    _ courses: [(pattern: AccessPattern, path: DynamoDBPath)]
  ) -> [Interval] {
    guard !plans.isEmpty else { return [] }
    let asked = Set(plans.map(\.content))
    let more = others.map { IndexPlan($0, demand: .none) }.filter { !asked.contains($0.content) }
    let content = memory.contents[contents[place]]
    let (table, made) = assembler(content, more + plans).tables()[0]
    let pricer = WayPricer(
      context,
      design: DynamoDBDesign(store: setting.store, origin: .derived, tables: [table]),
      rates: setting.rates,
      sharing: memory.somePricer
    )
    let loads = pricer.hottestWrites(courses)
    let names = Dictionary(
      zip(made.map(\.content), table.indexes.map(\.name)),
      uniquingKeysWith: { a, _ in a }
    )
    return plans.map { names[$0.content].flatMap { loads[$0] } ?? .zero }
  }
}
