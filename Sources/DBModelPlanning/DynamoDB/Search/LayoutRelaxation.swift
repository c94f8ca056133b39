import DBModelDesign
import DBModelWorkload

/// All layouts of a part as one selection: a table with what stands in it is kept like an index,
/// every entity has to stand in one, and each pattern takes a way over tables that are kept.
///
/// A layout is a selection that keeps one table for each entity. The relaxation may keep more, and
/// its best selection costs no more than the best layout does; where it keeps one for each, that is
/// the best layout. Where it keeps several, the ways in which one entity can be kept are looked at
/// apart.
struct LayoutRelaxation {
  /// Selections that are solved, at most.
  private static let mostSelections = 400
  /// Combinations of the ways of a pattern's needs.
  private static let mostJoined = 256
  /// Nodes of each.
  private static let nodesOfEach = 400

  private enum Facility: Hashable {
    /// A table, by the number of what stands in it.
    case table(Int)
    case index(table: Int, structure: Int)
    /// A copy, for the bytes that it takes.
    case copy(FieldReference)
    /// Copies over a reference, for what the reads before inserts cost.
    case reads(AttributeReference)
  }

  private struct Path: Hashable {
    var facilities: [Int]
    var tables: [Int]
  }

  private typealias Decision = [EntityID: LayoutSampling.State]

  private let context: PlanningContext
  private let memory: DesignMemory
  private var numbers = Numbering<Facility>()
  private var upkeep: [Double] = []
  /// By client: the least cost of each path.
  private var clients: [[Path: Double]] = []
  /// By entity: the tables it may stand in, in the order they came.
  private var homes: [EntityID: [Int]] = [:]
  private let ranks: [WayRank]

  /// - Parameter problems: Layouts that show everything that may stand around a pattern.
  init?(_ problems: [DesignProblem], memory: DesignMemory) {
    guard let first = problems.first else { return nil }
    context = first.context
    self.memory = memory
    // A client is a need, where a pattern has as many in every layout; else the pattern.
    ranks = first.patterns.indices.map { pattern in
      problems.compactMap { Self.rank($0.ways[pattern]) }.min() ?? WayRank(broken: 1_000)
    }
    var needs = [Int](repeating: 0, count: first.patterns.count)
    for problem in problems {
      for (pattern, ways) in problem.ways.enumerated() where Self.rank(ways) == ranks[pattern] {
        needs[pattern] = needs[pattern] == 0 || needs[pattern] == ways.count ? ways.count : 1
      }
    }
    clients = [[Path: Double]](repeating: [:], count: needs.reduce(0, +))
    for problem in problems {
      addTables(problem)
      var client = 0
      for (pattern, ways) in problem.ways.enumerated() {
        if Self.rank(ways) == ranks[pattern] {
          let own = problem.patterns[pattern]
          if ways.count == needs[pattern] {
            addWays(ways, problem, pattern: own, client: client)
          } else {
            addJoined(ways, problem, pattern: own, client: client)
          }
        }
        client += needs[pattern]
      }
    }
  }

  /// What is wrong with the best way of a pattern; `nil` where it has none.
  private static func rank(_ needs: [[DesignProblem.Way]]) -> WayRank? {
    let leasts = needs.map { $0.map(\.rank).min() }
    return needs.isEmpty || leasts.contains(nil)
      ? nil : leasts.compactMap { $0 }.reduce(WayRank(), +)
  }

  /// What is wrong in all where every pattern takes the least bad way it has anywhere.
  var rank: WayRank {
    ranks.reduce(WayRank(), +)
  }

  private mutating func facility(_ facility: Facility, upkeep cost: Double) -> Int {
    let number = numbers.number(of: facility)
    if number == upkeep.count { upkeep.append(cost) }
    upkeep[number] = min(upkeep[number], cost)
    return number
  }

  private mutating func addTables(_ problem: DesignProblem) {
    for (content, cost) in zip(problem.contents, problem.tableCosts) {
      _ = facility(.table(content), upkeep: cost)
      for member in memory.contents[content].members {
        if homes[member.entity]?.contains(content) != true {
          homes[member.entity, default: []].append(content)
        }
      }
    }
    for open in problem.openCopies {
      _ = facility(.copy(open.field), upkeep: open.cost)
    }
    for open in problem.openReads {
      _ = facility(.reads(open.reference), upkeep: open.cost)
    }
    for structure in problem.structures {
      guard let place = problem.tableOf[structure.key.entity] else { continue }
      _ = facility(
        .index(table: problem.contents[place], structure: structure.id),
        upkeep: structure.upkeep
      )
    }
  }

  private mutating func addWays(
    _ needs: [[DesignProblem.Way]],
    _ problem: DesignProblem,
    pattern: AccessPattern,
    client first: Int
  ) {
    for (need, ways) in needs.enumerated() {
      for way in Self.best(ways) {
        add(
          way.structures,
          way.copied,
          way.usDollarsPerMonth,
          problem,
          pattern,
          client: first + need
        )
      }
    }
  }

  /// All needs of a pattern together; where there are many combinations, what none is below.
  private mutating func addJoined(
    _ needs: [[DesignProblem.Way]],
    _ problem: DesignProblem,
    pattern: AccessPattern,
    client: Int
  ) {
    var joined: [(structures: Set<Int>, copied: Set<FieldReference>, cost: Double)] = [
      ([], [], 0)
    ]
    for ways in needs.map(Self.best) {
      if joined.count * ways.count > Self.mostJoined {
        let least = ways.map(\.usDollarsPerMonth).min() ?? 0
        joined = joined.map { ($0.structures, $0.copied, $0.cost + least) }
        continue
      }
      joined = joined.flatMap { begun in
        ways.map {
          (
            begun.structures.union($0.structures), begun.copied.union($0.copied),
            begun.cost + $0.usDollarsPerMonth
          )
        }
      }
    }
    for (structures, copied, cost) in joined {
      add(structures.sorted(), copied, cost, problem, pattern, client: client)
    }
  }

  private static func best(_ ways: [DesignProblem.Way]) -> [DesignProblem.Way] {
    let least = ways.map(\.rank).min()
    return ways.filter { $0.rank == least }
  }

  private mutating func add(
    _ structures: [Int],
    _ copied: Set<FieldReference>,
    _ cost: Double,
    _ problem: DesignProblem,
    _ pattern: AccessPattern,
    client: Int
  ) {
    let tables = problem.tables(of: pattern).map { problem.contents[$0] }
    let indexes = structures.compactMap { id -> Int? in
      let entity = memory.candidates[memory.structures[id].candidate].entity
      return problem.tableOf[entity].map {
        numbers.number(of: .index(table: problem.contents[$0], structure: id))
      }
    }
    let kept = tables.map { numbers.number(of: .table($0)) }
    let copies =
      copied.compactMap { numbers.known(.copy($0)) }
      + context.references(of: copied).compactMap { numbers.known(.reads($0)) }
    let path = Path(facilities: (kept + indexes + copies).sorted(), tables: tables)
    clients[client][path] = min(clients[client][path] ?? .infinity, max(0, cost))
  }

  // MARK: The bound

  /// A cost that no layout is below, and a layout that costs less than the known one, where one was
  /// met.
  ///
  /// - Parameter known: The cost of a layout; nothing is looked for above it.
  func bound(below known: Double) -> (bound: Double, layout: [EntityID: LayoutSampling.State]?) {
    let sorted = clients.map { paths in
      paths.sorted { $0.key.facilities.lexicographicallyPrecedes($1.key.facilities) }
    }
    var open: [(decided: Decision, bound: Double)] = [([:], -.infinity)]
    var best = (cost: known, layout: [EntityID: LayoutSampling.State]?.none)
    // Of layouts that were reached: what the best of each is not below.
    var reached = known
    var solved = 0
    while let next = open.indices.min(by: { open[$0].bound < open[$1].bound }) {
      let (decided, bound) = open[next]
      guard bound < min(best.cost, reached) - SelectionSolver.tolerance(best.cost) else { break }
      guard solved < Self.mostSelections else { return (min(bound, reached), best.layout) }
      open.remove(at: next)
      solved += 1
      guard let found = solve(sorted, decided) else { continue }
      guard let entity = found.contested else {
        reached = min(reached, found.bound)
        if found.cost < best.cost { best = (found.cost, found.layout) }
        continue
      }
      for state in states(of: entity) {
        var deeper = decided
        deeper[entity] = state
        open.append((deeper, max(bound, found.bound)))
      }
    }
    return (min(best.cost, reached), best.layout)
  }

  private struct Found {
    let bound: Double
    let cost: Double
    /// An entity that is kept in several ways.
    let contested: EntityID?
    let layout: [EntityID: LayoutSampling.State]
  }

  private func solve(_ clients: [[(key: Path, value: Double)]], _ decided: Decision) -> Found? {
    var isOpen = [Bool](repeating: true, count: upkeep.count)
    for (number, facility) in numbers.values.enumerated() {
      if case .table(let content) = facility { isOpen[number] = isAllowed(content, decided) }
    }
    let entities = homes.sorted { $0.key < $1.key }.map { entity, contents in
      contents.filter { isAllowed($0, decided) }
    }
    // The only table that an entity can stand in is kept in any case.
    let sure = Set(
      entities.filter { $0.count == 1 }.compactMap { numbers.known(.table($0[0])) }
    )
    let certain = sure.reduce(0) { $0 + upkeep[$1] }
    var paths: [[SelectionProblem.Path]] = []
    var tables: [[[Int]]] = []
    for client in clients {
      let left = client.filter { $0.key.facilities.allSatisfy { isOpen[$0] } }
      paths.append(
        left.map { path, cost in
          SelectionProblem.Path(
            cost: cost,
            structures: path.facilities.filter { !sure.contains($0) }
          )
        }
      )
      tables.append(left.map(\.key.tables))
    }
    for contents in entities {
      paths.append(
        contents.map { content in
          let table = [numbers.known(.table(content))].compactMap { $0 }
          return SelectionProblem.Path(cost: 0, structures: table.filter { !sure.contains($0) })
        }
      )
      tables.append(contents.map { [$0] })
    }
    let problem = SelectionProblem(upkeep: upkeep, clients: paths, limits: [])
    guard let found = SelectionSolver.solve(problem, budget: Self.nodesOfEach) else { return nil }
    var uses: [EntityID: [Int: Int]] = [:]
    for (client, position) in zip(tables, found.paths) {
      for content in client[position] {
        for member in memory.contents[content].members {
          uses[member.entity, default: [:]][content, default: 0] += 1
        }
      }
    }
    return Found(
      bound: found.bound + certain,
      cost: found.cost + certain,
      contested: contested(uses),
      layout: Dictionary(
        uses.compactMap { entity, contents in
          contents.keys.first.map { (entity, state(entity, $0)) }
        },
        uniquingKeysWith: { own, _ in own }
      )
    )
  }

  /// What is to be decided where some entity stands in several tables: how it is kept, or, where it
  /// is kept alike in them, how an entity is that stands beside it in some of them.
  ///
  /// - Parameter uses: By entity: the tables it stands in, with the ways that lead through each.
  private func contested(_ uses: [EntityID: [Int: Int]]) -> EntityID? {
    let most = uses.filter { $0.value.count > 1 }
      .min { a, b in
        let (x, y) = (a.value.values.min() ?? 0, b.value.values.min() ?? 0)
        return x == y ? a.key < b.key : x > y
      }
    guard let (entity, contents) = most else { return nil }
    if Set(contents.keys.map { state(entity, $0) }).count > 1 { return entity }
    let members = contents.keys.map { content in
      Set(memory.contents[content].members.map(\.entity))
    }
    let all = members.reduce(Set<EntityID>()) { $0.union($1) }
    let always = members.reduce(all) { $0.intersection($1) }
    return all.subtracting(always).min() ?? entity
  }

  private func state(_ entity: EntityID, _ number: Int) -> LayoutSampling.State {
    let content = memory.contents[number]
    let member = content.members.first { $0.entity == entity }
    return LayoutSampling.State(
      option: member?.option ?? .own,
      made: Set(content.made.filter { $0.entity == entity })
    )
  }

  private func states(of entity: EntityID) -> [LayoutSampling.State] {
    var found: [LayoutSampling.State] = []
    for content in homes[entity] ?? [] {
      let state = state(entity, content)
      if !found.contains(state) { found.append(state) }
    }
    return found
  }

  private func isAllowed(_ content: Int, _ decided: Decision) -> Bool {
    let members = memory.contents[content].members
    let isKeptSo = members.allSatisfy { member in
      decided[member.entity].map { $0 == state(member.entity, content) } ?? true
    }
    guard isKeptSo else { return false }
    // Where the rows of another stand in its collection or its items, an entity stands in no table
    // without them.
    return decided.allSatisfy { entity, state in
      guard state.option.joinsTarget, let through = state.option.through,
        let target = context.reference(through)?.target
      else { return true }
      return !members.contains { $0.entity == target } || members.contains { $0.entity == entity }
    }
  }
}
