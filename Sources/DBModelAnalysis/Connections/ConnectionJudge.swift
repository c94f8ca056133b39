import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelWorkload

/// Connections of an Aurora store: whether its instances take them, and whether pools have them
/// when they are asked for.
struct ConnectionJudge {
  let workload: Workload
  let store: Store
  /// Those that run on the store.
  let patterns: [AccessPattern]
  let estimates: Estimates

  func findings() -> [Diagnostic] {
    guard store.kind == .auroraPostgreSQL || store.kind == .auroraMySQL else { return [] }
    let uses = ConnectionUse.all(patterns, estimates: estimates)
    let pools = workload.services.compactMap { StorePool($0, patterns, uses, in: workload) }
    let anew = AnewJudge(workload: workload, store: store, uses: uses)
    let limits = ConnectionLimit(of: store).map {
      ConnectionLimitJudge(workload: workload, store: store, limit: $0)
    }
    let beyond = (limits?.findings(anew.withConnects, pools) ?? []) + anew.findings()
    // Where the store itself has too few, a larger pool is no way out.
    guard !beyond.contains(where: { $0.severity >= .danger }) else { return beyond }
    return beyond
      + PoolJudge(workload: workload, store: store, limits: limits).findings(pools)
  }
}
