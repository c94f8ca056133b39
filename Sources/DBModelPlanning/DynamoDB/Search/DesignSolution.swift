import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

/// The best choice of indexes and ways within one layout.
struct DesignSolution {
  /// What a pattern does, all its needs together.
  struct Course {
    /// By need: the key it took, by its name in the catalog of candidates.
    var keys: [Int: String] = [:]
    /// Numbers of structures.
    var structures: Set<Int> = []
    /// By candidate: the structure.
    var chosen: [Int: Int] = [:]
    /// The copies that are read.
    var copied: Set<FieldReference> = []
    /// By structure: the twin instead of it.
    var twins: [Int: Int] = [:]
    var rank = WayRank()
    /// Those of its risks that are keys which it and others ask for too often together.
    var sharedRisks = 0

    mutating func add(_ way: DesignProblem.Way) {
      keys.merge(way.keys) { own, _ in own }
      structures.formUnion(way.structures)
      chosen.merge(way.chosen) { own, _ in own }
      copied.formUnion(way.copied)
      rank = rank + way.rank
    }
  }

  /// How good a solution is.
  struct Score {
    /// What is wrong with the ways, in all; what has no way at all counts as broken.
    let rank: WayRank
    /// USD a month, tables included.
    let cost: Double
    /// What decides between equal costs.
    let effort: Double

    /// Whether it is better than another, costs within rounding being equal.
    func isBetter(than other: Score) -> Bool {
      if rank != other.rank { return rank < other.rank }
      if abs(cost - other.cost) > SelectionSolver.tolerance(cost) { return cost < other.cost }
      return effort < other.effort
    }
  }

  /// Beside the problem's patterns; `nil` where a pattern has no way.
  let courses: [Course?]
  /// Positions in the problem's structures, ascending.
  let structures: [Int]
  let score: Score
  /// No choice within the layout ranks better.
  let leastRank: WayRank
  /// No choice within the layout costs less.
  let bound: Double
  let nodes: Int

  var rank: WayRank { score.rank }
  var cost: Double { score.cost }
  var effort: Double { score.effort }

  /// Whether no choice within the layout is cheaper by more than one in a hundred.
  var isNearlyClosed: Bool { cost - bound <= 0.01 * max(1, cost) }

  func isBetter(than other: DesignSolution) -> Bool { score.isBetter(than: other.score) }

  /// Whether some choice within the layout might be better than what was found in another.
  func mayHide(betterThan other: DesignSolution) -> Bool {
    if leastRank != other.rank { return leastRank < other.rank }
    return bound < other.cost + SelectionSolver.tolerance(other.cost)
  }
}

extension DesignProblem {
  /// Solves the choice of indexes and ways.
  ///
  /// Each pattern takes a way of the least rank that is left to it: whether one is there never
  /// depends on what others take, as every index may be made, but for the number of indexes of a
  /// table. Where those leave no choice, as few patterns as possible take a worse way; where there
  /// is none, there are more indexes.
  ///
  /// - Parameter making: Only ways that have no need of it are looked at.
  func solve(indexesPerTable: Int, without making: MadeAttribute? = nil) -> DesignSolution? {
    let limits = limits(indexesPerTable)
    let ranked = RankedWays(making.map(ways(without:)) ?? ways)
    var clients = ranked.best
    var perRisk = 0.0
    var found = SelectionSolver.solve(selection(clients, limits))
    if found == nil, !limits.isEmpty || !hotKeys.isEmpty {
      let graded = ranked.graded(upkeep: structures.reduce(0) { $0 + $1.upkeep })
      let problem = selection(graded.clients, limits, perRisk: graded.perRisk)
      if let worse = SelectionSolver.solve(problem) {
        (clients, perRisk) = graded
        found = worse
      }
    }
    guard
      let selection = found ?? SelectionSolver.solve(selection(clients, limits).unlimited)
    else { return nil }
    let taken = taken(clients, selection)
    let shared = sharedRisks(taken)
    var rank = ranked.rank(of: taken)
    rank.risks += shared.reduce(0, +)
    let penalties =
      taken.reduce(0) { $0 + $1.penalty } + perRisk * Double(shared.reduce(0, +))
    let leastRank = found != nil && selection.isOptimal ? rank : ranked.least
    // More indexes than a table may have break the design, and are said; no table would say less.
    let indexes = selection.structures.filter { $0 < structures.count }
    let kept = Set(indexes)
    rank.broken += limits.reduce(0) { sum, limit in
      sum + max(0, limit.structures.count { kept.contains($0) } - limit.most)
    }
    var courses = [DesignSolution.Course?](repeating: nil, count: ways.count)
    var effort = Effort.index * Double(indexes.count)
    for (choice, risks) in zip(taken, shared) {
      effort += choice.way.effort
      var course = courses[choice.pattern] ?? DesignSolution.Course()
      course.add(choice.way)
      course.twins.merge(choice.twins) { own, _ in own }
      course.rank.risks += risks
      course.sharedRisks += risks
      courses[choice.pattern] = course
    }
    return DesignSolution(
      courses: courses,
      structures: indexes,
      score: DesignSolution.Score(
        rank: rank,
        cost: selection.cost - penalties + tableCost - effort,
        effort: effort
      ),
      leastRank: leastRank,
      bound: selection.bound - penalties + tableCost - effort,
      nodes: selection.nodes
    )
  }

  /// The ways of a selection, through the twins that they are dealt out to.
  private func taken(_ clients: [RankedWays.Client], _ selection: Selection)
    -> [RankedWays.Choice]
  {
    clients.indices.map { client in
      var choice = clients[client].pick(selection.paths[client])
      for (place, dealt) in selection.twins {
        let structure = structures[place].id
        if choice.way.structures.contains(structure), let number = dealt[client], number > 0,
          let twin = twins[structure]?[number - 1]
        {
          choice.twins[structure] = twin
        }
      }
      choice.way = choice.way.through(choice.twins)
      return choice
    }
  }

  /// Beside some choices: the keys that each asks for which all of them ask for too often. Who
  /// alone asks for too much is at risk in any case.
  private func sharedRisks(_ taken: [RankedWays.Choice]) -> [Int] {
    guard !hotKeys.isEmpty else { return taken.map { _ in 0 } }
    func isExceeded(_ units: Double) -> Bool {
      SelectionProblem.isTooMuch(units, of: 1)
    }
    var asked: [KeyLoad.Key: Double] = [:]
    for load in taken.lazy.flatMap({ $0.way.loads ?? [] }) {
      asked[load.key, default: 0] += load.ofCeiling
    }
    return taken.map { choice in
      (choice.way.loads ?? []).count { load in
        !isExceeded(load.ofCeiling) && isExceeded(asked[load.key] ?? 0)
      }
    }
  }

  private func ways(without making: MadeAttribute) -> [[[Way]]] {
    let needing = Set(
      structures.filter { structure in
        tableOf[structure.key.entity].map {
          makings(structure.key, memory.contents[contents[$0]]).contains(making)
        } ?? false
      }.map(\.id)
    )
    return ways.map { needs in
      needs.map { ways in
        ways.filter { way in
          !way.structures.contains(where: needing.contains)
            && making.copied.map { !way.copied.contains($0) } ?? true
        }
      }
    }
  }

  private func selection(
    _ clients: [RankedWays.Client],
    _ limits: [SelectionProblem.Limit],
    perRisk: Double? = nil
  ) -> SelectionProblem {
    let hot = Set(hotKeys)
    var kinds = Numbering<String>()
    var tables = Numbering<String>()
    var placeOf: [Int: Int] = [:]
    for (place, structure) in structures.enumerated() { placeOf[structure.id] = place }
    // Copies that weigh nothing are kept like indexes, for what no design with them is without.
    var copyOf: [FieldReference: Int] = [:]
    for (place, open) in openCopies.enumerated() { copyOf[open.field] = structures.count + place }
    var readOf: [AttributeReference: Int] = [:]
    for (place, open) in openReads.enumerated() {
      readOf[open.reference] = structures.count + openCopies.count + place
    }
    func loads(_ way: Way) -> [SelectionProblem.Load] {
      (way.loads ?? []).filter { hot.contains($0.key) }.map { load in
        // The keys of tables are kept in any case.
        let structure =
          switch load.key.place {
          case .index(let structure): placeOf[structure] ?? 0
          case .table(let name): upkeep.count + tables.number(of: name)
          }
        return SelectionProblem.Load(
          structure: structure,
          kind: kinds.number(of: load.key.value),
          amount: load.ofCeiling
        )
      }
    }
    let upkeep =
      structures.map { $0.upkeep + Effort.index } + openCopies.map(\.cost) + openReads.map(\.cost)
    var problem = SelectionProblem(
      upkeep: upkeep,
      clients: clients.map { client in
        zip(client.ways, client.penalties).map { way, penalty in
          SelectionProblem.Path(
            cost: way.cost + penalty,
            structures: (way.structures.compactMap { placeOf[$0] }
              + way.copied.compactMap { copyOf[$0] }
              + context.references(of: way.copied).compactMap { readOf[$0] }).sorted(),
            loads: loads(way)
          )
        }
      },
      limits: limits
    )
    guard !hot.isEmpty else { return problem }
    problem.mostTaken = 1
    problem.riskPenalty = perRisk
    // What a structure is worth is asked for each of them.
    if excluded != nil { problem.mostRelaxations = 200 }
    let byKey = Dictionary(grouping: structures.indices) {
      KeyExclusion.plain(structures[$0].key)
    }
    problem.groups = byKey.values.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    for (structure, others) in twins {
      if let place = placeOf[structure] {
        problem.twins[place] = others.compactMap { placeOf[$0] }
      }
    }
    return problem
  }

  /// The indexes of each table.
  private func limits(_ most: Int) -> [SelectionProblem.Limit] {
    var global: [EntityID: [Int]] = [:]
    var local: [EntityID: [Int]] = [:]
    for (place, structure) in structures.enumerated() {
      let entity = structure.key.entity
      let table = placementOf[entity]?.table ?? entity
      if structure.key.isLocal {
        local[table, default: []].append(place)
      } else {
        global[table, default: []].append(place)
      }
    }
    func limits(_ byTable: [EntityID: [Int]], _ most: Int) -> [SelectionProblem.Limit] {
      byTable.sorted { $0.key < $1.key }
        .map { SelectionProblem.Limit(structures: $0.value, most: most) }
    }
    let kept = (excluded?.kept ?? [:]).sorted {
      $0.key.text(context.workload) < $1.key.text(context.workload)
    }
    let own = kept.compactMap { key, count -> SelectionProblem.Limit? in
      guard excluded?.isOfSame(key) == true else { return nil }
      let places = structures.indices.filter { KeyExclusion.plain(structures[$0].key) == key }
      return SelectionProblem.Limit(structures: places, most: count)
    }
    return limits(global, most) + limits(local, Int(DynamoDBLimits.localIndexes.value)) + own
  }
}
