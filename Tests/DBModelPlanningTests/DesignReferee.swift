import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

@testable import DBModelPlanning

/// Looks for a cheaper design without the planner's candidates, its pruning and its solver.
///
/// Every layout of the space is tried, and in each every index key over the attributes that some
/// pattern looks at: each set of at most two of them as partition key, each sequence of at most two
/// behind them, with and without the entity's key at the end, and spread over shards where one
/// value would be written too often; and everything that such an index may store for some of the
/// patterns. Patterns go through the table or through one index; which ones share an index is
/// decided by trying every way to group them. Nothing is said of an index that no pattern is served
/// by in the order which decides what it returns: the space has none (a key that leaves the order
/// out is shorter by a few bytes, and reads all rows for a page). What is shared with the planner
/// is the workload, the legality of a request, and Estimation.
struct DesignReferee {
  let context: PlanningContext
  let store: StoreID
  let patterns: [AccessPattern]
  let rates: DynamoDBRates
  /// Patterns of which a page or a limit returns what comes first in an order that a key can give.
  private let ordered: Set<Int>
  /// Keys that no index may have.
  var excluded: KeyExclusion?
  /// References of whose rows no copies are carried.
  var barred: Set<AttributeReference> = []
  /// Patterns that ask for keys which others ask for as well, together too often.
  var isAtRisk: Set<Int> = []
  /// What rows carry of the rows they refer to, in what is looked at.
  private(set) var copied: Set<FieldReference> = []

  init(_ workload: Workload) {
    context = PlanningContext(workload)
    store = workload.stores[0].id
    patterns = context.patterns(on: store)
    rates = DynamoDBRates(store: workload.stores[0], book: .publicUSEast1)
    let placements = PlacementPlanner(
      context: context,
      entities: workload.entities(in: store),
      layout: [:]
    ).placements()
    let catalog = KeyCatalog(
      tables: TableAssembler(context: context, store: store, placements: placements, plans: [])
        .tables().map(\.table)
    )
    ordered = Set(
      patterns.indices.filter { [context, patterns] client in
        PatternRoutes(patterns[client], context, catalog, isTrial: true).needs.contains { need in
          need.isOrderBinding && Set((need.order ?? []).map(\.isDescending)).count == 1
        }
      }
    )
  }

  /// The least cost of a design in which each pattern has a way of at most its rank in the
  /// planner's; `nil` where there is none.
  func leastCost(ranks: [WayRank]) -> Found? {
    var best: Found?
    for copied in Self.carried(context, store)
    where barred.isDisjoint(with: context.references(of: copied)) {
      var referee = self
      referee.copied = copied
      guard let found = referee.leastOfLayouts(ranks), found.cost < best?.cost ?? .infinity else {
        continue
      }
      let names = copied.map { context.workload[$0].name }.sorted()
      best = Found(cost: found.cost, text: "copies \(names); \(found.text)")
    }
    return best
  }

  private func leastOfLayouts(_ ranks: [WayRank]) -> Found? {
    var best: Found?
    for layout in layouts() {
      let placements = PlacementPlanner(
        context: context,
        entities: context.workload.entities(in: store),
        layout: layout
      ).placements()
      guard let found = cost(placements, ranks), found.cost < best?.cost ?? .infinity else {
        continue
      }
      best = Found(cost: found.cost, text: "\(describe(placements)): \(found.text)")
    }
    return best
  }

  /// A design and what it costs, USD a month.
  struct Found {
    let cost: Double
    let text: String
    /// Its indexes, and beside them the patterns that share each.
    var plans: [IndexPlan] = []
    var groups: [Int] = []
  }

  private func describe(_ placements: [Placement]) -> String {
    placements.map { placement in
      let entity = context.workload[placement.entity]
      let key = (placement.partition + placement.sort).map { entity[$0].name }
      return "\(entity.name) in \(context.workload[placement.root].name) by \(key)"
    }.joined(separator: "; ")
  }

  private func describe(_ plan: IndexPlan, _ union: AttributeDemand) -> String {
    "index \(plan.key.text(context.workload)) with \(union)"
  }

  // MARK: Layouts

  /// Every legal layout.
  func layouts() -> [[EntityID: LayoutOption]] {
    let entities = context.workload.entities(in: store)
    let trial = PatternTrial(context, store: store, patterns: patterns)
    let space = LayoutSpace(context: context, store: store, patterns: patterns, trial: trial)
    var all: [[EntityID: LayoutOption]] = [[:]]
    for entity in entities {
      let options = self.options(entity, trial, space)
      all = all.flatMap { begun in
        options.map { option in
          var layout = begun
          layout[entity.id] = option
          return layout
        }
      }
    }
    return all.filter { space.isSound($0, among: entities) }
  }

  /// Every reference by which some pattern finds rows may begin the key, or by which rows count,
  /// where the key stays unique and never changes. Rows stand in
  /// the collection of another only where some read goes down to them, which is how the space is
  /// stated: else the table's key is merely called `pk` and `sk`, a few bytes less in each entry of
  /// an index.
  private func options(
    _ entity: Entity,
    _ trial: PatternTrial,
    _ space: LayoutSpace
  ) -> [LayoutOption] {
    let read = RelationshipsRead(context, patterns: patterns).downwards
    var found = [LayoutOption.own]
    for position in entity.attributes.indices {
      let through = AttributeReference(entity.id, AttributeID(position))
      guard let reference = context.reference(through), reference.target != entity.id else {
        continue
      }
      let fields = context.fields(of: through)
      if let held = context.workload[reference.target].embedding(through: through),
        trial.alwaysFindsRows(by: fields, of: entity.id), space.itemRefusals[entity.id] == nil,
        ItemSizes(workload: context.workload).mostBytes(of: reference.target, holding: [held])
          <= DynamoDBLimits.itemBytes.value
      {
        found.append(
          LayoutOption(through: through, isMoved: false, isCollected: false, isEmbedded: true)
        )
      }
      if Array(entity.key.prefix(fields.count)) == fields {
        if read.contains(through) {
          found.append(LayoutOption(through: through, isMoved: false, isCollected: true))
        }
        continue
      }
      let isGenerated =
        switch entity[entity.key[0]].type {
        case .uuid, .ulid: entity.key.count == 1
        default: false
        }
      let isFixed = fields.allSatisfy { context.assigned[FieldReference(entity.id, $0)] == nil }
      // What rows count for is found by its own key alone.
      let isKept = context.kept.contains {
        $0.isKept && $0.aggregate.target.entity == entity.id
      }
      let isOfUse =
        trial.findsRows(by: fields, of: entity.id)
        || context.kept.contains { $0.isByStream == false && $0.aggregate.reference == through }
      guard isGenerated, isFixed, isOfUse, !isKept, !context.workload[through].isOptional else {
        continue
      }
      for isCollected in read.contains(through) ? [false, true] : [false] {
        found.append(LayoutOption(through: through, isMoved: true, isCollected: isCollected))
      }
    }
    return found
  }

  // MARK: One layout

  private struct Offer {
    let rank: WayRank
    let cost: Double
    let demand: AttributeDemand
  }

  private func shards(_ placements: [Placement]) -> RefereeShards {
    // A write that finds no way through one index alone goes through any there may be.
    let all = writesOf(tables(placements, plans()))
    return RefereeShards(
      context: context,
      store: store,
      rates: rates,
      tables: { tables(placements, [$0]) },
      writes: { tables in
        let own = writesOf(tables)
        return own + all.filter { write in !own.contains { $0.0.id == write.0.id } }
      }
    )
  }

  private func cost(_ placements: [Placement], _ ranks: [WayRank]) -> Found? {
    let bare = tables(placements, [])
    let catalog = KeyCatalog(tables: bare)
    let pricer = WayPricer(
      context,
      design: DynamoDBDesign(store: store, origin: .derived, tables: bare),
      rates: rates
    )
    // A pattern that cannot be served costs nothing, in the planner's design as well.
    var alone = ranks.map { $0.broken >= 1_000 ? 0 : Double.infinity }
    for (client, pattern) in patterns.enumerated() {
      for route in PatternRoutes(pattern, context, catalog, isTrial: false).all {
        let price = pricer.price(pattern, route.path)
        if price.rank <= ranks[client] {
          alone[client] = min(alone[client], price.usDollarsPerMonth)
        }
      }
    }
    // By the set of patterns that share an index: the least that all of them cost with it.
    var groups: [Int: Found] = [:]
    let plain = plans()
    let shards = shards(placements)
    for plan in plain
      + plain.filter(isAsked).flatMap({ shards.spread($0.key) }).map({ IndexPlan($0) })
    {
      for (group, found) in shared(plan, placements, ranks)
      where found.cost < groups[group]?.cost ?? .infinity {
        groups[group] = found
      }
    }
    return cheapest(alone, groups).flatMap { found in
      evaluated(found, placements, ranks, byGroups: false)
        ?? evaluated(found, placements, ranks, byGroups: true)
    }
  }

  func assembler(_ placements: [Placement], _ plans: [IndexPlan]) -> TableAssembler {
    TableAssembler(
      context: context,
      store: store,
      placements: placements,
      plans: plans,
      copied: copied
    )
  }

  private func tables(_ placements: [Placement], _ plans: [IndexPlan]) -> [DynamoDBTable] {
    assembler(placements, plans).tables().map(\.table)
  }

  // MARK: One index

  /// What groups of patterns cost with an index that stores what all of them want of it.
  private func shared(
    _ plan: IndexPlan,
    _ placements: [Placement],
    _ ranks: [WayRank]
  ) -> [(group: Int, found: Found)] {
    let with = tables(placements, [plan])
    guard let table = with.first(where: { !$0.indexes.isEmpty }) else { return [] }
    let index = table.indexes[0]
    let held = Set(
      [table.partitionKey.name] + [table.sortKey?.name].compactMap { $0 }
        + index.keyAttributes.map(\.name)
    )
    let offered = with.map { table in
      table.with(
        indexes: table.indexes.flatMap { index in
          [IndexVariant.covering, .keys].map {
            index.with(
              name: $0.name(0),
              projection: $0 == .covering ? .all : .keysOnly
            )
          }
        }
      )
    }
    var routes: [[(path: DynamoDBPath, name: String, demand: AttributeDemand)]] = []
    for pattern in patterns {
      let found = PatternRoutes(pattern, context, KeyCatalog(tables: offered), isTrial: false)
      routes.append(
        found.all.compactMap { route in
          let demands = route.path.demands(
            context.workload,
            keys: { _ in held },
            filterable: { _ in [] }
          )
          guard demands.count == 1, let (name, demand) = demands.first else { return nil }
          return (route.path, name, demand)
        }
      )
    }
    let users = patterns.indices.filter { !routes[$0].isEmpty }
    guard !users.isEmpty else { return [] }
    let demands = Set(routes.joined().map(\.demand)).sorted { $0.text < $1.text }
    var unions: Set<AttributeDemand> = []
    for mask in 1..<(1 << demands.count) {
      unions.insert(
        demands.indices.filter { mask >> $0 & 1 == 1 }
          .reduce(AttributeDemand.none) { $0.union(demands[$1]) }
      )
    }
    return unions.sorted { $0.text < $1.text }.flatMap {
      groups($0, plan, placements, with, users: users, routes, ranks)
    }
  }

  private func groups(
    _ union: AttributeDemand,
    _ plan: IndexPlan,
    _ placements: [Placement],
    _ with: [DynamoDBTable],
    users: [Int],
    _ routes: [[(path: DynamoDBPath, name: String, demand: AttributeDemand)]],
    _ ranks: [WayRank]
  ) -> [(group: Int, found: Found)] {
    let tables = with.map { table in
      table.with(indexes: table.indexes.map { $0.with(name: "x", projection: union.projection) })
    }
    guard plan.shards == 1 || shards(placements).isNeeded(plan.key, union) else { return [] }
    let pricer = WayPricer(
      context,
      design: DynamoDBDesign(store: store, origin: .derived, tables: tables),
      rates: rates
    )
    var least: [Int: (cost: Double, reads: [RefereeHeat.Read])] = [:]
    let writes = writesOf(tables)
    let hot = pricer.hotIndexes(writes)
    var isServed: Set<Int> = []
    for client in users {
      for route in routes[client] where union.covers(route.demand) {
        if !ordered.contains(client) || !route.path.clientSteps.contains(.sort) {
          isServed.insert(client)
        }
        let path = route.path.renamed([route.name: "x"])
        let price = pricer.price(patterns[client], path)
        if rank(price, path, hot) <= ranks[client],
          price.usDollarsPerMonth < least[client]?.cost ?? .infinity
        {
          least[client] = (
            price.usDollarsPerMonth, RefereeHeat.reads(patterns[client], path, pricer)
          )
        }
      }
    }
    let upkeep = pricer.upkeep(writes).indexes["x"] ?? 0
    let made = madeFields(plan, placements)
    let served = least.keys.sorted()
    guard !served.isEmpty else { return [] }
    return (1..<(1 << served.count)).compactMap { mask in
      let group = served.indices.filter { mask >> $0 & 1 == 1 }.map { served[$0] }
      guard !isServed.isDisjoint(with: group),
        RefereeHeat.isWithin(group.map { (isAtRisk.contains($0), least[$0]?.reads ?? []) }),
        made.isSubset(of: group.reduce([]) { $0.union(lookedAt(by: patterns[$1], plan.entity)) })
      else { return nil }
      let names = group.map { patterns[$0].name }
      return (
        group.reduce(0) { $0 | 1 << $1 },
        Found(
          cost: group.reduce(upkeep) { $0 + (least[$1]?.cost ?? 0) },
          text: "\(describe(plan, union)) for \(names)",
          plans: [
            IndexPlan(plan.key, demand: union)
          ]
        )
      )
    }
  }

  /// Any legal way of each write: what it writes of an index does not depend on how it finds rows.
  func writesOf(_ tables: [DynamoDBTable]) -> [(AccessPattern, DynamoDBPath)] {
    let catalog = KeyCatalog(tables: tables)
    return patterns.compactMap { pattern in
      guard case .write = pattern.operation else { return nil }
      return PatternRoutes(pattern, context, catalog, isTrial: false).routes.first
        .map { (pattern, $0.path) }
    }
  }

  /// A way through an index with a key that is written too often is at risk.
  func rank(_ price: WayPrice, _ path: DynamoDBPath, _ hot: Set<String>) -> WayRank {
    var rank = price.rank
    rank.risks += Set(path.requests.compactMap(\.index)).intersection(hot).count
    return rank
  }

  /// Whether as many indexes of one key may be there: without one of several, the others may.
  private func mayAdd(_ more: [IndexPlan], to plans: [IndexPlan]) -> Bool {
    guard let excluded else { return true }
    let keys = (plans + more).map { KeyExclusion.plain($0.key) }
    return excluded.kept.allSatisfy { key, count in
      !excluded.isOfSame(key) || keys.count { $0 == key } <= count
    }
  }

  /// The cheapest way to give each pattern the table alone or a group that shares an index.
  private func cheapest(_ alone: [Double], _ groups: [Int: Found]) -> Found? {
    let all = 1 << patterns.count
    var least = [Found?](repeating: nil, count: all)
    least[0] = Found(cost: 0, text: "")
    let sorted = groups.sorted { $0.key < $1.key }
    for done in 0..<all {
      guard let begun = least[done],
        let next = patterns.indices.first(where: { done >> $0 & 1 == 0 })
      else { continue }
      func reach(_ place: Int, _ cost: Double, _ text: String, _ plans: [IndexPlan]) {
        guard cost < least[place]?.cost ?? .infinity else { return }
        least[place] = Found(
          cost: cost,
          text: text,
          plans: begun.plans + plans,
          groups: begun.groups + plans.map { _ in place & ~done }
        )
      }
      reach(done | 1 << next, begun.cost + alone[next], begun.text, [])
      for (group, found) in sorted
      where group >> next & 1 == 1 && group & done == 0 && mayAdd(found.plans, to: begun.plans) {
        reach(
          done | group,
          begun.cost + found.cost,
          begun.text + "; " + found.text,
          found.plans
        )
      }
    }
    return least[all - 1]
  }
}

extension PatternRoutes {
  /// The ways that were looked at, whether needs are decided apart or not.
  var all: [Route] { routes + changes.joined() }
}
