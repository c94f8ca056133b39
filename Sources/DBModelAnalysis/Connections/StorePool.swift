import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// The pools of one service to one store, and what its calls need of them.
struct StorePool {
  let service: Service
  /// How many instances run, and the connections each of them keeps.
  let instances: InstanceRange
  private(set) var each: InstanceRange
  /// What those of its patterns hold that come at a known rate, in declared order.
  let uses: [ConnectionUse]
  /// Connections that are busy on average at the peak, in all instances. A pattern that other
  /// services call as well may come from them alone.
  let busy: Interval
  /// Whether a reader of a cluster does not do for all it asks: its connections lead to the writer.
  let needsWriter: Bool
  /// Whether everything it asks on request comes at a known rate. What it opens is known all the
  /// same.
  let isLoadKnown: Bool

  /// - Parameters:
  ///   - patterns: Those of the store, jobs and those of an unknown rate among them.
  ///   - uses: What they hold.
  /// - Returns: `nil` where the service states no pool or does not ask the store.
  init?(
    _ service: Service,
    _ patterns: [AccessPattern],
    _ uses: [ConnectionUse],
    in workload: Workload
  ) {
    let asked = patterns.filter { $0.services.contains(service.id) }
    guard let instances = service.instances?.value, let each = service.pool?.value, !asked.isEmpty
    else { return nil }
    let own = uses.filter { workload[$0.pattern].services.contains(service.id) }
    self.service = service
    self.instances = instances
    self.each = each
    self.uses = own
    busy = own.reduce(.zero) { sum, use in
      let isAlone = workload[use.pattern].services.count == 1
      return sum + (isAlone ? use.busy : Interval(0, use.busy.high))
    }
    needsWriter = asked.contains { !CopyRoute.Reason($0).isOnReaders }
    let known = Set(own.map(\.pattern))
    isLoadKnown =
      !own.isEmpty && asked.allSatisfy { $0.schedule != nil || known.contains($0.id) }
  }

  /// The same service with pools of another size.
  func with(least: Int, most: Int) -> StorePool {
    var pool = self
    pool.each = InstanceRange(least: least, most: most)
    return pool
  }

  /// Connections of all instances together: those that are kept open whatever comes, and the most.
  var certain: Double { Double(instances.most) * Double(each.least) }
  var most: Double { Double(instances.most) * Double(each.most) }

  /// The mean time for which a call holds a connection, seconds.
  var heldSeconds: Interval {
    let calls = uses.reduce(Interval.zero) { $0 + $1.callsPerSecond }
    let held = uses.reduce(Interval.zero) { $0 + $1.busy }
    guard calls.low > 0, calls.high > 0 else { return .zero }
    return Interval(held.low / calls.low, held.high / calls.high)
  }

  /// The line before the connections of one instance while all instances run.
  func queue(_ busy: Double, pool: Int? = nil) -> ErlangQueue {
    ErlangQueue(servers: pool ?? each.most, load: busy / Double(instances.most))
  }
}
