import DBModelDesign
import DBModelWorkload

/// Why the tables and indexes of a derived design are as they are, with what lost and by how much.
struct DerivedChoices {
  private let context: PlanningContext
  private let store: StoreID
  private let derived: DerivedDesign
  private let placement: PlacementChoice
  private let areWeighed: Bool
  private let shards: ShardReasons

  init(
    _ context: PlanningContext,
    store: StoreID,
    space: LayoutSpace,
    use: KeyUse,
    derived: DerivedDesign,
    shards: ShardReasons,
    areWeighed: Bool
  ) {
    self.shards = shards
    self.areWeighed = areWeighed
    self.context = context
    self.store = store
    self.derived = derived
    placement = PlacementChoice(
      context: context,
      store: store,
      use: use,
      refusals: space.refusals,
      single: space.single
    )
  }

  func choices() -> [Choice] {
    let made = derived.placements.map { placement.choice($0, rejected: rejected($0)) }
    let index = IndexChoice(context: context, store: store)
    return made
      + derived.assembled.flatMap { table, plans in
        zip(table.indexes, plans).map { built, plan in
          index.choice(
            built,
            plan,
            table: table,
            shards: shards.lines(built, plan, table: table),
            worth: worth(plan)
          )
        }
      }
  }

  /// The other ways to keep an entity, and what the best design with each costs more.
  private func rejected(_ placement: Placement) -> [(option: LayoutOption, more: Double?)] {
    guard areWeighed, let search = search(of: placement.entity), let best = search.chosen?.solution
    else {
      return []
    }
    return search.bestByOption(of: placement.entity)
      .filter { $0.option != placement.option }
      .map { option, solution in
        (option, solution.rank == best.rank ? max(0, solution.cost - best.cost) : nil)
      }
  }

  private func search(of entity: EntityID) -> DesignSearch? {
    derived.searches.first { $0.chosen?.problem.placementOf[entity] != nil }
  }

  private func worth(_ plan: IndexPlan) -> StructureWorth? {
    guard areWeighed, let search = search(of: plan.entity),
      let (problem, solution) = search.chosen
    else { return nil }
    let place = solution.structures.first { place in
      let structure = problem.structures[place]
      return structure.demand == plan.demand && structure.key == plan.content.key
    }
    guard let place else { return nil }
    return StructureWorth(
      upkeepUSDollarsPerMonth: problem.structures[place].upkeep,
      absence: absence(place, search, problem, solution),
      shares: shares(place, problem, solution)
    )
  }

  private func absence(
    _ place: Int,
    _ search: DesignSearch,
    _ problem: DesignProblem,
    _ solution: DesignSolution
  ) -> StructureWorth.Absence {
    guard let exclusion = search.exclusion(of: place), let without = search.without(exclusion)
    else { return .unknown }
    if without.rank == solution.rank {
      return .costs(usDollarsPerMonth: max(0, without.cost - solution.cost))
    }
    let worse = zip(problem.patterns, zip(solution.courses, without.courses)).filter { _, ways in
      guard let now = ways.0 else { return false }
      return ways.1.map { now.rank < $0.rank } ?? true
    }
    return .breaks(worse.map(\.0.id))
  }

  /// By what each pattern would pay more on the structures that are kept; one that has no other way
  /// counts like the dearest of the others.
  private func shares(
    _ place: Int,
    _ problem: DesignProblem,
    _ solution: DesignSolution
  ) -> [(pattern: PatternID, share: Double)] {
    let own = problem.structures[place].id
    let kept = Set(solution.structures.map { problem.structures[$0].id }).subtracting([own])
    var regrets: [(pattern: PatternID, regret: Double?)] = []
    for (client, way) in solution.courses.enumerated() {
      guard let way, way.structures.contains(own) else { continue }
      var regret: Double? = 0
      for ways in problem.ways[client] {
        guard let now = ways.first(where: { $0.isPart(of: way) && $0.structures.contains(own) })
        else { continue }
        let other = ways.filter { $0.rank <= now.rank && $0.structures.allSatisfy(kept.contains) }
          .map(\.usDollarsPerMonth).min()
        regret = other.flatMap { other in
          regret.map { $0 + max(0, other - now.usDollarsPerMonth) }
        }
      }
      regrets.append((problem.patterns[client].id, regret))
    }
    let most = regrets.compactMap(\.regret).max() ?? 1
    let filled = regrets.map { ($0.pattern, $0.regret ?? max(most, 1e-12)) }
    let sum = filled.reduce(0) { $0 + $1.1 }
    return filled.map { ($0.0, sum > 0 ? $0.1 / sum : 1 / Double(filled.count)) }
  }
}

extension DesignSearch {
  /// The best solution for each way of keeping an entity, in the order of its options.
  func bestByOption(of entity: EntityID) -> [(option: LayoutOption, solution: DesignSolution)] {
    var found: [(option: LayoutOption, solution: DesignSolution)] = []
    for (problem, solution) in zip(problems, solutions) {
      guard let solution,
        let option = problem.placementOf[entity]?.option
      else { continue }
      if let known = found.firstIndex(where: { $0.option == option }) {
        if solution.isBetter(than: found[known].solution) { found[known].solution = solution }
      } else {
        found.append((option, solution))
      }
    }
    return found
  }
}

extension DesignProblem.Way {
  /// Whether it is what another one does about some needs.
  fileprivate func isPart(of whole: DesignSolution.Course) -> Bool {
    keys.allSatisfy { whole.keys[$0.key] == $0.value }
      && structures.allSatisfy(whole.structures.contains)
  }
}
