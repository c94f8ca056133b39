import DBModelDiagnostics
import DBModelLock
import DBModelReport
import DBModelWorkload

/// Whether a lock is what `dbmodel lock` would write.
struct LockCurrency {
  let workload: Workload
  let loaded: LoadedLock

  /// The finding that it is not; `nil` where it is.
  ///
  /// - Parameter made: The plans of the engines that were asked.
  func finding(_ made: [LockedPlanSet]) -> Diagnostic? {
    let reasons = reasons(made)
    guard !reasons.isEmpty else { return nil }
    let path = loaded.location.path
    return Diagnostic(
      ToolRules.lockOutOfDate,
      loaded.bytes == nil ? "there is no `\(path)`" : "`\(path)` is out of date",
      at: loaded.model?.place.span.map { Label($0) },
      notes: reasons,
      help: ["run `dbmodel lock`, and review and commit what it changes"],
      path: path
    )
  }

  /// What `dbmodel lock` would take out without asking an engine.
  private func gone(_ model: LockedModel, _ made: [LockedPlanSet]) -> [String] {
    let update = LockUpdate(loaded: loaded, workload: workload)
    let asked = Set(made.map(\.engine))
    return model.sets.compactMap { set -> String? in
      let title = LockFindings.title(set.engine)
      if asked.contains(set.engine) {
        return made.contains { $0.engine == set.engine && $0.store == set.store }
          ? nil : "\(title) plans nothing on `\(set.store)` any more"
      }
      guard let kept = update.kept(set) else {
        return "\(title) plans nothing on `\(set.store)` any more"
      }
      let count = set.plans.count - kept.plans.count
      let plans = ReportCount(count, "plan").text
      return count == 0
        ? nil : "\(title) on `\(set.store)`: \(plans) of patterns that are no more"
    }
  }

  private func reasons(_ made: [LockedPlanSet]) -> [String] {
    guard let model = loaded.model else {
      // A model without a store that an engine plans on has nothing to be locked.
      return made.isEmpty ? [] : ["nothing is locked of `\(loaded.location.root)`"]
    }
    return gone(model, made)
      + made.compactMap { now -> String? in
        let title = LockFindings.title(now.engine)
        guard let before = model.set(now.engine, now.store) else {
          return "no plans of \(title) on `\(now.store)` are locked"
        }
        if LockComparison.isCurrent(before, now) { return nil }
        let comparison = LockComparison(before, now, title: title)
        let counts = [
          (comparison.changed.count, "changed"), (comparison.added.count, "new"),
          (comparison.removed.count, "gone"),
        ].filter { $0.0 > 0 }.map { "\(ReportCount($0.0, "plan").text) \($0.1)" }
        return counts.isEmpty
          ? "tables, statements or figures of \(title) on `\(now.store)` are others"
          : "\(title) on `\(now.store)`: \(counts.joined(separator: ", "))"
      }
  }
}
