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
    for entity in scope.entities where !scope.copies.contains(entity.id) {
      guard let age = aged.age(of: entity.id), let kept = age.keptSeconds,
        let month = volume.month(of: entity, by: age.field), fit.isOfUse(entity.id, age.field)
      else { continue }
      let obstacles = fit.obstacles(
        entity,
        age,
        hasForeignKeys: !builder.foreignKeyFields(entity).isEmpty,
        keptMonths: month.kept
      )
      guard obstacles.isEmpty else { continue }
      let (period, count) = fit.period(age, keptMonths: month.kept)
      let table = builder.table(of: entity.id)
      // A date of eight digits follows.
      var prefixes = NamePool(maximum: ColumnNames.maximumBytes - 8)
      planned[entity.id] = TablePartitioning(
        field: age.field,
        column: builder.columns.name(age.field, of: entity.id),
        period: period,
        keptSeconds: Int(kept.rounded(.up)),
        partitionCount: count,
        prefix: prefixes.take("\(table)_p"),
        rest: names.take("\(table)_rest"),
        deletedBy: age.deletedBy?.id
      )
      months[entity.id] = month
    }
  }

  /// The partitions of a table; `nil` where it stays in one piece.
  subscript(_ entity: EntityID) -> TablePartitioning? { planned[entity] }

  /// Whether a pattern looks at the rows of an entity to delete those that are old, and no others:
  /// hardly any are left to it.
  func isAged(_ entity: EntityID, _ pattern: PatternID) -> Bool {
    guard let job = planned[entity]?.deletedBy, job == pattern else { return false }
    guard case .write(let statements, _) = context.shapes[pattern.rawValue] else { return false }
    let own = statements.filter { $0.entity == entity && $0.kind != .insert }
    return own.count == 1
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
    let column = partitioning.column
    var because = [
      "a month is \(FigureFormatter.count(month.rows)) rows, "
        + "\(FigureFormatter.bytes(month.bytes.rounded())) with their key: what is old goes as a"
        + " whole, without a row that is deleted one by one"
    ]
    let unbound = aged.asking(table.entity, for: partitioning.field, isBound: false)
    if !unbound.isEmpty {
      let names = unbound.prefix(4).map { "`\($0.name)`" }.joined(separator: ", ")
      because.append(
        "these do not say when, and search each of about \(partitioning.partitionCount): \(names)"
      )
    }
    let job = partitioning.deletedBy.map { "before `\(context.workload[$0].name)`" }
    because.append(
      "partitions.sql makes those of the next \(period)s and drops the old ones: run it "
        + (job ?? "every \(period)")
    )
    return Choice(
      subject: "\(table.name).partitions",
      store: scope.store,
      decision: "partitions by \(period) of `\(column)`",
      because: because,
      alternatives: [
        "one piece: each row is found, marked and logged when it goes, and its entries with it"
      ],
      wantedBy: partitioning.deletedBy.map { [$0] } ?? []
    )
  }
}
