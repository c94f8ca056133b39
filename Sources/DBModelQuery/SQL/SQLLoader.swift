public import DBModelDesign
public import DBModelWorkload

/// Writes the rows of a data set as `INSERT` statements, in an order that foreign keys allow.
public struct SQLLoader: Sendable {
  public let design: RelationalDesign
  public let workload: Workload
  public let dialect: SQLDialect
  /// Rows in one statement, at least 1.
  public let batchRows: Int

  public init(
    design: RelationalDesign,
    workload: Workload,
    dialect: SQLDialect,
    batchRows: Int = 100
  ) {
    precondition(batchRows >= 1, "a statement inserts at least one row")
    self.design = design
    self.workload = workload
    self.dialect = dialect
    self.batchRows = batchRows
  }

  /// Statements without a final semicolon, tables in the design's order. Rows that refer to rows of
  /// their own table stand after those, as far as no circle prevents it.
  public func statements(for dataset: Dataset) -> [String] {
    let codec = SQLValueCodec(dialect)
    var result: [String] = []
    for table in design.tables {
      let names = dialect.quoted(table.columns.map(\.name))
      let rows = ordered(dataset[table.entity], of: table.entity).map { row in
        let values = table.columns.map { column in
          codec.literal(
            row[column.field.rawValue],
            as: workload[table.entity][column.field].type
          )
        }
        return "  (\(values.joined(separator: ", ")))"
      }
      for start in stride(from: 0, to: rows.count, by: batchRows) {
        let batch = rows[start..<min(rows.count, start + batchRows)]
        result.append(
          "INSERT INTO \(dialect.quoted(table.name)) (\(names)) VALUES\n"
            + batch.joined(separator: ",\n")
        )
      }
    }
    return result
  }

  private func ordered(_ rows: [[Value]], of entity: EntityID) -> [[Value]] {
    let declared = workload[entity]
    let own = declared.attributes.enumerated().filter { _, attribute in
      if case .reference(let reference) = attribute.kind { return reference.target == entity }
      return false
    }.map { AttributeReference(entity, AttributeID($0.offset)) }
    guard !own.isEmpty else { return rows }
    var dataset = Dataset(workload: workload)
    dataset[entity] = rows
    let lookup = RowLookup(workload: workload, dataset: dataset)
    var placed: Set<[Value]> = []
    var waiting = rows
    var result: [[Value]] = []
    while !waiting.isEmpty {
      var rest: [[Value]] = []
      for row in waiting {
        let isReady = own.allSatisfy { attribute in
          guard let (_, key) = lookup.referencedKey(attribute, row: row) else { return true }
          return placed.contains(key) || key == lookup.key(of: row, entity)
        }
        if isReady {
          result.append(row)
          placed.insert(lookup.key(of: row, entity))
        } else {
          rest.append(row)
        }
      }
      if rest.count == waiting.count { return result + rest }
      waiting = rest
    }
    return result
  }
}
