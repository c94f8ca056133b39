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
  private let twins: TwinReasons

  init(
    _ context: PlanningContext,
    store: StoreID,
    space: LayoutSpace,
    use: KeyUse,
    derived: DerivedDesign,
    shards: ShardReasons,
    twins: TwinReasons,
    accesses: [PatternAccess],
    areWeighed: Bool
  ) {
    self.shards = shards
    self.twins = twins
    self.areWeighed = areWeighed
    self.context = context
    self.store = store
    self.derived = derived
    placement = PlacementChoice(
      context: context,
      store: store,
      use: use,
      accesses: accesses,
      refusals: space.refusals,
      itemRefusals: space.itemRefusals,
      single: space.single
    )
  }

  func choices() -> [Choice] {
    // Without one of several indexes of a key the best design is the same, whichever it is.
    var absences: [KeyCandidate: DesignSolution?] = [:]
    let made = derived.placements.map { placement.choice($0, rejected: rejected($0)) }
    let index = IndexChoice(context: context, store: store)
    return made
      + derived.assembled.flatMap { table, plans in
        zip(table.indexes, plans).map { built, plan in
          index.choice(
            built,
            plan,
            table: table,
            heat: shards.lines(built, plan, table: table)
              + twins.lines(plan, table: table, plans: plans),
            worth: worth(plan, &absences)
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

  private func worth(
    _ plan: IndexPlan,
    _ absences: inout [KeyCandidate: DesignSolution?]
  ) -> StructureWorth? {
    guard areWeighed, let search = search(of: plan.entity),
      let (problem, solution) = search.chosen
    else { return nil }
    let place = solution.structures.first { place in
      let structure = problem.structures[place]
      return structure.demand == plan.demand && structure.key == plan.content.key
    }
    guard let place else { return nil }
    let own = problem.structures[place].id
    let key = KeyExclusion.plain(plan.key)
    let without = absences[key] ?? search.exclusion(of: place).flatMap { search.without($0) }
    absences[key] = .some(without)
    return StructureWorth(
      upkeepUSDollarsPerMonth: problem.structures[place].upkeep,
      absence: StructureWorth.Absence(solution, without: without, of: problem),
      shares: WorthShares(problem, solution).shares(
        among: { $0.structures.contains(own) },
        otherwise: { !$0.structures.contains(own) }
      )
    )
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
