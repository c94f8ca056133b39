import DBModelDesign
import DBModelLock
import DBModelWorkload

/// The lock as it will be.
struct LockUpdate {
  let loaded: LoadedLock
  let workload: Workload
  let pipeline: Pipeline

  /// With the plans of the engines that were asked. Those of others stay as they are, but for
  /// patterns and stores that are no more; so do the parts of other models, but for files that are
  /// gone.
  func lock(_ made: [LockedPlanSet], _ removals: [LockedRemoval]) -> PlanLock {
    var lock = loaded.lock
    lock.models.removeAll { model in
      model.root != loaded.location.root && isGone(model.root)
    }
    let patterns = Set(workload.patterns.map(\.name))
    let stores = Set(workload.stores.map(\.name))
    let asked = Set(made.map(\.engine))
    var kept = (loaded.model?.sets ?? []).filter {
      // SQLite is always asked: what it does not plan on any more is gone.
      $0.engine != "sqlite" && !asked.contains($0.engine) && stores.contains($0.store)
    }
    for place in kept.indices {
      kept[place].plans.removeAll { !patterns.contains($0.name.pattern) }
    }
    lock[loaded.location.root] = LockedModel(
      root: loaded.location.root,
      leftOut: removals,
      sets: made + kept
    )
    return lock
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
