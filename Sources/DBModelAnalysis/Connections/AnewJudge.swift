import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Services that connect for each call.
struct AnewJudge {
  let workload: Workload
  let store: Store
  /// What patterns hold, without the time to connect.
  let uses: [ConnectionUse]

  private var hasProxy: Bool { store.aurora.proxy?.value == true }

  /// Calls of a pattern that connect, whichever of its services they come from.
  private struct Opening {
    let use: ConnectionUse
    /// Those that call it, in declared order.
    let services: [Service]
    /// Connections a second in the busiest seconds: a limit of a second counts bursts as well.
    let perSecond: Double
  }

  /// Patterns that nobody calls who keeps connections, in declared order.
  private var opened: [Opening] {
    uses.compactMap { use in
      let pattern = workload[use.pattern]
      let services = workload.services.filter { pattern.services.contains($0.id) }
      guard !services.isEmpty, services.allSatisfy({ $0.connectsAnew != nil }) else { return nil }
      let peak = PeakRate.interval(of: pattern) ?? use.callsPerSecond
      return Opening(use: use, services: services, perSecond: peak.low)
    }
  }

  /// What patterns hold with the time to connect, where nobody else calls them.
  var withConnects: [ConnectionUse] {
    guard !hasProxy else { return uses }
    let anew = Set(opened.map(\.use.pattern))
    return uses.map { use in
      guard anew.contains(use.pattern) else { return use }
      return ConnectionUse(
        pattern: use.pattern,
        callsPerSecond: use.callsPerSecond,
        heldSeconds: use.heldSeconds + LatencyPriors.connectMs * 1e-3,
        isTimeKnown: use.isTimeKnown
      )
    }
  }

  func findings() -> [Diagnostic] {
    guard !hasProxy else { return [] }
    let opened = opened
    if let beyond = beyond(opened) { return [beyond] }
    var groups: [[ServiceID]] = []
    for services in opened.map({ $0.services.map(\.id) }) where !groups.contains(services) {
      groups.append(services)
    }
    return groups.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { group in
      slow(opened.filter { $0.services.map(\.id) == group })
    }
  }

  // MARK: More than are allowed

  /// The limit is one of the store: it counts whatever is opened, by whom it may be.
  private func beyond(_ opened: [Opening]) -> Diagnostic? {
    let limit = ConnectionLimit.openedByIAM
    let sum = opened.reduce(0) { $0 + $1.perSecond }
    guard !isBySecret, sum >= limit.value else { return nil }
    return finding(opened, severity: .danger) { names, isOne in
      "\(names) \(isOne ? "opens" : "open") \(FigureFormatter.number(sum)) connections a second to "
        + "store `\(store.name)`, more than are allowed"
    }
  }

  // MARK: Longer than the call

  /// - Parameter opened: Patterns that the same services call.
  private func slow(_ opened: [Opening]) -> Diagnostic? {
    let calls = opened.reduce(0) { $0 + $1.use.callsPerSecond.low }
    guard calls >= 1 else { return nil }
    let held = opened.reduce(0) { $0 + $1.use.busy.low } / calls
    guard held * 1e3 < LatencyPriors.connectMs.low else { return nil }
    return finding(opened, severity: .warning) { names, isOne in
      "\(names) \(isOne ? "takes" : "take") longer to connect than to ask"
    }
  }

  // MARK: Words

  private func finding(
    _ opened: [Opening],
    severity: Severity,
    title: (_ names: String, _ isOne: Bool) -> String
  ) -> Diagnostic? {
    let sorted = opened.enumerated().sorted {
      ($1.element.perSecond, $0.offset) < ($0.element.perSecond, $1.offset)
    }.map(\.element)
    let callers = workload.services.filter { service in
      opened.contains { opening in opening.services.contains { $0.id == service.id } }
    }
    guard let largest = sorted.first, let first = callers.first, let place = first.connectsAnew
    else { return nil }
    let pattern = workload[largest.use.pattern]
    var notes = sorted.prefix(6).map(arithmetic)
    if sorted.count > 6 {
      let rest = sorted.dropFirst(6).reduce(0) { $0 + $1.perSecond }
      notes.append("\(sorted.count - 6) others: \(FigureFormatter.number(rest))/s")
    }
    if !isBySecret {
      let most = FigureFormatter.number(ConnectionLimit.openedByIAM.value)
      notes.append("IAM authentication opens fewer than \(most) a second")
    }
    let names =
      callers.count > 3
      ? "\(callers.count) services"
      : callers.map { "`\($0.name)`" }.joined(separator: callers.count == 2 ? " and " : ", ")
    return Diagnostic(
      WorkloadRules.connectEachCall,
      severity: severity,
      title(names, callers.count == 1),
      at: Label(place.span, "each call connects"),
      secondary: callers.dropFirst().prefix(4).compactMap { caller in
        caller.connectsAnew.map { Label($0.span, "and each of `\(caller.name)`") }
      } + [
        Label(
          pattern.rate?.highestSpan ?? pattern.nameSpan,
          "the largest part comes from here"
        )
      ],
      notes: notes,
      help: ["declare `proxy` before the store, or keep a pool in each instance"],
      path: "\(store.name)/\(first.name)"
    )
  }

  private func arithmetic(_ opening: Opening) -> String {
    let use = opening.use
    let calls =
      opening.perSecond > use.callsPerSecond.high
      ? "\(FigureFormatter.number(opening.perSecond))/s in bursts"
      : "\(FigureFormatter.interval(use.callsPerSecond))/s"
    return "`\(workload[use.pattern].name)`: \(calls), each "
      + "\(FigureFormatter.interval(use.heldSeconds * 1e3, "ms")) and "
      + "\(FigureFormatter.interval(LatencyPriors.connectMs, "ms")) to connect (assumed)"
  }

  private var isBySecret: Bool {
    if case .secret = store.aurora.authentication?.value { true } else { false }
  }
}
