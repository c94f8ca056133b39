import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

@testable import DBModelPlanning

/// What the tables, indexes and ways of an unpruned space cost.
///
/// Attributes made for an index are in every item, so a table is priced for each set of fields that
/// attributes are made of.
final class UnprunedPrices {
  struct Table: Hashable {
    let kind: Int
    let made: Set<MadeAttribute>
  }

  /// An index of a kind of table.
  struct Index: Hashable {
    let kind: Int
    let key: Int
    let demand: AttributeDemand
  }

  struct Kept {
    let table: Double
    let indexes: [Index: Double]
    let hot: Set<Index>
  }

  struct Way {
    let indexes: Set<Index>
    let rank: WayRank
    /// USD a month, the effort included.
    let cost: Double
    let reads: [Read]
  }

  /// What a way asks of one key that others may ask for as well.
  struct Read: Hashable {
    /// `nil` for the key of a table.
    let index: Index?
    let table: String
    let value: String
    let ofCeiling: Double
  }

  private struct Question: Hashable {
    let pattern: Int
    let tables: [Table]
    let script: [String]
    var copied: Set<FieldReference> = []
  }

  let space: UnprunedSpace
  private let rates: DynamoDBRates
  private var numbers = Numbering<Index>()
  private var stocked: [Table: DynamoDBTable] = [:]
  private var sizes: [Table: TableSizes] = [:]
  private var pricers: [[Table]: WayPricer] = [:]
  private var catalogs: [Question: KeyCatalog] = [:]
  private var somePricer: WayPricer?
  private var known: [Question: [Way]] = [:]
  private var kept: [Table: Kept] = [:]

  init(_ space: UnprunedSpace) {
    self.space = space
    rates = DynamoDBRates(store: space.context.workload.stores[0], book: .publicUSEast1)
  }

  // MARK: Tables

  /// The table with every index whose made attributes it has, whatever each may store.
  private func stocked(_ table: Table) -> DynamoDBTable {
    if let known = stocked[table] { return known }
    let made = space.table(table.kind, made: table.made) { key, index in
      (space.contents[table.kind][key] ?? []).map { demand in
        let number = numbers.number(of: Index(kind: table.kind, key: key, demand: demand))
        return index.with(name: Self.name(number), projection: demand.projection)
      }
    }
    stocked[table] = made
    return made
  }

  private static func name(_ index: Int) -> String { "s\(index)" }

  private func pricer(_ tables: [Table]) -> WayPricer {
    if let known = pricers[tables] { return known }
    let all = tables.map(stocked)
    for (table, built) in zip(tables, all) where sizes[table] == nil {
      sizes[table] = TableSizes(workload: space.context.workload, table: built)
    }
    let made = WayPricer(
      space.context,
      design: DynamoDBDesign(store: space.store, origin: .derived, tables: all),
      rates: rates,
      sizes: tables.compactMap { sizes[$0] },
      sharing: somePricer
    )
    somePricer = somePricer ?? made
    pricers[tables] = made
    return made
  }

  /// What a table and each of its indexes cost to keep in a month, and the indexes that take more
  /// writes on one key than is planned with.
  func upkeep(_ table: Table) -> Kept {
    if let known = kept[table] { return known }
    let writes = space.writers(table.kind).compactMap { number, kinds in
      let around = kinds.map { $0 == table.kind ? table : Table(kind: $0, made: []) }
      let pattern = space.patterns[number]
      let path = space.run(pattern, [], KeyCatalog(tables: around.map(stocked))).path
      return path.map { (pattern, $0) }
    }
    let cost = pricer([table]).upkeep(writes)
    let indexes = cost.indexes.compactMap { name, cost in index(name).map { ($0, cost) } }
    let made = Kept(
      table: cost.tables,
      indexes: Dictionary(indexes) { first, _ in first },
      hot: Set(pricer([table]).hotIndexes(writes).compactMap(index))
    )
    kept[table] = made
    return made
  }

  private func index(_ name: String) -> Index? { Int(name.dropFirst()).map { numbers[$0] } }

  // MARK: Ways

  /// A route through indexes that store enough, each choice of them.
  func ways(_ pattern: Int, _ route: UnprunedSpace.Route, through tables: [Table]) -> [Way] {
    let question = Question(
      pattern: pattern,
      tables: tables,
      script: route.script,
      copied: route.copied
    )
    if let known = known[question] { return known }
    let made = price(pattern, route, tables)
    known[question] = made
    return made
  }

  private func catalog(_ pattern: Int, _ tables: [Table]) -> KeyCatalog {
    let question = Question(pattern: pattern, tables: tables, script: [])
    if let known = catalogs[question] { return known }
    let filtered = FilteredAttributes(
      space.patterns[pattern],
      space.context,
      tables: tables.map(stocked)
    )
    let made = KeyCatalog(
      tables: tables.map { table in
        space.table(table.kind, made: table.made) { key, index in
          UnprunedSpace.variants(
            index,
            key,
            filtered.names(of: space.keys[key].entity).sorted()
          )
        }
      }
    )
    catalogs[question] = made
    return made
  }

  private func price(_ number: Int, _ route: UnprunedSpace.Route, _ tables: [Table]) -> [Way] {
    let pattern = space.patterns[number]
    let (path, script) = space.run(
      pattern,
      route.script,
      catalog(number, tables),
      reading: route.copied
    )
    guard let path, script.taken == route.script else { return [] }
    let pricer = pricer(tables)
    var choices: [[String: Index]] = [[:]]
    for (name, key, demand) in route.demands {
      let kind = tables.first { space.kinds[$0.kind].made[key] != nil }?.kind ?? 0
      let enough = (space.contents[kind][key] ?? []).filter { $0.covers(demand) }
        .map { Index(kind: kind, key: key, demand: $0) }
      choices = choices.flatMap { begun in
        enough.map { index in begun.merging([name: index]) { own, _ in own } }
      }
    }
    let hot = tables.reduce(Set<Index>()) { $0.union(upkeep($1).hot) }
    return choices.map { names in
      let renamed = path.renamed(names.mapValues { Self.name(numbers.number(of: $0)) })
      let price = pricer.price(pattern, renamed)
      var rank = price.rank
      // A way through an index with a key that is written too often is at risk.
      rank.risks += hot.intersection(names.values).count
      let reads = RefereeHeat.reads(pattern, renamed, pricer).map { read in
        let parts = read.structure.split(separator: ".")
        return Read(
          index: parts.count > 1 ? index(String(parts[1])) : nil,
          table: String(parts[0]),
          value: read.value,
          ofCeiling: read.ofCeiling
        )
      }
      return Way(indexes: Set(names.values), rank: rank, cost: price.cost, reads: reads)
    }
  }
}
