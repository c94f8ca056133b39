import DBModelDesign
import DBModelEngines
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The declared sizes of a schema, as SQLite's planner wants to be told them.
struct SQLiteStatistics {
  let workload: Workload
  let design: RelationalDesign
  private let cardinality: Cardinality

  init(workload: Workload, design: RelationalDesign) {
    self.workload = workload
    self.design = design
    cardinality = Cardinality(workload: workload)
  }

  var tables: [TableStatistics] { design.tables.map(statistics) }

  private func statistics(_ table: RelationalTable) -> TableStatistics {
    let rows = Self.whole(cardinality.rows(table.entity).high)
    var indexes: [IndexStatistics] = []
    var automatic = 0
    func add(_ name: String?, _ columns: [String]) {
      var seen: [FieldID] = []
      let perPrefix = columns.map { column -> Int in
        if let field = table.columns.first(where: { $0.name == column })?.field {
          seen.append(field)
        }
        return Self.whole(cardinality.rowsPerValue(seen, of: table.entity).high)
      }
      var index = name
      if index == nil {
        automatic += 1
        index = "sqlite_autoindex_\(table.name)_\(automatic)"
      }
      indexes.append(IndexStatistics(name: index ?? "", rows: rows, rowsPerPrefix: perPrefix))
    }
    // A primary key of one INTEGER column is the table itself and has no index.
    if !isRowID(table) { add(nil, table.primaryKey) }
    for unique in table.uniques { add(nil, unique.columns) }
    for index in table.indexes { add(index.name, index.columns.map(\.column)) }
    return TableStatistics(table: table.name, rows: rows, indexes: indexes)
  }

  private func isRowID(_ table: RelationalTable) -> Bool {
    guard table.primaryKey.count == 1,
      let column = table.columns.first(where: { $0.name == table.primaryKey[0] })
    else { return false }
    let type = workload[table.entity][column.field].type
    return SQLColumnType(.sqlite).name(of: type, isIndexed: true) == "INTEGER"
  }

  /// At least 1, and no more than SQLite's planner can tell apart.
  private static func whole(_ value: Double) -> Int {
    Int(min(max(value.rounded(), 1), 1e15))
  }
}
