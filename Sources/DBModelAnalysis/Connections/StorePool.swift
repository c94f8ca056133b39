import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// The pools of one service to one store, and what its calls need of them.
struct StorePool {
  let service: Service
  /// How many instances run, and the connections each of them keeps.
  let instances: InstanceRange
  let each: InstanceRange
  /// What its patterns hold, in declared order.
  let uses: [ConnectionUse]
  /// Connections that are busy on average at the peak, in all instances. A pattern that other
  /// services call as well may come from them alone.
  let busy: Interval
  /// Whether it changes rows, or reads what was just written: its connections lead to the writer.
  let needsWriter: Bool

  /// - Parameter uses: What the patterns of the store hold.
  /// - Returns: `nil` where the service states no pool or does not ask the store.
  init?(_ service: Service, _ uses: [ConnectionUse], in workload: Workload) {
    let own = uses.filter { workload[$0.pattern].services.contains(service.id) }
    guard let instances = service.instances?.value, let each = service.pool?.value, !own.isEmpty
    else { return nil }
    self.service = service
    self.instances = instances
    self.each = each
    self.uses = own
    busy = own.reduce(.zero) { sum, use in
      let isAlone = workload[use.pattern].services.count == 1
      return sum + (isAlone ? use.busy : Interval(0, use.busy.high))
    }
    needsWriter = own.contains { workload[$0.pattern].needsWriter }
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

extension AccessPattern {
  /// Whether a reader of a cluster does not do.
  var needsWriter: Bool {
    switch operation {
    case .write: return true
    case .sql(let sql): return !sql.writes.isEmpty
    case .read: break
    }
    switch consistency?.value {
    case .strong, .readYourWrites: return true
    case .eventual, nil: return false
    }
  }
}
