import DBModelDesign
import DBModelWorkload

@testable import DBModelPlanning

/// The cheapest design of a store by a general solver: tables, indexes and ways of all layouts are
/// one programme, of candidates that nobody pruned.
///
/// Attributes that are made for an index are in every item of its table. A table is first priced
/// without them, and a way with those of its own indexes: what comes out is below every design.
/// Where the solver then keeps an index whose attributes the table was not charged for, the table
/// is looked at with each of them charged or its indexes barred, until nothing is owed.
struct SelectionReferee {
  /// A table as it may be kept.
  private struct Kept: Hashable {
    let kind: Int
    /// Fields whose made attributes every item pays for.
    var charged: Set<MadeAttribute> = []
    /// Fields of which no attribute is made.
    var barred: Set<MadeAttribute> = []
  }

  struct Verdict {
    let solution: SelectionProgramme.Solution
    let rank: WayRank
    let programme: SelectionProgramme
    /// Programmes that were solved.
    let programmes: Int
  }

  private static let mostProgrammes = 200

  let space: UnprunedSpace
  private let prices: UnprunedPrices
  private let solver: GeneralSolver
  private var tables: [Kept]

  init(_ workload: Workload, solver: GeneralSolver) throws {
    space = try UnprunedSpace(workload)
    prices = UnprunedPrices(space)
    self.solver = solver
    tables = space.kinds.indices.map { Kept(kind: $0) }
  }

  /// The least cost of a design in which each pattern has the best rank that it has anywhere; `nil`
  /// where there is none.
  mutating func verdict() throws -> Verdict? {
    for round in 1...Self.mostProgrammes {
      let (clients, rank) = ways()
      let programme = programme(copied(clients))
      guard let solution = try programme.solution(solver) else { return nil }
      guard let (place, fields) = owed(solution) else {
        return Verdict(solution: solution, rank: rank, programme: programme, programmes: round)
      }
      split(place, fields)
    }
    throw UnprunedSpace.TooLarge(description: "more than \(Self.mostProgrammes) programmes")
  }

  /// The tables and indexes of a verdict.
  func describe(_ verdict: Verdict) -> String {
    let workload = space.context.workload
    let kept = verdict.solution.tables.sorted().map { place in
      space.kinds[tables[place].kind].placements.map { placement in
        let entity = workload[placement.entity]
        return "\(entity.name) by \((placement.partition + placement.sort).map { entity[$0].name })"
      }.joined(separator: " and ")
    }
    let indexes = verdict.solution.indexes.map { index in
      "\(space.keys[index.key].text(workload)) with \(index.demand.text)"
    }.sorted()
    return (kept + indexes).joined(separator: "; ")
  }

  // MARK: Ways

  /// The ways of each pattern that has one, of the least rank it has.
  private func ways() -> (clients: [[SelectionProgramme.Way]], rank: WayRank) {
    var clients: [[SelectionProgramme.Way]] = []
    var rank = WayRank()
    for pattern in space.patterns.indices {
      var best = WayRank(broken: .max)
      var found: [Kind: Double] = [:]
      for (way, own) in allWays(pattern) where own <= best {
        if own < best { found = [:] }
        best = own
        let kind = Kind(needs: way.needs, reads: way.reads)
        found[kind] = min(found[kind] ?? .infinity, way.cost)
      }
      if found.isEmpty { best = WayRank(broken: 1_000) }
      rank.broken += best.broken
      rank.risks += best.risks
      if found.isEmpty { continue }
      let sorted = found.map { (text: $0.key.text, way: $0) }.sorted { $0.text < $1.text }
      clients.append(
        sorted.map {
          SelectionProgramme.Way(
            needs: $0.way.key.needs,
            cost: $0.way.value,
            reads: $0.way.key.reads
          )
        }
      )
    }
    return (clients, rank)
  }

  /// What ways have in common of which the cheapest is enough.
  private struct Kind: Hashable {
    let needs: SelectionProgramme.Way.Needed
    let reads: [SelectionProgramme.Key: Double]

    var text: String {
      needs.text + ";" + reads.map { "\($0.key.text)=\($0.value)" }.sorted().joined(separator: ";")
    }
  }

  private func allWays(_ pattern: Int) -> [(SelectionProgramme.Way, WayRank)] {
    let places = Dictionary(grouping: tables.indices) { tables[$0].kind }
    return space.routes[pattern].flatMap { kinds, routes in
      var choices: [[Int]] = [[]]
      for kind in kinds {
        choices = choices.flatMap { begun in (places[kind] ?? []).map { begun + [$0] } }
      }
      return choices.flatMap { places in
        routes.flatMap { ways(pattern, $0, through: places) }
      }
    }
  }

  private func ways(_ pattern: Int, _ route: UnprunedSpace.Route, through places: [Int])
    -> [(SelectionProgramme.Way, WayRank)]
  {
    var through: [UnprunedPrices.Table] = []
    for table in places.map({ tables[$0] }) {
      let made = route.demands.compactMap { space.kinds[table.kind].made[$0.key] }
        .reduce(Set<MadeAttribute>()) { $0.union($1) }
      guard made.isDisjoint(with: table.barred) else { return [] }
      through.append(UnprunedPrices.Table(kind: table.kind, made: made.union(table.charged)))
    }
    return prices.ways(pattern, route, through: through).map { way in
      let indexes = way.indexes.compactMap { index in
        places.first { tables[$0].kind == index.kind }
          .map { SelectionProgramme.Index(table: $0, key: index.key, demand: index.demand) }
      }
      let needs = SelectionProgramme.Way.Needed(tables: Set(places), indexes: Set(indexes))
      let reads = reads(of: way, indexes, places)
      return (SelectionProgramme.Way(needs: needs, cost: way.cost, reads: reads), way.rank)
    }
  }

  private func reads(
    of way: UnprunedPrices.Way,
    _ indexes: [SelectionProgramme.Index],
    _ places: [Int]
  ) -> [SelectionProgramme.Key: Double] {
    var found: [SelectionProgramme.Key: Double] = [:]
    for read in way.reads {
      let index = read.index.flatMap { own in
        indexes.first { $0.key == own.key && $0.demand == own.demand }
      }
      // Of tables, the only one is known; with several, what is asked of each counts apart.
      let place = index?.table ?? (places.count == 1 ? places[0] : -1)
      guard place >= 0 else { continue }
      let key = SelectionProgramme.Key(index: index, table: place, value: read.value)
      found[key, default: 0] += read.ofCeiling
    }
    return found
  }

  /// The ways of all clients, where an index may be there several times for what is asked of it.
  private func copied(_ clients: [[SelectionProgramme.Way]]) -> [[SelectionProgramme.Way]] {
    let hot = SelectionProgramme.hotKeys(clients)
    var copies: [SelectionProgramme.Index: Int] = [:]
    for index in hot.compactMap(\.index) {
      copies[index] = clients.count { ways in
        ways.contains { way in hot.contains { $0.index == index && way.reads[$0] != nil } }
      }
    }
    return clients.map { ways in ways.flatMap { copied($0, copies) } }
  }

  private func copied(
    _ way: SelectionProgramme.Way,
    _ copies: [SelectionProgramme.Index: Int]
  ) -> [SelectionProgramme.Way] {
    var found = [way]
    for index in way.needs.indexes.sorted(by: { $0.text < $1.text }) {
      found = found.flatMap { way in
        (0..<(copies[index] ?? 1)).map { copy in
          guard copy > 0 else { return way }
          var other = index
          other.copy = copy
          let reads = way.reads.map { key, units in
            key.index == index
              ? (SelectionProgramme.Key(index: other, table: key.table, value: key.value), units)
              : (key, units)
          }
          return SelectionProgramme.Way(
            needs: SelectionProgramme.Way.Needed(
              tables: way.needs.tables,
              indexes: way.needs.indexes.subtracting([index]).union([other])
            ),
            cost: way.cost,
            reads: Dictionary(uniqueKeysWithValues: reads)
          )
        }
      }
    }
    return found
  }

  // MARK: The programme

  private func programme(_ clients: [[SelectionProgramme.Way]]) -> SelectionProgramme {
    var homes: [EntityID: [Int]] = [:]
    for (place, table) in tables.enumerated() {
      for entity in space.kinds[table.kind].entities { homes[entity, default: []].append(place) }
    }
    var upkeep: [SelectionProgramme.Index: Double] = [:]
    for index in Set(clients.joined().flatMap(\.needs.indexes)) {
      let table = tables[index.table]
      let made = space.kinds[table.kind].made[index.key] ?? []
      let kept = prices.upkeep(
        UnprunedPrices.Table(kind: table.kind, made: table.charged.union(made))
      )
      let own = UnprunedPrices.Index(kind: table.kind, key: index.key, demand: index.demand)
      upkeep[index] = (kept.indexes[own] ?? 0) + Effort.index
    }
    return SelectionProgramme(
      tables: tables.map {
        prices.upkeep(UnprunedPrices.Table(kind: $0.kind, made: $0.charged)).table
      },
      homes: homes.sorted { $0.key < $1.key }.map(\.value),
      indexes: upkeep,
      clients: clients
    )
  }

  // MARK: Made attributes

  /// A table that keeps indexes whose made attributes it was not charged for.
  private func owed(_ solution: SelectionProgramme.Solution) -> (place: Int, Set<MadeAttribute>)? {
    var fields: [Int: Set<MadeAttribute>] = [:]
    for index in solution.indexes {
      let table = tables[index.table]
      let made = space.kinds[table.kind].made[index.key] ?? []
      fields[index.table, default: []].formUnion(made.subtracting(table.charged))
    }
    return fields.filter { !$0.value.isEmpty }.min { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private mutating func split(_ place: Int, _ fields: Set<MadeAttribute>) {
    var rest = tables[place]
    var found: [Kept] = []
    for field in fields.sorted() {
      var without = rest
      without.barred.insert(field)
      found.append(without)
      rest.charged.insert(field)
    }
    tables[place] = rest
    tables += found
  }
}
