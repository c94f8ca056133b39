import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Large tables whose rows are deleted one by one when they are old, and which could be in
/// partitions by their time if something were otherwise.
struct AgedTableJudge {
  private let workload: Workload
  private let design: RelationalDesign
  private let fit: PartitionFit

  /// - Parameter patterns: Those that run on the store.
  init(workload: Workload, design: RelationalDesign, patterns: [AccessPattern]) {
    self.workload = workload
    self.design = design
    fit = PartitionFit(workload: workload, store: design.store, patterns: patterns)
  }

  func findings() -> [Diagnostic] {
    design.tables.compactMap { table in
      guard table.partitioning == nil, !table.isCopy,
        let candidate = fit.candidate(
          workload[table.entity],
          hasForeignKeys: !table.foreignKeys.isEmpty
        )
      else { return nil }
      return finding(table, candidate)
    }
  }

  // MARK: Words

  private func finding(
    _ table: RelationalTable,
    _ candidate: PartitionFit.Candidate
  ) -> Diagnostic {
    let entity = workload[table.entity]
    let month = candidate.month
    let field = entity[candidate.age.field].name
    let kept =
      month.keptMonths < 2
      ? "\(FigureFormatter.number(month.keptMonths * MonthLength.days)) days"
      : "\(FigureFormatter.number(month.keptMonths)) months"
    let engine = EngineTimes.assumed
    let seconds = (engine[.writtenRow] + engine[.entry]) * (month.rows * 1e-3)
    let trees = Double(1 + table.uniques.count + table.indexes.count)
    var notes = [
      "a month is \(FigureFormatter.count(month.rows)) rows, "
        + "\(FigureFormatter.bytes(month.bytes)) with their key, and \(kept) are kept",
      "to delete them takes \(FigureFormatter.interval(seconds, "s")) of work in memory a month, and "
        + "leaves \(FigureFormatter.count(month.rows * (1 + trees))) dead rows and entries to be"
        + " cleaned up",
      "to drop a partition that holds nothing but old rows changes the catalogue alone",
    ]
    let words = AgedTableWords(workload: workload, entity: entity, field: field)
    notes += candidate.obstacles.map(words.reason)
    if !candidate.searchingAll.isEmpty {
      let names = candidate.searchingAll.prefix(4).map { "`\($0.name)`" }
      notes.append(
        "these do not say from when on, and would search every partition: "
          + names.joined(separator: ", ")
      )
    }
    let steps = candidate.obstacles.map(words.wayOut)
    let known = steps.compactMap(\.self)
    return Diagnostic(
      WorkloadRules.agedTable,
      "rows of `\(entity.name)` are deleted one by one when they are old",
      at: Label(candidate.age.deletedBy?.nameSpan ?? entity.nameSpan, "by `\(field)`"),
      notes: notes,
      help: known.count < steps.count
        ? ["delete some thousand rows at a time, so that no transaction and no lock is long"]
        : [
          known.joined(separator: ", and ")
            + ": the table is then kept in partitions by `\(field)`"
        ],
      path: "\(workload[design.store].name)/\(table.name)"
    )
  }
}
