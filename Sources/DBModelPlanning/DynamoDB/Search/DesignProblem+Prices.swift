import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

extension DesignProblem {
  /// Combinations of projections that are looked at for one route.
  private static let mostCombinations = 64

  mutating func price(_ routes: [Routes], _ stocks: [Int]) {
    for (pattern, routes) in zip(patterns, routes) {
      let key = over(pattern, stocks)
      let found = memory.ways[key] ?? ways(pattern, routes, over: key.tables)
      memory.ways[key] = found
      ways.append(found.ways)
      if !found.isComplete { isComplete = false }
    }
    var writesOf = [[(AccessPattern, DynamoDBPath)]](repeating: [], count: stocks.count)
    for (pattern, ways) in zip(patterns, ways) {
      guard case .write = pattern.operation, let first = ways.first?.first else { continue }
      for place in tables(of: pattern) { writesOf[place].append((pattern, first.path)) }
    }
    if mayShareAHotKey { findLoads(stocks) }
    var heat = IndexHeat()
    for (stock, writes) in zip(stocks, writesOf) {
      let key = DesignMemory.Kept(
        stock: stock,
        writers: writes.map { over($0.0, stocks) }
      )
      let kept = memory.upkeep[key] ?? upkeep(stock, writes)
      memory.upkeep[key] = kept
      heat.formUnion(self.heat(key, writes, isWarm: kept.isWarm))
      tableCosts.append(kept.table)
      for id in memory.stocks[stock].structures {
        let structure = memory.structures[id]
        structures.append(
          Structure(
            id: id,
            key: memory.candidates[structure.candidate],
            demand: structure.demand,
            upkeep: kept.indexes[id] ?? 0
          )
        )
      }
    }
    if !heat.isEmpty { ways = ways.map { $0.map(heat.weighed) } }
    addTwins()
  }

  func over(_ pattern: AccessPattern, _ stocks: [Int]) -> DesignMemory.Over {
    DesignMemory.Over(
      pattern: memory.number(of: pattern),
      tables: tables(of: pattern).map { stocks[$0] }
    )
  }

  func pricer(_ stocks: [Int]) -> WayPricer {
    if let known = memory.pricers[stocks] { return known }
    let made = makePricer(stocks)
    memory.pricers[stocks] = made
    memory.somePricer = memory.somePricer ?? made
    return made
  }

  /// A table with the indexes that patterns may go through, by the names of their numbers.
  func stocked(_ number: Int) -> DynamoDBTable {
    let stock = memory.stocks[number]
    let (table, plans) = assembled(stock.offer)
    let byCandidate = Dictionary(grouping: stock.structures) { memory.structures[$0].candidate }
    return table.with(
      indexes: zip(table.indexes, plans).flatMap { index, plan in
        (byCandidate[memory.candidates.number(of: plan.content.key)] ?? []).map { id in
          index.with(name: Self.name(id), projection: memory.structures[id].demand.projection)
        }
      }
    )
  }

  private func makePricer(_ stocks: [Int]) -> WayPricer {
    let tables = stocks.map(stocked)
    return WayPricer(
      context,
      design: DynamoDBDesign(store: setting.store, origin: .derived, tables: tables),
      rates: setting.rates,
      sizes: zip(stocks, tables).map(sizes),
      sharing: memory.somePricer
    )
  }

  private func sizes(_ stock: Int, _ table: DynamoDBTable) -> TableSizes {
    if let known = memory.sizes[stock] { return known }
    let content = memory.contents[memory.offers[memory.stocks[stock].offer].content]
    let made = TableSizes(
      workload: context.workload,
      table: table,
      weightless: table.names(madeOf: Set(content.weightless), context.workload)
    )
    memory.sizes[stock] = made
    return made
  }

  private func upkeep(
    _ stock: Int,
    _ writes: [(AccessPattern, DynamoDBPath)]
  ) -> (table: Double, indexes: [Int: Double], isWarm: Bool) {
    let kept = pricer([stock]).upkeep(writes)
    var indexes: [Int: Double] = [:]
    for id in memory.stocks[stock].structures { indexes[id] = kept.indexes[Self.name(id)] ?? 0 }
    return (kept.tables, indexes, kept.isWarm)
  }

  private func ways(
    _ pattern: AccessPattern,
    _ routes: Routes,
    over stocks: [Int]
  ) -> (ways: [[Way]], isComplete: Bool) {
    memory.evaluations += 1
    let pricer = pricer(stocks)
    let offered = Dictionary(grouping: stocks.flatMap { memory.stocks[$0].structures }) {
      memory.structures[$0].candidate
    }
    if let first = routes.routes.first, !routes.changes.isEmpty {
      let needs = NeedWays(
        pattern: pattern,
        pricer: pricer,
        memory: memory,
        workload: context.workload,
        offered: offered
      )
      return (needs.ways(first, routes.changes), true)
    }
    var found: [Way] = []
    var isComplete = true
    for (route, demands) in routes.routes {
      let keys = Dictionary(uniqueKeysWithValues: zip(route.script.indices, route.script))
      let (choices, isAll) = combinations(demands, offered)
      if !isAll { isComplete = false }
      for names in choices {
        let path = route.path.renamed(names.mapValues(Self.name))
        let price = pricer.price(pattern, path)
        found.append(Self.way(path, keys, names, price, copied: route.copied))
      }
    }
    return (found.isEmpty ? [] : [found], isComplete)
  }

  /// - Parameter names: By the name of an index in the catalog: the structure.
  static func way(
    _ path: DynamoDBPath,
    _ keys: [Int: String],
    _ names: [String: Int],
    _ price: WayPrice,
    copied: Set<FieldReference> = []
  ) -> Way {
    let chosen = names.compactMap { name, structure in
      IndexVariant.split(name).map { ($0.candidate, structure) }
    }
    return Way(
      path: path,
      keys: keys,
      structures: Set(names.values).sorted(),
      chosen: Dictionary(chosen, uniquingKeysWith: { a, _ in a }),
      copied: copied,
      rank: price.rank,
      cost: price.cost,
      effort: price.effort,
      peakReadUse: price.peakReadUse
    )
  }

  /// Every choice of structures that store enough for a route.
  private func combinations(
    _ demands: [String: AttributeDemand],
    _ offered: [Int: [Int]]
  ) -> (choices: [[String: Int]], isAll: Bool) {
    var isAll = true
    var found: [[String: Int]] = [[:]]
    for (name, candidate, demand) in memory.inOrder(demands, context.workload) {
      let enough = (offered[candidate] ?? []).filter {
        memory.structures[$0].demand.covers(demand)
      }
      var next: [[String: Int]] = []
      for begun in found {
        for structure in enough {
          var longer = begun
          longer[name] = structure
          next.append(longer)
        }
      }
      if next.count > Self.mostCombinations { isAll = false }
      found = Array(next.prefix(Self.mostCombinations))
    }
    return (found, isAll)
  }
}
