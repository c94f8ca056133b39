import DBModelDesign
import DBModelDiagnostics
import DBModelWorkload

/// The indexes of one table, chosen without those that a team has decided to do without.
///
/// What such an index would be made for gets no other one in its place: the engine was seen to go
/// another way for it.
struct LeftOutCandidates {
  typealias Column = IndexCandidate.Column

  /// A decision, in the fields of the table.
  struct Entry {
    let decision: LeftOutIndex
    /// `nil` where the table has no such columns.
    let columns: [Column]?
  }

  /// What may still be made.
  let candidates: [IndexCandidate]
  /// Without the needs that what is left out would have served.
  let workload: IndexWorkload
  /// Decisions without which the index would be made, in written order.
  let effective: [LeftOutIndex]
  /// Nothing would be made of these in any case.
  let stale: [LeftOutIndex]

  init(_ entries: [Entry], candidates: [IndexCandidate], in workload: IndexWorkload) {
    var workload = workload
    var candidates = candidates
    var isEffective = [Bool](repeating: false, count: entries.count)
    // One at a time: a decision may only matter because of another, and what one index would have
    // served is looked for anew.
    while isEffective.contains(false) {
      let selection = IndexSelection(workload, candidates: candidates)
      let made = selection.candidates(of: selection.best)
      let next = entries.indices.first { place in
        !isEffective[place] && made.contains { Self.isSame(entries[place].columns, $0) }
      }
      guard let next else { break }
      isEffective[next] = true
      candidates.removeAll { Self.isSame(entries[next].columns, $0) }
      workload.needs = workload.needs.filter { need in
        let place = workload.best(need, among: made).place
          .map { $0 - workload.constraints.count - workload.given.count }
        guard let place, place >= 0 else { return true }
        return !Self.isSame(entries[next].columns, made[place])
      }
    }
    self.candidates = candidates
    self.workload = workload
    effective = entries.indices.filter { isEffective[$0] }.map { entries[$0].decision }
    stale = entries.indices.filter { !isEffective[$0] }.map { entries[$0].decision }
  }

  /// An index with the columns, whatever it holds besides.
  private static func isSame(_ columns: [Column]?, _ index: IndexCandidate) -> Bool {
    columns.map { IndexCandidate(columns: $0).hasColumns(of: index) } ?? false
  }
}

/// What a store's decisions to do without indexes are in the terms of its tables.
struct LeftOutScope {
  let context: PlanningContext
  let scope: RelationalScope

  private var store: String { context.workload[scope.store].name }

  /// Those about one table, each once.
  func entries(_ entity: Entity, _ builder: SchemaBuilder) -> [LeftOutCandidates.Entry] {
    let table = builder.table(of: entity.id)
    var seen: Set<[LeftOutIndex.Column]> = []
    return context.workload.leftOutIndexes
      .filter { $0.store == store && $0.table == table && seen.insert($0.columns).inserted }
      .map { decision in
        let columns = decision.columns.compactMap { column in
          entity.fields.first { builder.columns.name($0.id, of: entity.id) == column.name }
            .map { (field: $0.id, isDescending: column.isDescending) }
        }
        return LeftOutCandidates.Entry(
          decision: decision,
          columns: columns.count == decision.columns.count ? columns : nil
        )
      }
  }

  /// Why an index is not there.
  ///
  /// - Parameter name: The one it would have.
  func choice(_ decision: LeftOutIndex, table: String, name: String) -> Choice {
    var because = ["its removal is accepted in the lock: no plan of the engine used it"]
    if !decision.reason.isEmpty { because.append("written there: \(decision.reason)") }
    return Choice(
      subject: "\(table).\(name)",
      store: scope.store,
      decision: "no index on (\(Self.list(decision.columns)))",
      because: because,
      alternatives: [
        "an index on (\(Self.list(decision.columns))), which would be made without that line"
      ],
      wantedBy: []
    )
  }

  /// Decisions about tables that are not there, and about indexes that would not be made.
  func findings(_ tables: [RelationalTable], stale: [LeftOutIndex]) -> [Diagnostic] {
    let names = Set(tables.map(\.name))
    let unknown = context.workload.leftOutIndexes.filter {
      $0.store == store && !names.contains($0.table)
    }
    return unknown.map { finding($0, "the store `\($0.store)` has no table `\($0.table)`") }
      + stale.map { finding($0, "the model as it is makes no such index") }
  }

  private func finding(_ decision: LeftOutIndex, _ reason: String) -> Diagnostic {
    let columns = Self.list(decision.columns)
    return Diagnostic(
      PlanRules.indexDecisionStale,
      "no index on `\(decision.table)` (\(columns)) would be made that could be left out",
      at: decision.span.map { Label($0, "left out here") },
      notes: [reason],
      help: ["remove the line and the reason below it from the lock"],
      path: "\(store)/\(decision.table)"
    )
  }

  private static func list(_ columns: [LeftOutIndex.Column]) -> String {
    columns.map { $0.isDescending ? "\($0.name) desc" : $0.name }.joined(separator: ", ")
  }
}
