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
      guard table.partitioning == nil, !table.isCopy, let age = aged.age(of: table.entity),
        let month = volume.month(of: workload[table.entity], by: age.field),
        fit.isOfUse(table.entity, age.field)
      else { return nil }
      return finding(table, age, month)
    }
  }

  // MARK: Words

  private func finding(
    _ table: RelationalTable,
    _ age: AgedRows.Age,
    _ month: (rows: Double, bytes: Double, kept: Double)
  ) -> Diagnostic {
    let entity = workload[table.entity]
    let field = entity[age.field].name
    let period = fit.period(age, keptMonths: month.kept).period.rawValue
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
      "to drop the partition of a \(period) changes the catalogue alone",
    ]
    let obstacles = fit.obstacles(
      entity,
      age,
      hasForeignKeys: !table.foreignKeys.isEmpty,
      keptMonths: month.kept
    ).map { words($0, entity, field) }
    notes += obstacles.map(\.reason)
    let unbound = aged.asking(table.entity, for: age.field, isBound: false)
    if !unbound.isEmpty {
      let names = unbound.prefix(4).map { "`\($0.name)`" }.joined(separator: ", ")
      notes.append("these do not say when, and search every partition: \(names)")
    }
    let steps = obstacles.compactMap(\.wayOut)
    return Diagnostic(
      WorkloadRules.agedTable,
      "rows of `\(entity.name)` are deleted one by one when they are old",
      at: Label(age.deletedBy?.nameSpan ?? entity.nameSpan, "by `\(field)`"),
      notes: notes,
      help: steps.count < obstacles.count
        ? ["keep the table in partitions by \(period) of `\(field)`, by hand"]
        : [
          steps.joined(separator: ", and ")
            + ": the table is then kept in partitions by \(period) of `\(field)`"
        ],
      path: "\(workload[design.store].name)/\(table.name)"
    )
  }

  /// Why a table is in one piece, and what would change that; no way out where no model can.
  private func words(
    _ obstacle: PartitionFit.Obstacle,
    _ entity: Entity,
    _ field: String
  ) -> (reason: String, wayOut: String?) {
    switch obstacle {
    case .keyWithoutTime:
      (
        "the primary key of a table in partitions holds `\(field)` as well",
        "let the key of `\(entity.name)` end with `\(field)`"
      )
    case .optional:
      (
        "`\(field)` is optional, and the primary key of a table in partitions holds it",
        "give every row `\(field)`, as the last of its key"
      )
    case .nanoseconds:
      (
        "nanoseconds are kept as a number, which says no day",
        "declare `\(field)` as timestamp(us)"
      )
    case .foreignKeys: ("tables in partitions have no foreign keys in MySQL", nil)
    case .kept(let attribute):
      (
        "what is kept from its rows through `\(workload[attribute].name)` would not follow when a"
          + " partition is dropped",
        nil
      )
    case .flow(let store):
      ("the flow to `\(workload[store].name)` sees no rows of a partition that is dropped", nil)
    case .ageOfCall:
      (
        "how old the rows are that go is known when it is called, not before",
        "delete by a stated age, as `\(field) < now() - 90 days`"
      )
    case .tooManyDays(let count):
      (
        "\(FigureFormatter.count(Double(count))) days are kept, and as many partitions are too many"
          + " to plan with",
        "delete by the month, with `schedule monthly`"
      )
    }
  }
}
