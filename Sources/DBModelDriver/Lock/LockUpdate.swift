import DBModelLock
import DBModelQuery
import DBModelWorkload

/// The lock as it will be.
struct LockUpdate {
  let loaded: LoadedLock
  let workload: Workload

  /// With the plans of the engines that were asked. Those of others stay as they are, but for
  /// patterns and stores that are no more; so do the parts of other models, but for files that are
  /// gone.
  func lock(
    _ made: [LockedPlanSet],
    _ removals: [LockedRemoval],
    _ additions: [LockedAddition]
  ) -> PlanLock {
    var lock = loaded.lock
    lock.models.removeAll { model in
      model.root != loaded.location.root && isGone(model.root)
    }
    let asked = Set(made.map(\.engine))
    let others = (loaded.model?.sets ?? []).filter { !asked.contains($0.engine) }
    lock[loaded.location.root] = LockedModel(
      root: loaded.location.root,
      leftOut: removals,
      added: additions,
      sets: made + others.compactMap(kept)
    )
    return lock
  }

  /// What stays of the plans of an engine that was not asked; `nil` for nothing.
  func kept(_ set: LockedPlanSet) -> LockedPlanSet? {
    // SQLite is always asked: what it does not plan on any more is gone.
    guard set.engine != "sqlite",
      let store = workload.stores.first(where: { $0.name == set.store }),
      // PostgreSQL's plans of a MySQL store say nothing of it, and nothing is held against them.
      set.engine != "postgresql" || SQLDialect(store.kind) != .mysql,
      // MariaDB is asked for no other.
      set.engine != "mariadb" || SQLDialect(store.kind) == .mysql
    else { return nil }
    let patterns = Set(workload.patterns.map(\.name))
    var set = set
    set.plans.removeAll { !patterns.contains($0.name.pattern) }
    return set
  }

  private func isGone(_ root: String) -> Bool {
    do throws(FileReader.Failure) {
      _ = try FileReader.kind(loaded.location.sibling(root))
      return false
    } catch {
      if case .notFound = error { return true }
      return false
    }
  }
}
