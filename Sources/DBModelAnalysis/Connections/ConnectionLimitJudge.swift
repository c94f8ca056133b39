import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Connections of an Aurora store against what its instances take: those that calls keep busy,
/// those that pools open, and those that a goal wants borne.
struct ConnectionLimitJudge {
  let workload: Workload
  let store: Store
  let limit: ConnectionLimit

  /// The writer and all readers there may be.
  private var instances: Double { 1 + Double(store.aurora.mostReaders) }
  /// The writer and the readers that always run.
  private var certainInstances: Double { 1 + Double(store.aurora.fewestReaders) }
  private var hasProxy: Bool { store.aurora.proxy?.value == true }
  /// What one instance gives applications at most.
  private var each: Double {
    let share = hasProxy ? store.aurora.proxySettings.connectionShare ?? 1 : 1
    let kept = store.kind == .auroraPostgreSQL ? ConnectionLimit.keptBack : 0
    return max(1, limit.connections.high * share - kept)
  }
  /// What all instances give.
  var all: Double { each * instances }
  /// What those give that run whatever the load is.
  private var certain: Double { each * certainInstances }

  /// Whether pools open, or may open, more than there are.
  func isBeyond(_ pools: [StorePool]) -> Bool { !hasProxy && !opened(pools).isEmpty }

  func findings(_ uses: [ConnectionUse], _ pools: [StorePool]) -> [Diagnostic] {
    let demanded = busy(uses)
    let opened = demanded.isEmpty && !hasProxy ? self.opened(pools) : []
    return demanded + opened + (hasProxy ? [] : wanted())
  }

  // MARK: Busy

  /// Calls that hold more connections than there are, wherever they come from.
  private func busy(_ uses: [ConnectionUse]) -> [Diagnostic] {
    let writing = uses.filter {
      !CopyRoute.Reason(workload[$0.pattern]).isOnReaders
    }
    func sum(_ uses: [ConnectionUse]) -> Interval { uses.reduce(.zero) { $0 + $1.busy } }
    let (own, together) = (sum(writing), sum(uses))
    let isWriter = own.low > each
    guard isWriter || together.low > certain else { return [] }
    // More readers may come, some minutes after the load.
    let isCertain = isWriter || together.low > all
    let held = isWriter ? writing : uses
    guard let largest = held.max(by: { $0.busy.low < $1.busy.low }) else { return [] }
    let pattern = workload[largest.pattern]
    return [
      Diagnostic(
        WorkloadRules.connectionsAboveClass,
        severity: isCertain ? .danger : .warning,
        "calls keep \(FigureFormatter.interval(isWriter ? own : together)) connections of "
          + "\(place(isWriter)) busy at the peak, which takes "
          + taken(isWriter ? each : isCertain ? all : certain, isCertain),
        at: Label(pattern.rate?.peak.span ?? pattern.nameSpan, "the largest part comes from here"),
        secondary: [Label(limit.span, basis)],
        notes: ConnectionWords.arithmetic(held, in: workload) + kept,
        help: ["shorten what holds a connection, or declare a larger class"],
        path: "\(store.name)/connections"
      )
    ]
  }

  // MARK: Pools

  /// Pools that open more connections than there are.
  private func opened(_ pools: [StorePool]) -> [Diagnostic] {
    let writing = pools.filter(\.needsWriter)
    func sum(_ pools: [StorePool], _ end: (StorePool) -> Double) -> Double {
      pools.reduce(0) { $0 + end($1) }
    }
    let isCertain = sum(writing, \.certain) > each || sum(pools, \.certain) > all
    let isWriter = isCertain ? sum(writing, \.certain) > each : sum(writing, \.most) > each
    guard isWriter || isCertain || sum(pools, \.most) > certain else { return [] }
    let isSometimes = !isWriter && !isCertain && sum(pools, \.most) <= all
    let counted = isWriter ? writing : pools
    let isKept = isCertain || isSometimes && sum(pools, \.certain) > certain
    let end: (StorePool) -> Double = isKept ? { $0.certain } : { $0.most }
    let total = sum(counted, end)
    let sorted = counted.enumerated().sorted {
      (end($1.element), $0.offset) < (end($0.element), $1.offset)
    }.map(\.element)
    guard let first = sorted.first, let span = first.service.pool?.span else { return [] }
    return [
      Diagnostic(
        WorkloadRules.connectionsAboveClass,
        severity: isCertain ? .danger : .warning,
        "pools \(isKept ? "open" : "may open") \(number(total)) connections to \(place(isWriter)),"
          + " which takes "
          + taken(isWriter ? each : isSometimes ? certain : all, !isSometimes),
        at: Label(span, "\(number(end(first))) of them"),
        secondary: sorted.dropFirst().prefix(4).compactMap { pool in
          pool.service.pool.map { Label($0.span, "\(number(end(pool))) of them") }
        } + [Label(limit.span, basis)],
        notes: sorted.prefix(6).map { pool in
          let size = isKept ? pool.each.least : pool.each.most
          return "`\(pool.service.name)`: \(pool.instances.most) instances x \(size) connections"
        } + kept + ["who comes when all are taken is refused"],
        help: ["keep fewer in each pool, or declare `proxy`, which shares them out"],
        path: "\(store.name)/connections"
      )
    ]
  }

  // MARK: Goal

  private func wanted() -> [Diagnostic] {
    guard let goal = workload.goals?.connections, Double(goal.value) > all else { return [] }
    return [
      Diagnostic(
        WorkloadRules.connectionsAboveClass,
        severity: .warning,
        "store `\(store.name)` takes \(number(all)) connections, and the goal is "
          + FigureFormatter.integer(goal.value),
        at: Label(goal.span, "the goal"),
        secondary: [Label(limit.span, basis)],
        notes: kept,
        help: ["declare a larger class or `proxy`, or lower the goal"],
        path: "\(store.name)/connections"
      )
    ]
  }

  // MARK: Words

  private func place(_ isWriter: Bool) -> String {
    isWriter && instances > 1 ? "the writer of store `\(store.name)`" : "store `\(store.name)`"
  }

  /// - Parameter isCertain: Whether all instances there may be are counted.
  private func taken(_ value: Double, _ isCertain: Bool) -> String {
    guard !isCertain else { return number(value) }
    let fewest = store.aurora.fewestReaders
    let readers = fewest == 0 ? "no reader" : fewest == 1 ? "one reader" : "\(fewest) readers"
    return "\(number(value)) with \(readers)"
  }

  private var basis: String {
    "\(FigureFormatter.interval(limit.connections)) on an instance: \(limit.basis)"
  }

  private var kept: [String] {
    var notes: [String] = []
    if store.kind == .auroraPostgreSQL {
      notes.append("PostgreSQL keeps \(number(ConnectionLimit.keptBack)) back for superusers")
    }
    if instances > certainInstances {
      notes.append(
        "\(number(certainInstances)) to \(number(instances)) instances, the writer one of them: "
          + "readers are added after the load has come, and it takes minutes"
      )
    } else if instances > 1 {
      notes.append("\(number(instances)) instances, the writer one of them")
    }
    if hasProxy, let share = store.aurora.proxySettings.connectionShare {
      notes.append("the proxy opens \(FigureFormatter.percent(share)) of them")
    }
    return notes
  }

  private func number(_ value: Double) -> String { FigureFormatter.number(value.rounded(.down)) }
}
