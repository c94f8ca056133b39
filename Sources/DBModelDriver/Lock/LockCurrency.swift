import DBModelDiagnostics
import DBModelLock
import DBModelReport

/// Whether a lock is what `dbmodel lock` would write.
struct LockCurrency {
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

  private func reasons(_ made: [LockedPlanSet]) -> [String] {
    // A model without a store that an engine plans on has nothing to be locked.
    if made.isEmpty { return [] }
    guard let model = loaded.model else {
      return ["nothing is locked of `\(loaded.location.root)`"]
    }
    return made.compactMap { now in
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
