import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Large tables whose rows are deleted one by one when they are old, and which could be in
/// partitions by their time if something were otherwise.
struct AgedTableJudge {
  private let workload: Workload
  private let design: RelationalDesign
  private let isJudged: Bool
  private let aged: AgedRows
  private let fit: PartitionFit

  /// - Parameter patterns: Those that run on the store.
  init(workload: Workload, design: RelationalDesign, patterns: [AccessPattern]) {
    self.workload = workload
    self.design = design
    let kind = workload[design.store].kind
    isJudged = kind == .auroraPostgreSQL || kind == .auroraMySQL
    aged = AgedRows(workload: workload, patterns: patterns)
    fit = PartitionFit(workload: workload, store: design.store, aged: aged)
  }

  func findings() -> [Diagnostic] {
    guard isJudged else { return [] }
    let volume = AgedVolume(workload: workload)
    return design.tables.compactMap { table in
      let entity = workload[table.entity]
      guard table.partitioning == nil, !table.isCopy,
        let (age, obstacles) = fit.best(entity, hasForeignKeys: !table.foreignKeys.isEmpty),
        let month = volume.month(of: entity, by: age.field)
      else { return nil }
      return finding(table, age, obstacles, month)
    }
  }

  // MARK: Words

  private func finding(
    _ table: RelationalTable,
    _ age: AgedRows.Age,
    _ obstacles: [PartitionFit.Obstacle],
    _ month: (rows: Double, bytes: Double, kept: Double)
  ) -> Diagnostic {
    let entity = workload[table.entity]
    let field = entity[age.field].name
    let kept =
      month.kept < 2
      ? "\(FigureFormatter.number(month.kept * AgedVolume.secondsPerMonth / 86_400)) days"
      : "\(FigureFormatter.number(month.kept)) months"
    let engine = EngineTimes.assumed
    let seconds = (engine[.writtenRow] + engine[.entry]) * (month.rows * 1e-3)
    let trees = Double(1 + table.uniques.count + table.indexes.count)
    var notes = [
      "a month is \(FigureFormatter.count(month.rows)) rows, "
        + "\(FigureFormatter.bytes(month.bytes.rounded())) with their key, and \(kept) are kept",
      "to delete them takes \(FigureFormatter.interval(seconds, "s")) of work in memory a month, and "
        + "leaves \(FigureFormatter.count(month.rows * (1 + trees))) dead rows and entries to be"
        + " cleaned up",
      "to drop a partition that holds nothing but old rows changes the catalogue alone",
    ]
    let words = AgedTableWords(workload: workload, entity: entity, field: field)
    notes += obstacles.map(words.reason)
    let unbound = aged.asking(table.entity, for: age.field, isBound: false)
    if !unbound.isEmpty {
      let names = unbound.prefix(4).map { "`\($0.name)`" }.joined(separator: ", ")
      notes.append("these do not say from when on, and would search every partition: \(names)")
    }
    let steps = obstacles.map(words.wayOut)
    let known = steps.compactMap(\.self)
    return Diagnostic(
      WorkloadRules.agedTable,
      "rows of `\(entity.name)` are deleted one by one when they are old",
      at: Label(age.deletedBy?.nameSpan ?? entity.nameSpan, "by `\(field)`"),
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
