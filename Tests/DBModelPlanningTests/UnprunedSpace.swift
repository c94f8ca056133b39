import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

@testable import DBModelPlanning

/// Every table that stands in some layout of a store, every index that it may have, and every way
/// of each pattern through those: nothing is pruned, capped or decided apart. Local indexes, which
/// only strongly consistent reads have, are not in it.
struct UnprunedSpace {
  /// A table by the rows that stand in it.
  struct Kind {
    let placements: [Placement]
    /// What its rows carry of the rows they refer to.
    let copied: Set<FieldReference>
    /// Numbers of keys, and what each needs attributes made of.
    var made: [Int: Set<MadeAttribute>] = [:]

    var entities: Set<EntityID> { Set(placements.map(\.entity)) }
  }

  /// One way of a pattern through indexes that are yet to be filled.
  struct Route {
    /// The key each need takes, by name.
    let script: [String]
    /// The copies that are read.
    let copied: Set<FieldReference>
    /// What it takes of each index; the number of the key with it.
    let demands: [(name: String, key: Int, demand: AttributeDemand)]
  }

  /// A model whose space is more than the referee can try.
  struct TooLarge: Error, CustomStringConvertible {
    let description: String
  }

  private static let mostRoutes = 20_000
  private static let mostDemands = 8

  let context: PlanningContext
  let store: StoreID
  let patterns: [AccessPattern]
  private(set) var kinds: [Kind] = []
  private(set) var keys: [KeyCandidate] = []
  /// By pattern: the tables it may have to do with together, and its ways through them.
  private(set) var routes: [[[Int]: [Route]]] = []
  /// By kind and key: what indexes may store, every union of what is asked of them.
  private(set) var contents: [[Int: [AttributeDemand]]] = []

  init(_ workload: Workload) throws {
    let layouts = DesignReferee(workload)
    context = layouts.context
    store = layouts.store
    patterns = layouts.patterns
    addKinds(layouts.layouts())
    addKeys()
    for kind in kinds.indices { addShards(kind, layouts.rates) }
    var asked = [[Int: Set<AttributeDemand>]](repeating: [:], count: kinds.count)
    for (number, pattern) in patterns.enumerated() {
      for tables in routes[number].keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let found = try routes(pattern, through: tables)
        routes[number][tables] = found
        for use in found.flatMap(\.demands) {
          guard let kind = tables.first(where: { kinds[$0].made[use.key] != nil }) else { continue }
          asked[kind][use.key, default: []].insert(use.demand)
        }
      }
    }
    contents = try asked.map { try $0.mapValues(Self.unions) }
    for kind in kinds.indices { dropNeedlessShards(kind, layouts.rates) }
  }

  private static func unions(_ demands: Set<AttributeDemand>) throws -> [AttributeDemand] {
    guard demands.count <= mostDemands else {
      throw TooLarge(description: "\(demands.count) demands of one key")
    }
    let all = demands.sorted { $0.text < $1.text }
    let found = Set(
      (1..<(1 << all.count)).map { mask in
        all.indices.filter { mask >> $0 & 1 == 1 }
          .reduce(AttributeDemand.none) { $0.union(all[$1]) }
      }
    )
    return found.sorted { $0.text < $1.text }
  }

  // MARK: Tables

  private struct Content: Hashable {
    let members: [DesignMemory.TableMember]
    let copied: Set<FieldReference>
  }

  private mutating func addKinds(_ layouts: [[EntityID: LayoutOption]]) {
    let trial = PatternTrial(context, store: store, patterns: patterns)
    var numbers = Numbering<Content>()
    routes = patterns.map { _ in [:] }
    let carried = DesignReferee.carried(context, store)
    for (layout, copied) in layouts.flatMap({ layout in carried.map { (layout, $0) } }) {
      let placements = PlacementPlanner(
        context: context,
        entities: context.workload.entities(in: store),
        layout: layout
      ).placements()
      var kindOf: [EntityID: Int] = [:]
      let tables = Dictionary(grouping: placements, by: \.root).sorted { $0.key < $1.key }
      for (_, members) in tables {
        let own = copied.filter { copy in members.contains { $0.entity == copy.entity } }
        let number = numbers.number(
          of: Content(
            members: members.map {
              DesignMemory.TableMember(entity: $0.entity, option: $0.option)
            },
            copied: own
          )
        )
        for member in members { kindOf[member.entity] = number }
        while kinds.count <= number { kinds.append(Kind(placements: members, copied: own)) }
      }
      for (number, pattern) in patterns.enumerated() {
        let tables = Set((trial.touched[pattern.id] ?? []).compactMap { kindOf[$0] }).sorted()
        routes[number][tables] = []
      }
    }
  }

  private func assembler(_ kind: Int, _ plans: [IndexPlan] = []) -> TableAssembler {
    TableAssembler(
      context: context,
      store: store,
      placements: kinds[kind].placements,
      plans: plans,
      copied: kinds[kind].copied
    )
  }

  /// A table with an index for each key whose made attributes are among those that are made.
  ///
  /// - Parameters:
  ///   - made: `nil` for everything.
  ///   - indexes: The indexes that are made of the one of a key.
  func table(
    _ kind: Int,
    made: Set<MadeAttribute>?,
    indexes: (Int, SecondaryIndex) -> [SecondaryIndex]
  ) -> DynamoDBTable {
    let own = kinds[kind].made.filter { _, fields in made.map { fields.isSubset(of: $0) } ?? true }
      .keys
      .sorted()
    let plans = own.map { IndexPlan(keys[$0]) }
    let (table, built) = assembler(kind, plans).tables()[0]
    let numbers = Dictionary(zip(plans.map(\.content), own)) { first, _ in first }
    return table.with(
      indexes: zip(table.indexes, built).flatMap { index, plan in
        numbers[plan.content].map { indexes($0, index) } ?? []
      }
    )
  }

  // MARK: Keys

  private mutating func addKeys() {
    var needs: [EntityID: [NeedShape: RowNeed]] = [:]
    let bare = kinds.indices.map { assembler($0).tables()[0].table }
    for (number, pattern) in patterns.enumerated() where !pattern.needsStrongRead {
      for tables in routes[number].keys {
        let catalog = KeyCatalog(tables: tables.map { bare[$0] })
        for need in PatternRoutes(pattern, context, catalog, isTrial: true).needs {
          needs[need.entity, default: [:]][need.shape] = need
        }
      }
    }
    for (entity, needs) in needs.sorted(by: { $0.key < $1.key }) {
      let maker = UnprunedKeys(workload: context.workload, entity: context.workload[entity])
      let homes = kinds.indices.filter { kinds[$0].entities.contains(entity) }
      let plain = maker.keys(Array(needs.values))
      for key in plain { add(key, to: homes) }
      // Beside other entities, an attribute that they have not may keep their rows out.
      let shared = homes.filter { kinds[$0].placements.count > 1 }
      for key in Set(plain.flatMap(maker.longer)).subtracting(plain)
        .sorted(by: { $0.text(context.workload) < $1.text(context.workload) })
      {
        let shorter = KeyCandidate(
          entity: entity,
          partition: key.partition,
          sort: Array(key.sort.dropLast())
        )
        let better = shared.filter { kind in
          guard let own = made(key, in: kind), let other = made(shorter, in: kind) else {
            return false
          }
          return own.isStrictSubset(of: other)
        }
        if !better.isEmpty { add(key, to: better) }
      }
    }
  }

  private func shards(_ kind: Int, _ rates: DynamoDBRates) -> RefereeShards {
    RefereeShards(
      context: context,
      store: store,
      rates: rates,
      tables: { [assembler(kind, [$0]).tables()[0].table] },
      writes: { tables in writes(kind, tables[0]) }
    )
  }

  private mutating func addShards(_ kind: Int, _ rates: DynamoDBRates) {
    let shards = shards(kind, rates)
    for number in kinds[kind].made.keys.sorted() {
      for key in shards.spread(keys[number]) { add(key, to: [kind]) }
    }
  }

  private mutating func dropNeedlessShards(_ kind: Int, _ rates: DynamoDBRates) {
    let shards = shards(kind, rates)
    for (number, demands) in contents[kind] where keys[number].shards > 1 {
      contents[kind][number] = demands.filter { shards.isNeeded(keys[number], $0) }
    }
  }

  /// Any way of each write to a table of a kind, beside such as may stand beside it; where it has
  /// none through the index at hand, one through any index there may be.
  private func writes(_ kind: Int, _ table: DynamoDBTable) -> [(AccessPattern, DynamoDBPath)] {
    writers(kind).compactMap { number, kinds in
      func path(_ tables: [DynamoDBTable]) -> DynamoDBPath? {
        run(patterns[number], [], KeyCatalog(tables: tables)).path
      }
      let own = path(kinds.map { $0 == kind ? table : assembler($0).tables()[0].table })
      let any = own ?? path(kinds.map { self.table($0, made: nil) { _, index in [index] } })
      return any.map { (patterns[number], $0) }
    }
  }

  /// Patterns that write to a table of a kind, each with the tables that it has to do with; what is
  /// written of an index does not depend on how the rows are found.
  func writers(_ kind: Int) -> [(pattern: Int, tables: [Int])] {
    patterns.enumerated().compactMap { number, pattern in
      guard case .write = pattern.operation,
        let tables = routes[number].keys.filter({ $0.contains(kind) })
          .min(by: { $0.lexicographicallyPrecedes($1) })
      else { return nil }
      return (number, tables)
    }
  }

  /// What attributes a key would need made; `nil` where rows of the kind do not carry what it
  /// holds.
  private func made(_ key: KeyCandidate, in kind: Int) -> Set<MadeAttribute>? {
    let made = assembler(kind).makings(IndexPlan(key))
    guard Set(made.compactMap(\.copied)).isSubset(of: kinds[kind].copied) else { return nil }
    return made.filter { $0.copied == nil }
  }

  private mutating func add(_ key: KeyCandidate, to homes: [Int]) {
    keys.append(key)
    for kind in homes {
      if let own = made(key, in: kind) { kinds[kind].made[keys.count - 1] = own }
    }
  }

  // MARK: Ways

  /// Every way, by every script that leads to another one.
  private func routes(_ pattern: AccessPattern, through tables: [Int]) throws -> [Route] {
    let filtered = FilteredAttributes(
      pattern,
      context,
      tables: tables.map { assembler($0).tables()[0].table }
    )
    var held: [Int: Set<String>] = [:]
    let offered = tables.map { kind in
      table(kind, made: nil) { key, index in
        held[key] = Set(index.keyAttributes.map(\.name))
        return Self.variants(index, key, filtered.names(of: keys[key].entity).sorted())
      }
    }
    for (kind, table) in zip(tables, offered) {
      let base = [table.partitionKey.name] + [table.sortKey?.name].compactMap { $0 }
      for key in kinds[kind].made.keys { held[key]?.formUnion(base) }
    }
    let catalog = KeyCatalog(tables: offered)
    var found: [Route] = []
    var open = (CopyUse(pattern, context.workload, catalog)?.choices ?? [[]])
      .map { (wanted: [String](), copied: $0) }
    while let (wanted, copied) = open.popLast() {
      let (path, script) = run(pattern, wanted, catalog, reading: copied)
      open += script.alternatives.map { ($0, copied) }
      guard let path else { continue }
      guard found.count < Self.mostRoutes else {
        throw TooLarge(description: "\(pattern.name) has more than \(Self.mostRoutes) ways")
      }
      let demands = path.demands(
        context.workload,
        keys: { name in IndexVariant.split(name).flatMap { held[$0.candidate] } ?? [] },
        filterable: filtered.names
      )
      found.append(
        Route(
          script: script.taken,
          copied: copied,
          demands: demands.sorted { $0.key < $1.key }.compactMap { name, demand in
            IndexVariant.split(name).map { (name, $0.candidate, demand) }
          }
        )
      )
    }
    return found
  }

  /// The path of a pattern with the keys of a script.
  func run(
    _ pattern: AccessPattern,
    _ wanted: [String],
    _ catalog: KeyCatalog,
    reading copied: Set<FieldReference> = []
  ) -> (path: DynamoDBPath?, script: RouteScript) {
    var builder = PathBuilder(context: context, catalog: catalog, pattern: pattern)
    builder.carried = copied
    builder.script = RouteScript(wanted)
    let path = builder.path(of: pattern)
    return (path, builder.script ?? RouteScript())
  }

  /// An index that holds everything, one that holds what is filtered, and one that holds keys.
  static func variants(_ index: SecondaryIndex, _ key: Int, _ filtered: [String])
    -> [SecondaryIndex]
  {
    let names = filtered.filter { name in !index.keyAttributes.contains { $0.name == name } }
    let all = [
      index.with(name: IndexVariant.covering.name(key), projection: .all),
      index.with(name: IndexVariant.keys.name(key), projection: .keysOnly),
    ]
    let filtering = index.with(name: IndexVariant.filtering.name(key), projection: .include(names))
    return names.isEmpty ? all : all + [filtering]
  }
}
