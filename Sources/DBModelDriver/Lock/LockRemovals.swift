import DBModelDesign
import DBModelDiagnostics
import DBModelExplain
import DBModelLock
import DBModelWorkload

/// Which indexes may be done without: derived ones that their engine was seen not to use, and any
/// that the lock itself adds.
struct LockRemovals {
  let workload: Workload
  let unused: [IndexConfirmation.Unused]
  /// What is left out already.
  let known: [LockedRemoval]
  let added: AddedNames

  /// What comes of the names.
  struct Accepted {
    /// To be left out.
    var removals: [LockedRemoval] = []
    /// To be taken out of the lock again.
    var taken: [LockedAddition] = []
    var refusals: [Diagnostic] = []
  }

  /// What is to be written for the names, or why not.
  ///
  /// - Parameters:
  ///   - names: As `table.index`.
  ///   - reason: In somebody's words; empty for what the plans said.
  func accepted(
    _ names: [String],
    reason: String
  ) -> Accepted {
    var accepted = Accepted()
    for name in names {
      // Whoever added it did so by the lock: no engine has to say that it may go.
      let taken = added.made(name)
      if !taken.isEmpty {
        accepted.taken += taken
        continue
      }
      guard let found = unused.first(where: { "\($0.table.name).\($0.index.name)" == name }) else {
        let idle = added.idle(name)
        accepted.taken += idle
        if idle.isEmpty { accepted.refusals.append(refusal(name)) }
        continue
      }
      accepted.removals.append(
        LockedRemoval(
          store: found.store(workload),
          table: found.table.name,
          columns: found.index.columns.map {
            LockedColumn($0.column, isDescending: $0.isDescending)
          },
          reason: reason.isEmpty ? "no plan of \(found.engine.title) used it" : reason
        )
      )
    }
    return accepted
  }

  private func refusal(_ name: String) -> Diagnostic {
    let names = unused.map { "\($0.table.name).\($0.index.name)" } + added.names
    let near = NearestName.suggestion(for: name, among: names)
    let already = known.filter { name.hasPrefix("\($0.table).") }.map { removal in
      let columns = removal.columns.map(\.name).joined(separator: ", ")
      return "left out of that table already: (\(columns))"
    }
    return Diagnostic(
      ToolRules.lockNotWritten,
      "`\(name)` cannot be left out",
      at: nil,
      notes: [
        "it is no index that the lock adds, and no derived one that its store's own engine was seen"
          + " not to use in this run",
        names.isEmpty
          ? "there is none of that kind"
          : "of that kind: " + names.prefix(8).map { "`\($0)`" }.joined(separator: ", "),
      ] + already,
      help: [
        near.map { "did you mean `\($0)`?" }
          ?? (workload.stores.contains { $0.kind == .auroraPostgreSQL }
            ? "ask the engine of `aurora-postgresql` with `--engine postgresql`"
            : "`dbmodel why \(name)` says which patterns want it")
      ],
      path: name
    )
  }
}
