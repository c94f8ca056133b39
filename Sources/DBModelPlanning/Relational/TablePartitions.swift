import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelWorkload

/// Which tables are kept in partitions by time.
struct TablePartitions {
  private let context: PlanningContext
  private let scope: RelationalScope
  private var planned: [EntityID: TablePartitioning] = [:]
  private var candidates: [EntityID: PartitionFit.Candidate] = [:]

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
    let fit = PartitionFit(
      workload: context.workload,
      store: scope.store,
      patterns: scope.patterns
    )
    let tables = scope.entities.map { builder.table(of: $0.id) }
    for entity in scope.entities where !scope.copies.contains(entity.id) {
      let hasForeignKeys = !builder.foreignKeyFields(entity).isEmpty
      guard let candidate = fit.candidate(entity, hasForeignKeys: hasForeignKeys),
        candidate.obstacles.isEmpty, let job = candidate.age.deletedBy?.id,
        let kept = candidate.age.keptSeconds, let periods = fit.periods(candidate.age)
      else { continue }
      let table = builder.table(of: entity.id)
      // A date of eight digits follows.
      var prefixes = NamePool(maximum: ColumnNames.maximumBytes - 8)
      var prefix = prefixes.take("\(table)_p")
      while tables.contains(where: { $0.hasPrefix(prefix) }) {
        prefix = prefixes.take(prefix + "_")
      }
      planned[entity.id] = TablePartitioning(
        field: candidate.age.field,
        column: builder.columns.name(candidate.age.field, of: entity.id),
        period: periods.period,
        keptSeconds: Int(kept.rounded(.up)),
        filledCount: periods.filled,
        aheadCount: periods.ahead,
        remainder: periods.remainder,
        prefix: prefix,
        rest: names.take("\(table)_rest"),
        deletedBy: job
      )
      candidates[entity.id] = candidate
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
    guard let partitioning = planned[table.entity], let candidate = candidates[table.entity] else {
      return nil
    }
    let period = partitioning.period.rawValue
    let job = context.workload[partitioning.deletedBy].name
    var because = [
      "a month is \(FigureFormatter.count(candidate.month.rows)) rows, "
        + "\(FigureFormatter.bytes(candidate.month.bytes)) with their key: what is old goes as a"
        + " whole, \(remainder(partitioning.remainder))"
    ]
    if !candidate.searchingAll.isEmpty {
      let names = candidate.searchingAll.prefix(4).map { "`\($0.name)`" }
      because.append(
        "these do not say from when on, and search each of about \(partitioning.partitionCount): "
          + names.joined(separator: ", ")
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
