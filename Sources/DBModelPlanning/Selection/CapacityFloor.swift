/// How many structures of a group are kept in any case: as many as the clients need that have no
/// way but through one of them.
///
/// With at least `n` of them kept, whatever all of them cost in common is paid `n` times: a
/// selection in which each costs only what it costs beyond that, and that sum, bound what there is.
struct CapacityFloor {
  /// What is paid in any case, USD a month.
  private(set) var cost = 0.0
  /// What upkeep is beyond that, by structure.
  private(set) var rest: [Double]

  init(_ problem: SelectionProblem) {
    rest = problem.upkeep
    guard problem.riskPenalty == nil else { return }
    for group in problem.groups where group.count > 1 {
      let members = Set(group)
      let items = problem.clients.indices.compactMap { client in
        Self.least(problem.clients[client], of: members).map {
          CapacityPacking.Item(client: client, amounts: $0)
        }
      }
      let count = Self.count(items, most: problem.mostTaken, upTo: group.count)
      let common = group.map { rest[$0] }.min() ?? 0
      guard count > 1, common > 0 else { continue }
      cost += Double(count) * common
      for structure in group { rest[structure] -= common }
    }
  }

  /// What a client takes of a group at the least, by kind; `nil` where it has a way around it.
  private static func least(
    _ paths: [SelectionProblem.Path],
    of members: Set<Int>
  ) -> [Int: Double]? {
    var least: [Int: Double]?
    for path in paths {
      guard path.structures.contains(where: members.contains) else { return nil }
      var own: [Int: Double] = [:]
      for load in path.loads where members.contains(load.structure) {
        own[load.kind, default: 0] += load.amount
      }
      least =
        least.map { known in
          known.reduce(into: [:]) { $0[$1.key] = min($1.value, own[$1.key] ?? 0) }
        } ?? own
    }
    return least?.filter { $0.value > 0 }
  }

  /// How many structures it takes, as far as that is known.
  private static func count(_ items: [CapacityPacking.Item], most: Double, upTo end: Int) -> Int {
    guard !items.isEmpty else { return 1 }
    for count in 1..<max(2, end) {
      let packing = CapacityPacking(items, count: count, most: most)
      if packing.risks == 0 || !packing.isExact { return count }
    }
    return end
  }
}
