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

  /// What patterns hold with the time to connect, where nobody else calls them.
  var withConnects: [ConnectionUse] {
    guard !hasProxy else { return uses }
    return uses.map { use in
      let services = workload[use.pattern].services
      guard !services.isEmpty, services.allSatisfy({ workload[$0].connectsAnew != nil }) else {
        return use
      }
      return ConnectionUse(
        pattern: use.pattern,
        callsPerSecond: use.callsPerSecond,
        heldSeconds: use.heldSeconds + LatencyPriors.connectMs * 1e-3,
        isTimeKnown: use.isTimeKnown
      )
    }
  }

  func findings() -> [Diagnostic] {
    hasProxy ? [] : workload.services.compactMap(finding)
  }

  private func finding(_ service: Service) -> Diagnostic? {
    guard let place = service.connectsAnew else { return nil }
    let own = uses.filter { workload[$0.pattern].services.contains(service.id) }
    let certain = own.filter { workload[$0.pattern].services.count == 1 }
    let calls = certain.reduce(0) { $0 + $1.callsPerSecond.low }
    guard calls >= 1,
      let largest = certain.max(by: { $0.callsPerSecond.low < $1.callsPerSecond.low })
    else { return nil }
    let limit = ConnectionLimit.openedByIAM
    let isBeyond = !isBySecret && calls >= limit.value
    let held = certain.reduce(0) { $0 + $1.busy.low } / calls
    let connect = LatencyPriors.connectMs
    guard isBeyond || held * 1e3 < connect.low else { return nil }
    let pattern = workload[largest.pattern]
    let opened = FigureFormatter.number(calls)
    var notes = certain.prefix(6).map { use in
      "`\(workload[use.pattern].name)`: \(FigureFormatter.interval(use.callsPerSecond))/s, each "
        + "\(FigureFormatter.interval(use.heldSeconds * 1e3, "ms")) and "
        + "\(FigureFormatter.interval(connect, "ms")) to connect (assumed)"
    }
    if !isBySecret {
      notes.append(
        "IAM authentication opens fewer than \(FigureFormatter.number(limit.value)) a second"
      )
    }
    return Diagnostic(
      WorkloadRules.connectEachCall,
      severity: isBeyond ? .danger : .warning,
      isBeyond
        ? "`\(service.name)` opens \(opened) connections a second to store `\(store.name)`, more "
          + "than are allowed"
        : "`\(service.name)` takes longer to connect than to ask",
      at: Label(place.span, "each call connects"),
      secondary: [
        Label(pattern.rate?.peak.span ?? pattern.nameSpan, "the largest part comes from here")
      ],
      notes: notes,
      help: ["declare `proxy` before the store, or keep a pool in each instance"],
      path: "\(store.name)/\(service.name)"
    )
  }

  private var isBySecret: Bool {
    if case .secret = store.aurora.authentication?.value { true } else { false }
  }
}
