import DBModelDesign
import DBModelEstimation
import DBModelWorkload

/// Finds the cheapest design of one part of a store: every layout, and in each the best indexes.
struct DesignSearch {
  /// Layouts that are all looked at; of more, those that one change after the other leads to.
  static let mostLayouts = 256
  /// What may be made of one entity where layouts are too many, and every part of it is a state.
  private static let mostMade = 4
  /// Patterns of a part up to which copies are states like what is made for indexes.
  private static let mostAroundCopies = 60
  /// How often every entity is looked at again where layouts are too many.
  private static let mostRounds = 3
  /// Patterns of a part from which on once has to do, and nothing bounds what was not looked at.
  private static let manyPatterns = 300

  private let context: PlanningContext
  private let store: StoreID
  private let part: DesignParts.Part
  private let space: LayoutSpace
  private let needs: [EntityID: [RowNeed]]
  private let copies: Set<FieldReference>
  /// By entity: the number of what it is asked for.
  private let needNumbers: [EntityID: Int]
  private let rates: DynamoDBRates
  private let memory: DesignMemory
  /// Whether the best of every layout is wanted, or of all of them alone.
  private let comparesLayouts: Bool
  let indexesPerTable: Int
  /// Every layout that was looked at.
  private(set) var problems: [DesignProblem] = []
  /// Beside `problems`; `nil` where there is none, or one that cannot be the best.
  private(set) var solutions: [DesignSolution?] = []
  /// The position of the best in `problems`, and its solution.
  private(set) var best: (problem: Int, solution: DesignSolution)?
  /// Whether every layout and all of each was looked at.
  private(set) var isComplete = true

  init(
    _ context: PlanningContext,
    store: StoreID,
    part: DesignParts.Part,
    space: LayoutSpace,
    needs: [EntityID: [RowNeed]],
    copies: Set<FieldReference>,
    rates: DynamoDBRates,
    memory: DesignMemory,
    indexesPerTable: Int,
    mostLayouts: Int = DesignSearch.mostLayouts,
    comparesLayouts: Bool = true
  ) {
    self.memory = memory
    self.comparesLayouts = comparesLayouts
    self.context = context
    self.store = store
    self.part = part
    self.space = space
    self.needs = needs
    self.copies = copies
    needNumbers = Dictionary(
      part.entities.map { entity in
        (entity.id, memory.needShapes.number(of: (needs[entity.id] ?? []).map(\.shape)))
      },
      uniquingKeysWith: { a, _ in a }
    )
    self.rates = rates
    self.indexesPerTable = indexesPerTable
    let options = part.entities.map { space.options[$0.id] ?? [.own] }
    let count = options.reduce(1) { product, options in
      min(mostLayouts + 1, product * options.count)
    }
    let setting = setting(part)
    if count <= mostLayouts {
      for layout in Self.product(options) {
        consider(
          Dictionary(
            zip(part.entities.map(\.id), layout).map { ($0, $1) },
            uniquingKeysWith: { a, _ in a }
          ),
          setting
        )
      }
    } else {
      consider(descended(), setting)
      // What is left where it stands is sound in any case.
      if problems.isEmpty { consider([:], setting) }
      isComplete = false
    }
    if !isComplete { relax(setting) }
    if problems.contains(where: { !$0.isComplete }) { isComplete = false }
  }

  /// No design of the space costs less than this, USD a month; `nil` where part of the space was
  /// left out.
  var bound: Double? {
    guard isComplete, let best else { return nil }
    // A better rank may be had: what that would cost says nothing of this one.
    guard best.solution.rank == best.solution.leastRank else { return nil }
    if let relaxedBound { return min(best.solution.cost, relaxedBound) }
    // What ranks better was bounded only.
    guard let leastRank, leastRank >= best.solution.leastRank else { return nil }
    return min(best.solution.cost, leastBound)
  }

  /// Where there were too many layouts: what none of them is below.
  private var relaxedBound: Double?

  /// What no layout is below.
  private var leastRank: WayRank?
  private var leastBound = Double.infinity

  private mutating func consider(
    _ layout: [EntityID: LayoutOption],
    _ setting: DesignProblem.Setting
  ) {
    guard space.isSound(layout, among: part.entities) else { return }
    let plain = problem(layout, setting)
    let found = MakingSearch(
      plain,
      indexesPerTable: indexesPerTable,
      known: comparesLayouts ? nil : best?.solution
    )
    tried.append((problems.count, found.dismissed ?? found.best, found.left.isEmpty))
    openNodes += found.nodes
    if !found.isComplete { isComplete = false }
    if let dismissed = found.dismissed {
      problems.append(plain)
      solutions.append(nil)
      consider(dismissed)
    }
    for (problem, solution) in found.visited { consider(problem, solution) }
    for left in found.left { consider(left) }
  }

  /// The layouts that were looked at: the position of each in `problems` where nothing is made,
  /// what none of it is better than, and whether that is so of all that may be made.
  private var tried: [(plain: Int, best: DesignSolution?, isComplete: Bool)] = []
  /// Nodes of problems that are none of `problems`.
  private var openNodes = 0

  /// Nodes of selections, in all.
  var nodes: Int { solutions.reduce(openNodes) { $0 + ($1?.nodes ?? 0) } }

  private mutating func consider(_ problem: DesignProblem, _ solution: DesignSolution?) {
    problems.append(problem)
    solutions.append(solution)
    guard let solution else { return }
    consider(solution)
    if best.map({ solution.isBetter(than: $0.solution) }) ?? true {
      best = (problems.count - 1, solution)
    }
  }

  /// Nothing that a solution bounds is below it.
  private mutating func consider(_ solution: DesignSolution) {
    if leastRank.map({ solution.leastRank < $0 }) ?? true {
      leastRank = solution.leastRank
      leastBound = solution.bound
    } else if leastRank == solution.leastRank {
      leastBound = min(leastBound, solution.bound)
    }
  }

  private func problem(
    _ layout: [EntityID: LayoutOption],
    _ setting: DesignProblem.Setting,
    made: Set<MadeAttribute> = [],
    weightless: Set<MadeAttribute> = []
  ) -> DesignProblem {
    DesignProblem(
      setting,
      placements: PlacementPlanner(
        context: context,
        entities: setting.part.entities,
        layout: layout,
        single: space.single
      ).placements(),
      made: made,
      weightless: weightless
    )
  }

  private func setting(_ part: DesignParts.Part) -> DesignProblem.Setting {
    DesignProblem.Setting(
      context: context,
      store: store,
      part: part,
      needs: needs,
      rates: rates,
      memory: memory,
      copies: copies.filter { copy in part.entities.contains { $0.id == copy.entity } }
    )
  }

  // MARK: Too many layouts

  /// Bounds what all layouts cost from below, and takes the one that the bound leads to.
  private mutating func relax(_ setting: DesignProblem.Setting) {
    // In one table every entity is around every other.
    guard space.single == nil, part.patterns.count <= Self.manyPatterns, let known = best?.solution,
      let samples = sampled(setting), samples.allSatisfy(\.isComplete),
      let relaxation = LayoutRelaxation(samples, memory: memory),
      relaxation.rank == known.rank
    else { return }
    isComplete = true
    let (bound, layout) = relaxation.bound(below: known.cost)
    let slack = Effort.most(patterns: part.patterns.count, entities: part.entities.count)
    relaxedBound = known.cost - bound <= slack ? known.cost : bound
    guard let layout else { return }
    consider(layout.mapValues(\.option), setting)
  }

  /// Layouts that show whatever may stand around a pattern; `nil` where there are too many.
  private func sampled(_ setting: DesignProblem.Setting) -> [DesignProblem]? {
    let scopes = LayoutScopes(part, space).scopes
    // Many copies are no states of their entities: they weigh nothing, and cost what every design
    // pays that has them.
    let isMuch =
      setting.copies.count > Self.mostMade || part.patterns.count > Self.mostAroundCopies
    let copies = Set((isMuch ? setting.copies : []).map { MadeAttribute.copy($0) })
    func samples(_ made: [EntityID: Set<MadeAttribute>]) -> [DesignProblem]? {
      var byEntity: [EntityID: [LayoutSampling.State]] = [:]
      for entity in part.entities {
        byEntity[entity.id] = states(of: entity.id, made[entity.id] ?? [])
      }
      guard byEntity.count == part.entities.count else { return nil }
      let sampling = LayoutSampling(scopes: scopes, states: byEntity) { layout in
        space.isSound(layout.mapValues(\.option), among: part.entities)
      }
      return sampling?.samples.map { sample in
        problem(
          sample.mapValues(\.option),
          setting,
          made: Set(sample.values.flatMap(\.made)).union(copies),
          weightless: copies
        )
      }
    }
    guard let plain = samples([:]) else { return nil }
    let fields = Set(plain.flatMap(\.makings)).subtracting(copies)
    guard !fields.isEmpty else { return plain }
    return samples(Dictionary(grouping: fields, by: \.entity).mapValues { Set($0) })
  }

  /// The ways of keeping an entity, with each part of what may be made; `nil` where that is much.
  private func states(of entity: EntityID, _ made: Set<MadeAttribute>) -> [LayoutSampling.State]? {
    let fields = made.sorted()
    guard fields.count <= Self.mostMade else { return nil }
    return (0..<(1 << fields.count)).flatMap { mask in
      let some = Set(fields.indices.filter { mask >> $0 & 1 == 1 }.map { fields[$0] })
      return (space.options[entity] ?? [.own]).map { LayoutSampling.State(option: $0, made: some) }
    }
  }

  /// The layout that one entity after the other makes cheaper, judged by the patterns that have to
  /// do with it.
  private func descended() -> [EntityID: LayoutOption] {
    var layout: [EntityID: LayoutOption] = [:]
    let neighbourhoods = Neighbourhoods(part, space)
    let rounds = part.patterns.count > Self.manyPatterns ? 1 : Self.mostRounds
    for _ in 0..<rounds {
      var changed = false
      for entity in part.entities {
        guard let options = space.options[entity.id], options.count > 1 else { continue }
        let around = setting(neighbourhoods.around(entity))
        var best: (option: LayoutOption, score: DesignSolution.Score)?
        for option in options {
          var tried = layout
          tried[entity.id] = option
          guard space.isSound(tried, among: around.part.entities),
            let score = score(tried, around)
          else { continue }
          if best.map({ score.isBetter(than: $0.score) }) ?? true { best = (option, score) }
        }
        guard let best, best.option != layout[entity.id] ?? .own else { continue }
        layout[entity.id] = best.option
        changed = true
      }
      if !changed { break }
    }
    return layout
  }

  /// How good the best is with nothing made for indexes, or with everything.
  private func score(_ layout: [EntityID: LayoutOption], _ setting: DesignProblem.Setting)
    -> DesignSolution.Score?
  {
    let part = setting.part
    let key = DesignMemory.Surroundings(
      patterns: part.patterns.map { memory.number(of: $0) },
      members: part.entities.map {
        DesignMemory.TableMember(entity: $0.id, option: layout[$0.id] ?? .own)
      },
      needs: part.entities.map { needNumbers[$0.id] ?? -1 }
    )
    if let known = memory.scores[key] { return known }
    let plain = problem(layout, setting)
    var best = plain.solve(indexesPerTable: indexesPerTable)?.score
    let copies = Set(setting.copies.map { MadeAttribute.copy($0) })
    if !plain.makings.isEmpty,
      let most = problem(layout, setting, made: plain.makings, weightless: copies)
        .solve(indexesPerTable: indexesPerTable)?.score
    {
      best = best.map { most.isBetter(than: $0) ? most : $0 } ?? most
    }
    memory.scores[key] = .some(best)
    return best
  }

  private static func product(_ options: [[LayoutOption]]) -> [[LayoutOption]] {
    options.reduce([[]]) { begun, choices in
      begun.flatMap { layout in choices.map { layout + [$0] } }
    }
  }

  // MARK: What a structure is worth

  /// The best design whose indexes have none of some keys, on whatever layout; `nil` where there is
  /// none.
  func without(_ exclusion: KeyExclusion) -> DesignSolution? {
    best { $0.without(exclusion) }
  }

  /// The best design whose rows carry nothing of the rows they refer to by a reference, on whatever
  /// layout; `nil` where there is none.
  func without(copiesOver reference: AttributeReference) -> DesignSolution? {
    best { $0.without(copiesOver: reference) }
  }

  /// The best of all layouts, each with something left out.
  private func best(of narrowed: (DesignProblem) -> DesignProblem) -> DesignSolution? {
    var found: DesignSolution?
    // A layout is no better for having fewer keys: the best go first, and decide which others are
    // worth a look.
    let order = tried.enumerated().sorted { a, b in
      guard let x = a.element.best, let y = b.element.best else { return a.element.best != nil }
      return (x.rank, x.cost, a.offset) < (y.rank, y.cost, b.offset)
    }
    for (_, layout) in order {
      guard let whole = layout.best else { continue }
      if layout.isComplete, let found, !whole.mayHide(betterThan: found) { continue }
      let search = MakingSearch(
        narrowed(problems[layout.plain]),
        indexesPerTable: indexesPerTable,
        known: found
      )
      guard let solution = search.best else { continue }
      if found.map({ solution.isBetter(than: $0) }) ?? true { found = solution }
    }
    return found
  }

  /// What is left out to see what one of the chosen structures is worth.
  func exclusion(of structure: Int) -> KeyExclusion? {
    guard let (problem, solution) = chosen else { return nil }
    let others = solution.structures.filter { $0 != structure }
    return KeyExclusion(
      problem.structures[structure].key,
      others: others.map { problem.structures[$0].key }
    )
  }
}
