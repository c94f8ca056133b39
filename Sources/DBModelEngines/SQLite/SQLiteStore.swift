public import DBModelDesign
public import DBModelQuery
public import DBModelWorkload

/// An embedded SQLite database in memory with the tables of a schema and the rows of a data set.
public struct SQLiteStore {
  public let database: SQLiteDatabase
  public let workload: Workload
  public let design: RelationalDesign

  public init(workload: Workload, design: RelationalDesign, dataset: Dataset) throws {
    database = try SQLiteDatabase(
      .memory,
      guards: SQLiteGuards(instructions: 10_000_000_000, statementBytes: 64_000_000)
    )
    self.workload = workload
    self.design = design
    try database.execute("PRAGMA foreign_keys = ON")
    let schema = SQLSchemaWriter(design: design, workload: workload, dialect: .sqlite)
    let loader = SQLLoader(design: design, workload: workload, dialect: .sqlite)
    for statement in schema.tableStatements + loader.statements(for: dataset) + schema.triggers {
      try database.execute(statement)
    }
  }

  /// Runs one statement and returns its rows.
  public func query(_ statement: SQLStatement, _ values: [Value]) throws -> [[SQLValue]] {
    try database.rows(statement.text, bound(statement, values)).map { $0.map(Self.value) }
  }

  /// Runs one statement of a write.
  public func change(_ statement: SQLStatement, _ values: [Value]) throws -> SQLWriteRunner.Effect {
    if case .checkCondition = statement.role {
      let rows = try query(statement, values)
      if case .integer(let count)? = rows.first?.first { return .rows(Int(count)) }
      return .refused
    }
    do throws(SQLiteError) {
      _ = try database.rows(statement.text, bound(statement, values))
      return .rows(database.changes)
    } catch {
      // SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE; https://sqlite.org/rescode.html
      return [1_555, 2_067].contains(error.code) ? .duplicate : .refused
    }
  }

  /// Every row of every entity, in key order.
  public func contents() throws -> [[[Value]]] {
    let codec = SQLValueCodec(.sqlite)
    return try workload.entities.map { entity in
      guard let table = design.table(of: entity.id) else { return [] }
      let names = table.columns.map { SQLDialect.sqlite.quoted($0.name) }.joined(separator: ", ")
      let rows = try database.rows(
        "SELECT \(names) FROM \(SQLDialect.sqlite.quoted(table.name))"
      ).map { returned in
        zip(table.columns, returned).map { column, value in
          codec.value(Self.value(value), as: entity[column.field].type) ?? .string("unreadable")
        }
      }
      return Self.sorted(rows, entity)
    }
  }

  /// Rows in the order of their keys.
  public static func sorted(_ rows: [[Value]], _ entity: Entity) -> [[Value]] {
    rows.sorted { a, b in
      ValueOrder.sequence(entity.key.map { a[$0.rawValue] }, entity.key.map { b[$0.rawValue] }) < 0
    }
  }

  private func bound(_ statement: SQLStatement, _ values: [Value]) -> [SQLiteValue] {
    let codec = SQLValueCodec(.sqlite)
    return zip(statement.bindings, values).map { binding, value in
      switch codec.bound(value, as: binding.type) {
      case .null: .null
      case .integer(let number): .integer(number)
      case .real(let number): .real(number)
      case .text(let text): .text(text)
      case .blob(let bytes): .blob(bytes)
      }
    }
  }

  private static func value(_ value: SQLiteValue) -> SQLValue {
    switch value {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .text(let text): .text(text)
    case .blob(let bytes): .blob(bytes)
    }
  }
}
