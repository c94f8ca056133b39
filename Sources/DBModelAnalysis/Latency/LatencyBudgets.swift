import DBModelDesign
import DBModelWorkload

/// The latency budgets that count for a pattern: its own and those of goals.
///
/// A goal for everything counts only where a pattern has none of its own; one for a kind of store
/// or for indexed patterns counts beside it.
struct LatencyBudgets {
  let workload: Workload

  /// The pattern's own first, then those of goals in their order.
  func all(_ pattern: AccessPattern, _ access: PatternAccess) -> [LatencyBudget] {
    let own = [pattern.latency].compactMap { $0 }
    let goals = (workload.goals?.latency ?? []).filter { applies($0, pattern, access) }
    return own + goals.filter { own.isEmpty || $0.isSpecific }.map(\.budget)
  }

  /// The one with the least time; of equal ones the pattern's own.
  func tightest(_ pattern: AccessPattern, _ access: PatternAccess) -> LatencyBudget? {
    all(pattern, access).enumerated().min {
      ($0.element.milliseconds, $0.offset) < ($1.element.milliseconds, $1.offset)
    }?.element
  }

  func applies(
    _ goal: LatencyGoal,
    _ pattern: AccessPattern,
    _ access: PatternAccess
  ) -> Bool {
    if let kinds = goal.storeKinds, !kinds.contains(workload[access.store].kind) { return false }
    return !goal.onlyIndexed || isIndexed(pattern, access)
  }

  /// A read that is served by a key or an index throughout.
  private func isIndexed(_ pattern: AccessPattern, _ access: PatternAccess) -> Bool {
    guard case .read = pattern.operation else { return false }
    switch access.path {
    case .dynamoDB(let path): return !path.scans
    case .sql(let path): return path.plannedScans.isEmpty && !path.plannedIndexes.isEmpty
    case .none: return false
    }
  }
}
