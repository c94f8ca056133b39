import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// What is asked of the writer and of the readers of a cluster.
struct CopyJudge {
  let workload: Workload
  let store: Store

  /// Patterns that a finding names, at most.
  private static let named = 5

  /// - Parameter routes: Those of the store; none where it has no readers.
  func findings(_ routes: [CopyRoute]) -> [Diagnostic] {
    routes.compactMap(belowLag) + [idle(routes)].compactMap { $0 }
  }

  // MARK: No load for readers

  private func idle(_ routes: [CopyRoute]) -> Diagnostic? {
    // Readers that stand by for a failover, or because an agreement asks for a second zone, do what
    // they are for, and SQL may be a read.
    guard workload.goals?.failoverSeconds == nil, !isForAvailability,
      let readers = store.aurora.readers,
      routes.contains(where: { $0.peak != nil }),
      !routes.contains(where: { $0.isOnReaders || $0.reason == .unknown })
    else { return nil }
    let most = store.aurora.mostReaders
    let isRange = store.aurora.fewestReaders < most
    let fresh = routes.filter { $0.reason != .writes }
    let labels = fresh.prefix(Self.named).map { route in
      let pattern = workload[route.pattern]
      return Label(pattern.consistency?.span ?? pattern.nameSpan, "the writer's")
    }
    let what =
      fresh.isEmpty
      ? "all \(routes.count) patterns change rows"
      : "\(fresh.count) of \(routes.count) patterns read, and none of them what may be "
        + "\(FigureFormatter.duration(seconds: AuroraLimits.replicaLagSeconds.value)) old"
    return Diagnostic(
      WorkloadRules.readersIdle,
      "the writer of store `\(store.name)` must serve every pattern, and its "
        + (most == 1 ? "reader none" : (isRange ? "up to " : "") + "\(most) readers none"),
      at: Label(readers.span, most == 1 ? "one reader" : "readers"),
      secondary: labels,
      notes: [what] + load(routes),
      help: [
        "declare `consistency eventual within 5 s`, or what an answer may be old, where it may",
        "or leave the readers out; with a goal of `failover`, or of `availability` beyond "
          + "99.9%, they are there to stand by",
      ],
      path: "store \(store.name).readers"
    )
  }

  /// Whether the goal of availability asks for readers that always run: the agreement of clusters
  /// in one zone falls short of it.
  private var isForAvailability: Bool {
    guard let goal = workload.goals?.availability, store.aurora.fewestReaders > 0 else {
      return false
    }
    return goal.value > AuroraLimits.availabilityInOneZone.value + 1e-12
  }

  private func load(_ routes: [CopyRoute]) -> [String] {
    let all = routes.compactMap(\.processors)
    guard !all.isEmpty else { return [] }
    let sum = all.reduce(Interval.zero) { $0 + $1 }
    let known = store.aurora.instanceClass.flatMap { AuroraInstanceClass.named($0.value) }
    let of =
      known.map { ", whose processors have \(FigureFormatter.number(Double($0.vCPU) * 1_000)) ms" }
      ?? ""
    return [
      "at all peaks together, searches and rows, waits for storage among them, take "
        + "\(FigureFormatter.interval(sum * 1_000, "ms")) of each second of the writer by estimate\(of)"
    ]
  }

  // MARK: Less than a reader's lag

  private func belowLag(_ route: CopyRoute) -> Diagnostic? {
    guard case .boundBelowLag(let seconds) = route.reason else { return nil }
    let pattern = workload[route.pattern]
    let bound = FigureFormatter.duration(seconds: seconds)
    let lag = FigureFormatter.duration(seconds: AuroraLimits.replicaLagSeconds.value)
    return Diagnostic(
      WorkloadRules.boundBelowLag,
      "`\(pattern.name)` allows answers that are \(bound) old, and a reader of store "
        + "`\(store.name)` may be \(lag) behind",
      at: Label(pattern.consistency?.span ?? pattern.nameSpan, "the writer serves it"),
      notes: [
        "assumption: \(AuroraLimits.replicaLagSeconds.name) \(lag) "
          + "(\(AuroraLimits.replicaLagSeconds.source))"
      ],
      help: ["allow \(lag) or more, or say `consistency strong`, which is what it comes to"],
      path: "access \(pattern.name)"
    )
  }
}
