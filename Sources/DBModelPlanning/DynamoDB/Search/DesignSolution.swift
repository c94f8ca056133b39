import DBModelDesign
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
    var rank = WayRank()

    mutating func add(_ way: DesignProblem.Way) {
      keys.merge(way.keys) { own, _ in own }
      structures.formUnion(way.structures)
      chosen.merge(way.chosen) { own, _ in own }
      rank = max(rank, way.rank)
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
  /// table: where those leave no choice, there are more of them.
  func solve(indexesPerTable: Int) -> DesignSolution? {
    var placeOf: [Int: Int] = [:]
    for (place, structure) in structures.enumerated() { placeOf[structure.id] = place }
    var rank = WayRank()
    // A client of the selection is a need, or a pattern whose needs hang together.
    var clients: [(pattern: Int, ways: [Way])] = []
    for (pattern, needs) in ways.enumerated() {
      let leasts = needs.map { $0.map(\.rank).min() }
      guard let worst = leasts.compactMap({ $0 }).max(), !leasts.contains(nil) else {
        rank.broken += 1_000
        continue
      }
      rank.broken += worst.broken
      rank.risks += worst.risks
      for (ways, least) in zip(needs, leasts) {
        clients.append((pattern, ways.filter { $0.rank == least }))
      }
    }
    let problem = SelectionProblem(
      upkeep: structures.map { $0.upkeep + Effort.index },
      clients: clients.map { client in
        client.ways.map { way in
          SelectionProblem.Path(
            cost: way.cost,
            structures: way.structures.compactMap { placeOf[$0] }.sorted()
          )
        }
      },
      limits: limits(indexesPerTable)
    )
    guard let selection = SelectionSolver.solve(problem) ?? SelectionSolver.solve(problem.unlimited)
    else { return nil }
    let leastRank = rank
    // More indexes than a table may have break the design, and are said; no table would say less.
    let kept = Set(selection.structures)
    rank.broken += problem.limits.reduce(0) { sum, limit in
      sum + max(0, limit.structures.count { kept.contains($0) } - limit.most)
    }
    var courses = [DesignSolution.Course?](repeating: nil, count: ways.count)
    var effort = Effort.index * Double(selection.structures.count)
    for (client, position) in zip(clients, selection.paths) {
      let way = client.ways[position]
      effort += way.effort
      var course = courses[client.pattern] ?? DesignSolution.Course()
      course.add(way)
      courses[client.pattern] = course
    }
    return DesignSolution(
      courses: courses,
      structures: selection.structures,
      score: DesignSolution.Score(
        rank: rank,
        cost: selection.cost + tableCost - effort,
        effort: effort
      ),
      leastRank: leastRank,
      bound: selection.bound + tableCost - effort,
      nodes: selection.nodes
    )
  }

  /// The indexes of each table.
  private func limits(_ most: Int) -> [SelectionProblem.Limit] {
    var global: [EntityID: [Int]] = [:]
    var local: [EntityID: [Int]] = [:]
    for (place, structure) in structures.enumerated() {
      let entity = structure.key.entity
      let root = placementOf[entity]?.root ?? entity
      if structure.key.isLocal {
        local[root, default: []].append(place)
      } else {
        global[root, default: []].append(place)
      }
    }
    func limits(_ byRoot: [EntityID: [Int]], _ most: Int) -> [SelectionProblem.Limit] {
      byRoot.sorted { $0.key < $1.key }
        .map { SelectionProblem.Limit(structures: $0.value, most: most) }
    }
    return limits(global, most) + limits(local, Int(DynamoDBLimits.localIndexes.value))
  }
}
