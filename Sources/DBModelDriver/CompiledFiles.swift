import DBModelDesign
import DBModelEmit
import DBModelJSON
import DBModelQuery
import DBModelWorkload

/// What `dbmodel compile` writes: a folder for each DynamoDB store with a CreateTable input for
/// each table, and the same model as SQL for each dialect.
struct CompiledFiles {
  let workload: Workload
  let design: PhysicalDesign
  let relational: RelationalDesign

  /// Paths are relative to the output directory, in a fixed order.
  var files: [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    func add(_ path: String, _ text: String) { files.append((path, Array(text.utf8))) }
    for case .dynamoDB(let store) in design.stores {
      let declared = workload[store.store]
      for table in store.tables {
        let json = CreateTableWriter.json(table, store: declared)
        add("\(declared.name)/\(table.name).json", JSONWriter.text(of: json) + "\n")
      }
    }
    for dialect in SQLDialect.allCases {
      let folder = "sql/\(dialect.rawValue)"
      let schema = SQLFileWriter.schema(relational, workload: workload, dialect: dialect)
      add("\(folder)/schema.sql", schema)
      let queries = SQLFileWriter.queries(
        relational,
        workload: workload,
        patterns: workload.patterns,
        dialect: dialect
      )
      add("\(folder)/queries.sql", queries)
      let partitions = SQLFileWriter.partitions(relational, workload: workload, dialect: dialect)
      if let partitions { add("\(folder)/partitions.sql", partitions) }
    }
    return files
  }
}
