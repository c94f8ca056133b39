import DBModelWorkload

/// The best choice of indexes and ways within one layout.
struct DesignSolution {
  /// Beside the problem's patterns; `nil` where a pattern has no way.
  let ways: [DesignProblem.Way?]
  /// Positions in the problem's structures, ascending.
  let structures: [Int]
  /// What is wrong with the ways, in all; what has no way at all counts as broken.
  let rank: WayRank
  /// USD a month, tables included.
  let cost: Double
  /// No choice within the layout costs less.
  let bound: Double
  let nodes: Int

  /// Whether it is better than another, costs within rounding being equal.
  func isBetter(than other: DesignSolution) -> Bool {
    if rank != other.rank { return rank < other.rank }
    if abs(cost - other.cost) > SelectionSolver.tolerance(cost) { return cost < other.cost }
    return structures.count < other.structures.count
  }
}

extension DesignProblem {
  /// Solves the choice of indexes and ways.
  ///
  /// Each pattern takes a way of the least rank that is left to it: whether one is there never
  /// depends on what others take, as every index may be made, but for the number of indexes of a
  /// table.
  ///
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
      upkeep: structures.map(\.upkeep),
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
    guard let selection = SelectionSolver.solve(problem) else { return nil }
    var chosen = [Way?](repeating: nil, count: ways.count)
    for (client, position) in zip(clients, selection.paths) {
      let way = client.ways[position]
      chosen[client.pattern] = chosen[client.pattern]?.joined(way) ?? way
    }
    return DesignSolution(
      ways: chosen,
      structures: selection.structures,
      rank: rank,
      cost: selection.cost + tableCost,
      bound: selection.bound + tableCost,
      nodes: selection.nodes
    )
  }

  /// The indexes of each table.
  private func limits(_ most: Int) -> [SelectionProblem.Limit] {
    var byRoot: [EntityID: [Int]] = [:]
    for (place, structure) in structures.enumerated() {
      let entity = structure.key.entity
      let root = placementOf[entity]?.root ?? entity
      byRoot[root, default: []].append(place)
    }
    return byRoot.sorted { $0.key < $1.key }
      .map { SelectionProblem.Limit(structures: $0.value, most: most) }
  }
}
