import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Pools of several services that call the same patterns, so that what no one of them is certain to
/// be asked is certain for all of them together.
struct SharedPools {
  /// In the order in which their services are declared.
  let pools: [StorePool]
  /// What patterns hold that nobody else calls, in declared order.
  let uses: [ConnectionUse]

  /// Connections that are busy on average at the peak, whichever of the services is asked.
  var busy: Interval { uses.reduce(.zero) { $0 + $1.busy } }
  /// Connections of all of them at the most.
  var most: Double { pools.reduce(0) { $0 + $1.most } }
  /// Even at the low end.
  var isTooSmall: Bool { busy.low >= most }

  /// The sets of services that a pattern names, of those that are joined by such patterns, and of
  /// those that lack most of all subsets, each once; the smallest first. One that has a service
  /// without a stated pool is left out: what that opens has no end.
  static func all(of pools: [StorePool], in workload: Workload) -> [SharedPools] {
    var uses: [PatternID: ConnectionUse] = [:]
    for use in pools.flatMap(\.uses) { uses[use.pattern] = use }
    let ordered = uses.values.sorted { $0.pattern < $1.pattern }
    var sets: [Set<ServiceID>] = []
    for use in ordered {
      let services = Set(workload[use.pattern].services)
      if services.count > 1, !sets.contains(services) { sets.append(services) }
    }
    for set in joined(sets) + lacking(of: pools, ordered, in: workload) where !sets.contains(set) {
      sets.append(set)
    }
    return sets.enumerated().sorted {
      ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
    }
    .compactMap { _, set in
      let own = pools.filter { set.contains($0.service.id) }
      guard own.count == set.count else { return nil }
      return SharedPools(
        pools: own,
        uses: ordered.filter { set.isSuperset(of: workload[$0.pattern].services) }
      )
    }
  }

  /// The services that lack most together, with every one left out that is not needed for it.
  private static func lacking(
    of pools: [StorePool],
    _ uses: [ConnectionUse],
    in workload: Workload
  ) -> [Set<ServiceID>] {
    let places = Dictionary(
      pools.enumerated().map { ($0.element.service.id, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
    var asked: [(services: [Int], busy: Double)] = []
    for use in uses {
      let services = workload[use.pattern].services.map { places[$0] }
      let known = services.compactMap { $0 }.sorted()
      guard known.count == services.count, !known.isEmpty else { continue }
      if let place = asked.firstIndex(where: { $0.services == known }) {
        asked[place].busy += use.busy.low
      } else {
        asked.append((known, use.busy.low))
      }
    }
    func lacks(_ services: Set<Int>) -> Bool {
      let busy = asked.filter { services.isSuperset(of: $0.services) }.reduce(0) { $0 + $1.busy }
      return busy > 0 && busy >= services.sorted().reduce(0) { $0 + pools[$1].most }
    }
    var found = Set(DeficientPools.services(asked: asked, held: pools.map(\.most)))
    guard found.count > 1, lacks(found) else { return [] }
    for place in found.sorted() where found.count > 1 && lacks(found.subtracting([place])) {
      found.remove(place)
    }
    return found.count > 1 ? [Set(found.map { pools[$0].service.id })] : []
  }

  /// Sets that have a service in common made one.
  private static func joined(_ sets: [Set<ServiceID>]) -> [Set<ServiceID>] {
    sets.reduce(into: []) { all, set in
      let touching = all.filter { !$0.isDisjoint(with: set) }
      all.removeAll { !$0.isDisjoint(with: set) }
      all.append(touching.reduce(set) { $0.union($1) })
    }
  }
}
