/// How many structures are kept in any case.
///
/// Clients that can share nothing need a structure each: because no structure serves two of them,
/// or because what they take of it together is too much. And clients that all go through the
/// structures of one group need as many as they have to be dealt out to. With at least `n` of some
/// structures kept, whatever all of them cost in common is paid `n` times: a selection in which
/// each costs only what it costs beyond that, and that sum, bound what there is.
struct CapacityFloor {
  /// Clients up to which every set of them is looked at; of more, one is grown.
  private static let mostSets = 12

  /// What is paid in any case, USD a month.
  private(set) var cost = 0.0
  /// What upkeep is beyond that, by structure.
  private(set) var rest: [Double]

  private struct Claim {
    let structures: Set<Int>
    let count: Int
    let cost: Double
  }

  init(_ problem: SelectionProblem) {
    rest = problem.upkeep
    guard problem.riskPenalty == nil else { return }
    let indexes = Set(problem.groups.joined())
    let bound = problem.clients.indices.filter { client in
      problem.clients[client].allSatisfy { !indexes.isDisjoint(with: $0.structures) }
    }
    var claims = problem.groups.filter { $0.count > 1 }.compactMap { group in
      Self.dealt(bound, group, problem)
    }
    for part in Self.parts(bound, indexes, problem) {
      claims.append(Self.apart(part, indexes, problem))
    }
    // The largest first; what two of them claim is claimed once.
    claims.sort { ($1.cost, $0.count) < ($0.cost, $1.count) }
    var taken: Set<Int> = []
    for claim in claims where claim.cost > 0 && taken.isDisjoint(with: claim.structures) {
      taken.formUnion(claim.structures)
      cost += claim.cost
      for structure in claim.structures { rest[structure] -= claim.cost / Double(claim.count) }
    }
  }

  private static func claim(
    _ structures: Set<Int>,
    _ count: Int,
    _ problem: SelectionProblem
  ) -> Claim {
    // Twins are none of a path's, and may be kept as well.
    let all = structures.union(structures.flatMap { problem.twins[$0] ?? [] })
    let common = all.map { problem.upkeep[$0] }.min() ?? 0
    return Claim(structures: all, count: count, cost: Double(count) * common)
  }

  // MARK: One group

  /// As many of a group as its clients have to be dealt out to; `nil` where one is enough.
  private static func dealt(
    _ clients: [Int],
    _ group: [Int],
    _ problem: SelectionProblem
  ) -> Claim? {
    let members = Set(group)
    let items = clients.compactMap { client in
      least(problem.clients[client], of: members).map {
        CapacityPacking.Item(client: client, amounts: $0)
      }
    }
    guard items.count > 1 else { return nil }
    for count in 1...group.count {
      let packing = CapacityPacking(items, count: count, most: problem.mostTaken)
      guard packing.risks == 0 || !packing.isExact || count == group.count else { continue }
      return count > 1 ? claim(members, count, problem) : nil
    }
    return nil
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
      guard let known = least else {
        least = own
        continue
      }
      least = known.reduce(into: [:]) { $0[$1.key] = min($1.value, own[$1.key] ?? 0) }
    }
    return least?.filter { $0.value > 0 }
  }

  // MARK: Clients that share nothing

  /// Clients that are tied together by structures.
  private static func parts(
    _ clients: [Int],
    _ indexes: Set<Int>,
    _ problem: SelectionProblem
  ) -> [[Int]] {
    let paths = clients.map { client in
      problem.clients[client].map {
        SelectionProblem.Path(cost: 0, structures: $0.structures.filter(indexes.contains))
      }
    }
    return SelectionParts(paths, limits: []).parts.map { part in part.clients.map { clients[$0] } }
  }

  /// The most clients of which no two can share a structure.
  private static func apart(
    _ clients: [Int],
    _ indexes: Set<Int>,
    _ problem: SelectionProblem
  ) -> Claim {
    var isApart = [[Bool]](
      repeating: [Bool](repeating: false, count: clients.count),
      count: clients.count
    )
    for first in clients.indices {
      for second in clients.indices where first < second {
        let found = !mayShare(clients[first], clients[second], indexes, problem)
        isApart[first][second] = found
        isApart[second][first] = found
      }
    }
    var best: [Int] = []
    if clients.count <= mostSets {
      for mask in 0..<(1 << clients.count) where mask.nonzeroBitCount > best.count {
        let set = clients.indices.filter { mask >> $0 & 1 == 1 }
        if set.allSatisfy({ a in set.allSatisfy { a == $0 || isApart[a][$0] } }) { best = set }
      }
    } else {
      for client in clients.indices where best.allSatisfy({ isApart[client][$0] }) {
        best.append(client)
      }
    }
    let own = best.flatMap { problem.clients[clients[$0]].flatMap(\.structures) }
    return claim(Set(own).intersection(indexes), max(1, best.count), problem)
  }

  private static func mayShare(
    _ first: Int,
    _ second: Int,
    _ indexes: Set<Int>,
    _ problem: SelectionProblem
  ) -> Bool {
    problem.clients[first].contains { path in
      problem.clients[second].contains { other in
        path.structures.contains { structure in
          guard indexes.contains(structure), other.structures.contains(structure) else {
            return false
          }
          let (a, b) = (path.amounts(of: structure), other.amounts(of: structure))
          return a.allSatisfy { kind, amount in
            guard let more = b[kind] else { return true }
            return !problem.isTooMuch(amount + more)
              || problem.isTooMuch(amount) && problem.isTooMuch(more)
          }
        }
      }
    }
  }
}
