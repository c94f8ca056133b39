import DBModelDesign
import DBModelEstimation
import DBModelWorkload

/// The cheapest design of a store, made of the best of each of its parts.
struct DerivedDesign {
  /// Attributes that the INCLUDE projections of one table name in all (Service quotas,
  /// checked 2026-11-23).
  static let includedPerTable = 100

  /// The key each need of a pattern takes in the final tables, by index name.
  private(set) var scripts: [PatternID: [String]] = [:]
  /// The copies that a pattern reads.
  private(set) var copied: [PatternID: Set<FieldReference>] = [:]
  /// The tables, and for each index what it was made of.
  private(set) var assembled: [(table: DynamoDBTable, plans: [IndexPlan])] = []
  private(set) var placements: [Placement] = []
  let searches: [DesignSearch]

  private struct Chosen {
    let search: Int
    /// The number of the structure.
    let id: Int
    var plan: IndexPlan
  }

  init(_ context: PlanningContext, store: StoreID, searches: [DesignSearch]) {
    self.searches = searches
    var chosen: [Chosen] = []
    for (number, search) in searches.enumerated() {
      guard let (problem, solution) = search.chosen else { continue }
      placements += problem.placements
      for structure in solution.structures {
        let plan = Self.plan(structure, problem, solution)
        chosen.append(
          Chosen(search: number, id: problem.structures[structure].id, plan: plan)
        )
      }
    }
    for search in searches {
      guard let (problem, solution) = search.chosen else { continue }
      for (pattern, course) in zip(problem.patterns, solution.courses) {
        guard let own = course?.copied, !own.isEmpty else { continue }
        copied[pattern.id] = own
      }
    }
    let made = Set(
      searches.compactMap(\.chosen).flatMap { $0.problem.made(by: $0.solution) }
        .compactMap(\.copied)
    )
    placements.sort { $0.entity < $1.entity }
    chosen.sort { Self.order($0.plan, context.workload) < Self.order($1.plan, context.workload) }
    var ofKey: [KeyCandidate: Int] = [:]
    for place in chosen.indices {
      let key = KeyExclusion.plain(chosen[place].plan.key)
      chosen[place].plan.ordinal = ofKey[key, default: 0]
      ofKey[key, default: 0] += 1
    }
    assembled = TableAssembler(
      context: context,
      store: store,
      placements: placements,
      plans: chosen.map(\.plan),
      copied: made
    ).tables().map { table, plans in (Self.withinQuota(table), plans) }
    var names: [[Int: String]] = searches.map { _ in [:] }
    let byContent = Dictionary(
      chosen.map { ($0.plan.content, $0) },
      uniquingKeysWith: { a, _ in a }
    )
    for (table, plans) in assembled {
      for (index, plan) in zip(table.indexes, plans) {
        guard let chosen = byContent[plan.content] else { continue }
        names[chosen.search][chosen.id] = index.name
      }
    }
    for (number, search) in searches.enumerated() {
      guard let (problem, solution) = search.chosen else { continue }
      for (pattern, way) in zip(problem.patterns, solution.courses) {
        guard let way else { continue }
        scripts[pattern.id] = way.keys.sorted { $0.key < $1.key }.map { _, name in
          IndexVariant.split(name).flatMap { way.chosen[$0.candidate] }
            .flatMap { names[number][$0] } ?? RouteScript.table
        }
      }
    }
  }

  /// How far the searches went, in all.
  ///
  /// - Parameter guards: What the table of guards costs, USD a month, in this design as in any
  ///   other.
  func proof(_ store: StoreID, guards: Double, assumedRates: [PatternID]) -> DesignProof {
    let bounds = searches.map(\.bound)
    return DesignProof(
      store: store,
      usDollarsPerMonth: searches.reduce(guards) { $0 + ($1.best?.solution.cost ?? 0) },
      boundUSDollarsPerMonth: bounds.contains(nil)
        ? nil : bounds.reduce(guards) { $0 + ($1 ?? 0) },
      layouts: searches.reduce(0) { $0 + $1.problems.count },
      nodes: searches.reduce(0) { $0 + $1.nodes },
      assumedRates: assumedRates
    )
  }

  private static func order(_ plan: IndexPlan, _ workload: Workload) -> String {
    plan.key.text(workload) + "|" + plan.demand.text
  }

  private static func plan(
    _ place: Int,
    _ problem: DesignProblem,
    _ solution: DesignSolution
  ) -> IndexPlan {
    let structure = problem.structures[place]
    var plan = IndexPlan(structure.key, demand: structure.demand)
    for (client, way) in solution.courses.enumerated() {
      guard let way, way.structures.contains(structure.id) else { continue }
      let pattern = problem.patterns[client]
      plan.patterns.append(pattern.id)
      let own = problem.original(of: structure.id)
      for ways in problem.ways[client] {
        for way in ways where way.structures.contains(own) {
          for request in way.path.requests where request.index == DesignProblem.name(own) {
            if let field = request.comparedField { plan.ranged.insert(field) }
          }
        }
      }
    }
    return plan
  }

  /// Indexes whose INCLUDE lists do not fit in the quota of their table store everything instead.
  private static func withinQuota(_ table: DynamoDBTable) -> DynamoDBTable {
    var included = 0
    return table.with(
      indexes: table.indexes.map { index in
        guard case .include(let names) = index.projection else { return index }
        guard included + names.count <= includedPerTable else {
          return index.with(projection: .all)
        }
        included += names.count
        return index
      }
    )
  }
}

extension DesignSearch {
  /// The best layout and its solution.
  var chosen: (problem: DesignProblem, solution: DesignSolution)? {
    best.map { (problems[$0.problem], $0.solution) }
  }
}

extension DynamoDBRequest {
  /// The field that a sort condition compares.
  var comparedField: FieldID? {
    let value: KeyValue
    switch sortCondition {
    case .compare(_, let end)?: value = end
    case .between(let lower, _)?: value = lower
    case .beginsWith?, nil: return nil
    }
    return value.template.fields.prefix(value.operands.count).last
  }
}
