import DBModelDesign
import DBModelEngines
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// The declared sizes of a schema, as InnoDB's optimizer wants to be told them.
struct MariaDBStatistics {
  let workload: Workload
  let design: RelationalDesign

  var tables: [MariaDBTableStatistics] {
    let cardinality = Cardinality(workload: workload)
    return design.tables.map { table in
      let rows = cardinality.rows(table.entity).high
      var bytes: [String: Double] = [:]
      for column in table.columns {
        let field = workload[FieldReference(table.entity, column.field)]
        bytes[column.name] = ColumnWidth.bytes(of: field.type) * field.presentShare
      }
      return MariaDBTableStatistics(table: table.name, rows: rows, columnBytes: bytes) { columns in
        let fields = columns.compactMap { name in
          table.columns.first { $0.name == name }?.field
        }
        return rows / max(1, cardinality.rowsPerValue(fields, of: table.entity).high)
      }
    }
  }
}
