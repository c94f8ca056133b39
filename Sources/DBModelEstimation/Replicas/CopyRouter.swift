import DBModelDesign
import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// Divides the patterns of an Aurora cluster between its writer and its readers, by the consistency
/// they declare.
///
/// What may be as old as a reader's answers goes to the readers; changes, and reads that must see
/// the last one, to the writer. A reader is taken to follow the writer within
/// `AuroraLimits.replicaLagSeconds`.
public struct CopyRouter {
  private let workload: Workload
  private let store: Store
  private let patterns: [AccessPattern]
  private let estimates: Estimates

  /// - Parameters:
  ///   - patterns: Those that run on the store, in declared order.
  ///   - estimates: Where the times of their work are found.
  public init(
    workload: Workload,
    store: StoreID,
    patterns: [AccessPattern],
    estimates: Estimates
  ) {
    self.workload = workload
    self.store = workload[store]
    self.patterns = patterns
    self.estimates = estimates
  }

  /// One for each pattern, in their order; none where the store never has readers. Of readers that
  /// come and go by load it says where patterns go while one runs: the reader endpoint leads to the
  /// writer while none does.
  public var routes: [CopyRoute] {
    guard store.kind == .auroraPostgreSQL || store.kind == .auroraMySQL,
      store.aurora.mostReaders > 0
    else { return [] }
    let changes = patterns.map { ($0, changed($0)) }.filter { !$0.1.isEmpty }
    return patterns.map { pattern in
      let reason = CopyRoute.Reason(pattern)
      let peak = PeakRate.interval(of: pattern)
      let late =
        reason == .eventual(isStated: false)
        ? changes.filter { other, entities in
          !entities.isDisjoint(with: read(pattern))
            && pattern.services.contains { other.services.contains($0) }
        }.map(\.0.id) : []
      let work = estimates.latency(of: pattern.id)?.workMs
      return CopyRoute(
        pattern: pattern.id,
        reason: reason,
        peak: peak,
        processors: peak.flatMap { peak in work.map { peak * $0 * (1 / 1_000) } },
        maySeeLate: late
      )
    }
  }

  private func read(_ pattern: AccessPattern) -> Set<EntityID> {
    switch PatternShape(pattern, workload: workload) {
    case .read(let shape): Set(shape.root.all.map(\.entity))
    case .sql, .write: []
    }
  }

  private func changed(_ pattern: AccessPattern) -> Set<EntityID> {
    switch PatternShape(pattern, workload: workload) {
    case .write(let statements, _): Set(statements.map(\.entity))
    case .sql, .read: []
    }
  }
}
