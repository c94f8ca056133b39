public import DBModelDesign
public import DBModelWorkload

/// Writes the statements that create the tables of a design, in an order that runs.
public struct SQLSchemaWriter: Sendable {
  public let design: RelationalDesign
  public let workload: Workload
  public let dialect: SQLDialect

  public init(design: RelationalDesign, workload: Workload, dialect: SQLDialect) {
    self.design = design
    self.workload = workload
    self.dialect = dialect
  }

  /// The statements, without a final semicolon.
  public static func statements(
    design: RelationalDesign,
    workload: Workload,
    dialect: SQLDialect
  ) -> [String] {
    SQLSchemaWriter(design: design, workload: workload, dialect: dialect).statements
  }

  /// The tables and then the triggers. Rows that hold what is kept already are loaded between.
  public var statements: [String] { tableStatements + triggers }

  /// What keeps aggregates.
  public var triggers: [String] {
    SQLKeptTriggers(design: design, workload: workload, dialect: dialect).statements
  }

  /// Tables with their constraints, then indexes, then the foreign keys that point to tables made
  /// later (SQLite, which resolves names when rows are written, has all of them in the table).
  public var tableStatements: [String] {
    var made: Set<String> = []
    var tables: [String] = []
    var indexes: [String] = []
    var later: [String] = []
    var comments: [String] = []
    for table in design.tables {
      made.insert(table.name)
      let (inline, postponed) = split(table.foreignKeys, made)
      let partitions = SQLPartitions(table, dialect: dialect)
      tables.append(createTable(table, inline, partitions))
      tables += partitions?.following ?? []
      indexes += table.indexes.map { createIndex($0, of: table) }
      later += postponed.map { key in
        "ALTER TABLE \(dialect.quoted(table.name))\n  ADD \(foreignKey(key))"
      }
      comments += self.comments(of: table)
    }
    return tables + indexes + later + comments
  }

  /// The statements as a script.
  public var script: String {
    statements.map { $0 + ";\n" }.joined(separator: "\n")
  }

  private func split(
    _ keys: [ForeignKey],
    _ made: Set<String>
  ) -> (inline: [ForeignKey], postponed: [ForeignKey]) {
    if dialect == .sqlite { return (keys, []) }
    return (
      keys.filter { made.contains($0.referencedTable) },
      keys.filter { !made.contains($0.referencedTable) }
    )
  }

  // MARK: Tables

  private func createTable(
    _ table: RelationalTable,
    _ keys: [ForeignKey],
    _ partitions: SQLPartitions?
  ) -> String {
    let indexed = Set(
      table.primaryKey + table.uniques.flatMap(\.columns) + keys.flatMap(\.columns)
        + table.foreignKeys.flatMap(\.columns)
        + table.indexes.flatMap { $0.columns.map(\.column) }
    )
    var lines = table.columns.map { column(of: $0, table, isIndexed: indexed.contains($0.name)) }
    lines.append("PRIMARY KEY (\(dialect.quoted(table.primaryKey)))")
    lines += table.uniques.map {
      "CONSTRAINT \(dialect.quoted($0.name)) UNIQUE (\(dialect.quoted($0.columns)))"
    }
    lines += table.checks.filter(isNeeded).map(check)
    lines += keys.map(foreignKey)
    var text = "CREATE TABLE \(dialect.quoted(table.name)) (\n"
    text += lines.map { "  " + $0 }.joined(separator: ",\n") + "\n)"
    switch dialect {
    case .postgresql: break
    case .mysql:
      // Texts compare by their bytes, spaces at the end included. MySQL and MariaDB name that
      // collation differently; each reads its own comment (MariaDB knowledge base, "Comment
      // Syntax", checked 2026-11-23).
      text += " ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4"
      text += "\n  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */"
      if let comment = table.comment {
        text += "\n  COMMENT = \(SQLValueCodec(.mysql).quoted(Self.line(comment, limit: 2_000)))"
      }
    case .sqlite:
      text += " STRICT"
      if let comment = table.comment { text = "-- \(Self.line(comment))\n" + text }
    }
    if let partitions { text += (dialect == .mysql ? "\n  " : " ") + partitions.clause }
    return text
  }

  private func column(of column: Column, _ table: RelationalTable, isIndexed: Bool) -> String {
    let type = workload[table.entity][column.field].type
    let name = SQLColumnType(dialect).name(of: type, isIndexed: isIndexed)
    return dialect.quoted(column.name) + " " + name + (column.isNullable ? "" : " NOT NULL")
  }

  /// A text type with a bound says its length itself; SQLite's has none.
  private func isNeeded(_ check: CheckConstraint) -> Bool {
    if case .length = check { return dialect == .sqlite }
    return true
  }

  private func check(_ check: CheckConstraint) -> String {
    let codec = SQLValueCodec(dialect)
    let name: String
    let condition: String
    switch check {
    case .oneOf(let constraint, let column, let values):
      name = constraint
      condition =
        "\(dialect.quoted(column)) IN (\(values.map(codec.quoted).joined(separator: ", ")))"
    case .range(let constraint, let column, let minimum, let maximum):
      name = constraint
      let quoted = dialect.quoted(column)
      switch (minimum, maximum) {
      case (let low?, let high?): condition = "\(quoted) BETWEEN \(low) AND \(high)"
      case (let low?, nil): condition = "\(quoted) >= \(low)"
      case (nil, let high?): condition = "\(quoted) <= \(high)"
      case (nil, nil): condition = "\(quoted) IS NOT NULL"
      }
    case .length(let constraint, let column, let maximum):
      name = constraint
      let function = dialect == .sqlite ? "LENGTH" : "CHAR_LENGTH"
      condition = "\(function)(\(dialect.quoted(column))) <= \(maximum)"
    }
    return "CONSTRAINT \(dialect.quoted(name)) CHECK (\(condition))"
  }

  private func foreignKey(_ key: ForeignKey) -> String {
    let action =
      switch key.deleteAction {
      case .restrict: "RESTRICT"
      case .cascade: "CASCADE"
      case .setNull: "SET NULL"
      }
    return """
      CONSTRAINT \(dialect.quoted(key.name)) FOREIGN KEY (\(dialect.quoted(key.columns)))
          REFERENCES \(dialect.quoted(key.referencedTable)) \
      (\(dialect.quoted(key.referencedColumns))) ON DELETE \(action)
      """
  }

  // MARK: Indexes and comments

  /// PostgreSQL's indexes put nulls last unless told; the model's order has them first.
  private func createIndex(_ index: TableIndex, of table: RelationalTable) -> String {
    let prefixes = dialect == .mysql ? MySQLKeyLength(workload, table).prefixes(of: index) : [:]
    let columns = index.columns.map { part in
      var text = dialect.quoted(part.column)
      if let prefix = prefixes[part.column] { text += "(\(prefix))" }
      if part.isDescending { text += " DESC" }
      let isNullable = table.columns.contains { $0.name == part.column && $0.isNullable }
      if dialect == .postgresql, isNullable {
        text += part.isDescending ? " NULLS LAST" : " NULLS FIRST"
      }
      return text
    }
    let included =
      dialect == .postgresql && !index.included.isEmpty
      ? "\n  INCLUDE (\(dialect.quoted(index.included)))" : ""
    return """
      CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(dialect.quoted(index.name))
        ON \(dialect.quoted(table.name)) (\(columns.joined(separator: ", ")))\(included)
      """
  }

  private func comments(of table: RelationalTable) -> [String] {
    guard dialect == .postgresql, let comment = table.comment else { return [] }
    let text = SQLValueCodec(.postgresql).quoted(comment)
    return ["COMMENT ON TABLE \(dialect.quoted(table.name)) IS \(text)"]
  }

  /// A comment on one line.
  private static func line(_ text: String, limit: Int = .max) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return String(line.unicodeScalars.prefix(limit).map(Character.init))
  }
}
