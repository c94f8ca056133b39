import DBModelDesign
import DBModelWorkload

/// The ways of each need of one pattern, where needs are decided apart.
///
/// What a way costs is the sum of what its needs cost, so each need is priced by what changes when
/// it alone is answered otherwise, and so is what is wrong with it. The first need carries what all
/// of them cost together at the least, and what is wrong with them.
struct NeedWays {
  let pattern: AccessPattern
  let pricer: WayPricer
  let memory: DesignMemory
  let workload: Workload
  /// By candidate: the structures that may be kept.
  let offered: [Int: [Int]]

  private typealias Demanding = DesignProblem.Routes.Demanding

  func ways(
    _ first: DesignProblem.Routes.Demanding,
    _ changes: [[DesignProblem.Routes.Demanding]]
  ) -> [[DesignProblem.Way]] {
    let least = structures(first.demands, instead: nil)
    guard let plain = least.first else { return [] }
    let total = pricer.price(pattern, renamed(first, plain))
    let start = total.slowEnd
    let open = changes.count { !$0.isEmpty }
    // What is left of the budget is divided among the needs, so that all of them together keep it.
    let room = start.map { ($0.budget - $0.milliseconds) / Double(max(1, open)) }
    var found = changes.enumerated().map { need, changed in
      ([first] + changed).flatMap { route -> [DesignProblem.Way] in
        let name = route.route.script[need]
        return structures(route.demands, instead: name).map { names in
          let path = renamed(route, names)
          let priced = pricer.price(pattern, path)
          var rank = priced.rank
          // What breaks the budget by itself has been counted.
          if let start, let room, room >= 0, let end = priced.slowEnd,
            end.milliseconds <= end.budget, end.milliseconds - start.milliseconds > room
          {
            rank.risks += 1
          }
          let own = names.filter { $0.key == name }
          let change = WayPrice(
            rank: need == 0 ? rank : rank - total.rank,
            cost: priced.cost - total.cost,
            effort: priced.effort - total.effort,
            slowEnd: nil,
            peakReadUse: priced.peakReadUse
          )
          return DesignProblem.way(path, [need: name], own, change)
        }
      }
    }
    var constant = total.cost
    for need in found.indices {
      let least = found[need].map(\.cost).min() ?? 0
      constant += least
      found[need] = found[need].map { $0.adding(cost: -least) }
    }
    if let first = found.first {
      found[0] = first.map { $0.adding(cost: max(0, constant), effort: total.effort) }
    }
    return found
  }

  private func renamed(_ route: DesignProblem.Routes.Demanding, _ names: [String: Int])
    -> DynamoDBPath
  {
    route.route.path.renamed(names.mapValues(DesignProblem.name))
  }

  /// For each index of a route the least that stores enough; of one of them, every one that does.
  private func structures(_ demands: [String: AttributeDemand], instead name: String?)
    -> [[String: Int]]
  {
    var found: [[String: Int]] = [[:]]
    for (index, candidate, demand) in memory.inOrder(demands, workload) {
      var enough = (offered[candidate] ?? []).filter {
        memory.structures[$0].demand.covers(demand)
      }
      if index != name { enough = Array(enough.prefix(1)) }
      found = found.flatMap { begun in
        enough.map { structure in begun.merging([index: structure]) { own, _ in own } }
      }
    }
    return found
  }
}
