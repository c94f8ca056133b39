import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

/// Which tables are kept in partitions by time.
struct TablePartitions {
  private let context: PlanningContext
  private let scope: RelationalScope
  private let aged: AgedRows
  private var planned: [EntityID: TablePartitioning] = [:]
  private var months: [EntityID: (rows: Double, bytes: Double, kept: Double)] = [:]

  /// - Parameters:
  ///   - builder: What refers to other tables.
  ///   - names: Those that are taken, tables among them.
  init(
    context: PlanningContext,
    scope: RelationalScope,
    builder: SchemaBuilder,
    names: inout NamePool
  ) {
    self.context = context
    self.scope = scope
    aged = AgedRows(workload: context.workload, patterns: scope.patterns)
    let kind = context.workload[scope.store].kind
    guard kind == .auroraPostgreSQL || kind == .auroraMySQL else { return }
    let fit = PartitionFit(workload: context.workload, store: scope.store, aged: aged)
    let volume = AgedVolume(workload: context.workload)
    let tables = scope.entities.map { builder.table(of: $0.id) }
    for entity in scope.entities where !scope.copies.contains(entity.id) {
      guard
        let (age, obstacles) = fit.best(
          entity,
          hasForeignKeys: !builder.foreignKeyFields(entity).isEmpty
        ), obstacles.isEmpty, let month = volume.month(of: entity, by: age.field),
        let job = age.deletedBy?.id, let kept = age.keptSeconds, let periods = fit.periods(age)
      else { continue }
      let table = builder.table(of: entity.id)
      // A date of eight digits follows.
      var prefixes = NamePool(maximum: ColumnNames.maximumBytes - 8)
      var prefix = prefixes.take("\(table)_p")
      while tables.contains(where: { $0.hasPrefix(prefix) }) {
        prefix = prefixes.take(prefix + "_")
      }
      planned[entity.id] = TablePartitioning(
        field: age.field,
        column: builder.columns.name(age.field, of: entity.id),
        period: periods.period,
        keptSeconds: Int(kept.rounded(.up)),
        filledCount: periods.filled,
        aheadCount: periods.ahead,
        remainder: periods.remainder,
        prefix: prefix,
        rest: names.take("\(table)_rest"),
        deletedBy: job
      )
      months[entity.id] = month
    }
  }

  /// The partitions of a table; `nil` where it stays in one piece.
  subscript(_ entity: EntityID) -> TablePartitioning? { planned[entity] }

  /// Whether a pattern looks at the rows of an entity to delete those that are old, and no others:
  /// hardly any are left to it.
  func isAged(_ entity: EntityID, _ pattern: PatternID) -> Bool {
    planned[entity]?.deletedBy == pattern
  }

  /// Why a table has its partitions; `nil` where it has none.
  func choice(_ table: RelationalTable) -> Choice? {
    guard let partitioning = planned[table.entity], let month = months[table.entity] else {
      return nil
    }
    return choice(table, partitioning, month)
  }

  private func choice(
    _ table: RelationalTable,
    _ partitioning: TablePartitioning,
    _ month: (rows: Double, bytes: Double, kept: Double)
  ) -> Choice {
    let period = partitioning.period.rawValue
    let job = context.workload[partitioning.deletedBy].name
    var because = [
      "a month is \(FigureFormatter.count(month.rows)) rows, "
        + "\(FigureFormatter.bytes(month.bytes.rounded())) with their key: what is old goes as a"
        + " whole, \(remainder(partitioning.remainder))"
    ]
    let unbound = aged.asking(table.entity, for: partitioning.field, isBound: false)
    if !unbound.isEmpty {
      let names = unbound.prefix(4).map { "`\($0.name)`" }.joined(separator: ", ")
      because.append(
        "these do not say from when on, and search each of about \(partitioning.partitionCount):"
          + " \(names)"
      )
    }
    because.append(
      "partitions.sql makes those of the \(period)s to come and drops the old ones: run it once"
        + " before rows are loaded, and each time directly before `\(job)`"
    )
    return Choice(
      subject: "\(table.name).partitions",
      store: scope.store,
      decision: "partitions by \(period) of `\(partitioning.column)`",
      because: because,
      alternatives: [
        "one piece: each row is found, marked and logged when it goes, and its entries with it"
      ],
      wantedBy: [partitioning.deletedBy]
    )
  }

  private func remainder(_ part: Double) -> String {
    let percent = (part * 100).rounded(.up)
    return percent < 1
      ? "and no row is deleted one by one"
      : "and of the rows \(Int(percent)) % are left to be deleted one by one"
  }
}
