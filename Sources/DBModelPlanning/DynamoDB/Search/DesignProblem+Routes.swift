import DBModelDesign
import DBModelQuery
import DBModelWorkload

extension DesignProblem {
  /// Unions of demands that are looked at for one key, and for all keys of a table; each has four.
  private static let mostUnions = 32
  private static let mostStructures = 320

  mutating func routes(
    _ pattern: AccessPattern,
    _ offers: [Int]
  ) -> Routes {
    let places = tables(of: pattern)
    let key = DesignMemory.Over(
      pattern: memory.number(of: pattern),
      tables: places.map { offers[$0] }
    )
    let found = memory.routes[key] ?? routes(pattern, over: key.tables)
    memory.routes[key] = found
    if !found.isComplete { isComplete = false }
    return found
  }

  private func routes(_ pattern: AccessPattern, over offers: [Int]) -> Routes {
    let filtered = FilteredAttributes(pattern, context, tables: offers.map { assembled($0).table })
    var held: [Int: Set<String>] = [:]
    let tables = offers.map { offer in
      let (table, plans) = assembled(offer)
      let base = [table.partitionKey.name] + [table.sortKey?.name].compactMap { $0 }
      return table.with(
        indexes: zip(table.indexes, plans).flatMap { index, plan in
          let candidate = memory.candidates.number(of: plan.content.key)
          held[candidate] = Set(base + index.keyAttributes.map(\.name))
          return variants(of: index, candidate, filtered.names(of: plan.entity).sorted())
        }
      )
    }
    let found = PatternRoutes(
      pattern,
      context,
      KeyCatalog(tables: tables),
      isTrial: false,
      unpaid: unpaid(offers.map { memory.contents[memory.offers[$0].content] })
    )
    func demanding(_ route: PatternRoutes.Route) -> Routes.Demanding {
      let demands = route.path.demands(
        context.workload,
        keys: { name in IndexVariant.split(name).flatMap { held[$0.candidate] } ?? [] },
        filterable: filtered.names
      )
      return (route, demands)
    }
    return Routes(
      routes: found.routes.map(demanding),
      changes: found.changes.map { $0.map(demanding) },
      isComplete: found.isComplete
    )
  }

  private func variants(
    of index: SecondaryIndex,
    _ candidate: Int,
    _ filtered: [String]
  ) -> [SecondaryIndex] {
    let names = filtered.filter { name in !index.keyAttributes.contains { $0.name == name } }
    var made = [
      index.with(name: IndexVariant.covering.name(candidate), projection: .all),
      index.with(name: IndexVariant.keys.name(candidate), projection: .keysOnly),
    ]
    if !names.isEmpty {
      made.append(
        index.with(name: IndexVariant.filtering.name(candidate), projection: .include(names))
      )
    }
    return made
  }

  // MARK: Projections

  /// The tables with every index that may be of use, what it stores included.
  mutating func stocks(
    _ routes: [Routes],
    _ offers: [Int]
  ) -> [Int] {
    var found: [Int: [AttributeDemand]] = [:]
    for route in routes.lazy.flatMap({ $0.routes + $0.changes.joined() }) {
      for (name, demand) in route.demands {
        guard let candidate = IndexVariant.split(name)?.candidate else { continue }
        if found[candidate]?.contains(demand) != true {
          found[candidate, default: []].append(demand)
        }
      }
    }
    return offers.map { number in
      let offer = memory.offers[number]
      let most = min(
        Self.mostUnions,
        max(4, Self.mostStructures / max(1, offer.candidates.count))
      )
      let structures = offer.candidates.flatMap { candidate in
        unions(found[candidate] ?? [], most: most).map {
          memory.structures.number(
            of: DesignMemory.StructureContent(candidate: candidate, demand: $0)
          )
        }
      }
      return memory.stocks.number(
        of: DesignMemory.TableStock(offer: number, structures: structures)
      )
    }
  }

  /// What an index may store: what is asked of it, and every union of that; the least first.
  private mutating func unions(_ demands: [AttributeDemand], most: Int) -> [AttributeDemand] {
    var sets = demands.sorted { $0.text < $1.text }
    var next = 0
    while next < sets.count, sets.count < most {
      for other in 0..<next where sets.count < most {
        let union = sets[next].union(sets[other])
        if !sets.contains(union) { sets.append(union) }
      }
      next += 1
    }
    if next < sets.count {
      isComplete = false
      let all = sets.reduce(AttributeDemand.none) { $0.union($1) }
      if !sets.contains(all) { sets.append(all) }
    }
    return sets.sorted { $0.text < $1.text }
  }
}
