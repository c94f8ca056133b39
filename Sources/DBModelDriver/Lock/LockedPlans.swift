import DBModelDesign
import DBModelDiagnostics
import DBModelEngines
import DBModelExplain
import DBModelLock
import DBModelQuery
import DBModelWorkload

/// The plans of one store as they are locked.
struct LockedPlans {
  /// How the statistics are made that engines are told; counted up where the same model comes to
  /// mean other statistics.
  private static let method = "declared 1"

  let workload: Workload
  let design: RelationalDesign

  private var store: String { workload[design.store].name }

  /// Those of embedded SQLite.
  func set(_ plans: SQLitePlans) -> LockedPlanSet {
    let tables = SQLiteStatistics(workload: workload, design: design).tables
    return set(
      .sqlite,
      version: SQLiteDatabase.version,
      plans: plans.plans,
      statistics: Dictionary(
        tables.map { table in
          let indexes = table.indexes.map {
            "\($0.name) \($0.rows) \($0.rowsPerPrefix.map(String.init).joined(separator: " "))"
          }
          return (table.table, (Double(table.rows), indexes.joined(separator: "\n")))
        },
        uniquingKeysWith: { a, _ in a }
      )
    )
  }

  /// Those of PostgreSQL on a scratch cluster.
  func set(_ planned: PlannedSet) -> LockedPlanSet {
    let tables = PostgreSQLStatistics(
      workload: workload,
      design: design,
      today: ModelExplainRun.editionDay
    ).tables
    return set(
      .postgresql,
      // Without the words of whoever packed it.
      version: planned.version.split(separator: " ").first.map(String.init) ?? planned.version,
      plans: planned.plans.plans.filter { !asksClock($0) },
      statistics: Dictionary(
        tables.map { ($0.table, ($0.rows, text(of: $0))) },
        uniquingKeysWith: { a, _ in a }
      )
    )
  }

  /// Those of MariaDB on a scratch server. What was planned on sample rows says so in its name.
  func mariaDBSet(_ planned: PlannedSet) -> LockedPlanSet {
    let tables = MariaDBStatistics(workload: workload, design: design).tables
    return set(
      .mariadb,
      // `10.11.6-MariaDB-0+deb12u1`, without the words of whoever packed it.
      version: planned.version.split(separator: "-").first.map(String.init) ?? planned.version,
      method: "\(Self.method), samples of \(Int(SampleSizes.largest)) rows",
      plans: planned.plans.plans.filter { !asksClock($0) },
      statistics: Dictionary(
        tables.map { table in
          let columns = design.tables.first { $0.name == table.table }?.columns.map(\.name) ?? []
          let parts = columns.map { name in
            "\(name) \(table.columnBytes[name] ?? 0) \(table.distinct([name]))"
          }
          return (table.table, (table.rows, parts.joined(separator: "\n")))
        },
        uniquingKeysWith: { a, _ in a }
      )
    )
  }

  private func text(of table: PostgreSQLTableStatistics) -> String {
    let columns = table.columns.map { column in
      let parts: [String] = [
        column.name, "\(column.nullShare)", "\(column.widthBytes)", "\(column.distinct)",
        column.common.map { "\($0.values.text) \($0.shares)" } ?? "",
        column.histogram?.text ?? "", "\(column.isFixedWidth)",
        column.correlation.map { "\($0)" } ?? "",
      ]
      return parts.joined(separator: "\t")
    }
    return columns.joined(separator: "\n")
  }

  /// SQL as written that asks what time it is has another plan every day.
  private func asksClock(_ plan: StatementPlan) -> Bool {
    guard case .sql = workload[plan.pattern].operation else { return false }
    return Self.asksClock(plan.statement)
  }

  static func asksClock(_ statement: SQLStatement) -> Bool { asksClock(statement.text) }

  /// Whether a text of SQL asks what time it is, or for chance.
  static func asksClock(_ text: String) -> Bool {
    let text = text.lowercased()
    let clocks = [
      "now(", "current_", "localtime", "clock_timestamp", "statement_timestamp",
      "transaction_timestamp", "timeofday", "random(", "sysdate", "curdate", "curtime", "utc_",
      "unix_timestamp(", "rand(",
    ]
    return clocks.contains { text.contains($0) }
  }

  private func set(
    _ engine: PlanEngine,
    version: String,
    method: String = Self.method,
    plans: [StatementPlan],
    statistics: [String: (rows: Double, rest: String)]
  ) -> LockedPlanSet {
    let named = NamedTables(design, engine == .mariadb ? .mysql : .postgresql)
    var numbers: [LockedPlan.Name: Int] = [:]
    return LockedPlanSet(
      engine: engine.rawValue,
      store: store,
      version: version,
      statistics: method,
      tables: design.tables.map { table in
        let told = statistics[table.name]
        return LockedTable(
          name: table.name,
          // 0 for a count that nobody knows.
          rows: told.map { $0.rows.isFinite ? $0.rows : 0 } ?? 0,
          statistics: StableHash.hex(of: told?.rest ?? ""),
          columns: StableHash.hex(of: columns(table, engine)),
          indexes: table.indexes.map { index in
            LockedIndex(
              name: index.name,
              columns: index.columns.map { LockedColumn($0.column, isDescending: $0.isDescending) }
            )
          }
        )
      },
      plans: plans.compactMap { plan in
        let text = LockedPlan.Name(pattern: workload[plan.pattern].name, variant: plan.variant)
        // The plan for some values stands behind that for all.
        if plan.values.isEmpty { numbers[text, default: 0] += 1 }
        var name = text
        name.number = plan.number ?? numbers[text] ?? 1
        name.values = plan.values
        let steps = PlanSteps.lines(plan.tree)
        // Of an insert SQLite has nothing to say.
        if steps.isEmpty { return nil }
        return LockedPlan(
          name: name,
          tables: named.all(in: plan.statement),
          statement: StableHash.hex(of: plan.statement.text),
          rows: PlanSteps.rows(plan.tree),
          cost: plan.tree.root.estimate?.totalCost,
          steps: steps
        )
      }
    )
  }

  /// Everything of a table but its indexes.
  private func columns(_ table: RelationalTable, _ engine: PlanEngine) -> String {
    let types = SQLColumnType(
      engine == .sqlite ? .sqlite : engine == .mariadb ? .mysql : .postgresql
    )
    let entity = workload[table.entity]
    var lines = table.columns.map { column in
      "\(column.name) \(types.name(of: entity[column.field].type, isIndexed: true)) "
        + (column.isNullable ? "null" : "not null")
    }
    lines.append(table.primaryKey.joined(separator: ","))
    lines += table.uniques.map { "\($0.name) \($0.columns.joined(separator: ","))" }
    lines += table.foreignKeys.map {
      "\($0.name) \($0.columns.joined(separator: ",")) \($0.referencedTable) "
        + "\($0.referencedColumns.joined(separator: ",")) \($0.deleteAction)"
    }
    return lines.joined(separator: "\n")
  }
}
