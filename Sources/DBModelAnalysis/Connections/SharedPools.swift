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

  /// The sets of services that a pattern names, and of those that are joined by such patterns, each
  /// once; the smallest first. One that has a service without a stated pool is left out: what that
  /// opens has no end.
  static func all(of pools: [StorePool], in workload: Workload) -> [SharedPools] {
    var uses: [PatternID: ConnectionUse] = [:]
    for use in pools.flatMap(\.uses) { uses[use.pattern] = use }
    let ordered = uses.values.sorted { $0.pattern < $1.pattern }
    var sets: [Set<ServiceID>] = []
    for use in ordered {
      let services = Set(workload[use.pattern].services)
      if services.count > 1, !sets.contains(services) { sets.append(services) }
    }
    for set in joined(sets) where !sets.contains(set) { sets.append(set) }
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

  /// Sets that have a service in common made one.
  private static func joined(_ sets: [Set<ServiceID>]) -> [Set<ServiceID>] {
    sets.reduce(into: []) { all, set in
      let touching = all.filter { !$0.isDisjoint(with: set) }
      all.removeAll { !$0.isDisjoint(with: set) }
      all.append(touching.reduce(set) { $0.union($1) })
    }
  }
}
