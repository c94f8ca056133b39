import DBModelDesign

/// Reads tables from `information_schema` (MariaDB documentation, "Information Schema Tables",
/// checked 2026-11-29).
struct MariaDBCatalogReader {
  let connection: MariaDBConnection
  /// The database that is not named in what is read.
  let unnamed: String

  private static let own = """
    table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
    """

  func catalog() throws(SchemaRefusal) -> SQLCatalog {
    var catalog = SQLCatalog()
    var places: [String: Int] = [:]
    // Names are compared as they are written: tables may differ in case alone.
    let rows = try connection.run(
      """
      SELECT table_schema, table_name, table_type, table_comment FROM information_schema.tables
      WHERE \(Self.own) ORDER BY CAST(table_schema AS BINARY), CAST(table_name AS BINARY)
      """
    )
    let databases = Set(rows.map { $0[0] ?? "" })
    let plain = databases.count == 1 ? databases.first : unnamed
    for row in rows {
      let (database, name) = (row[0] ?? "", row[1] ?? "")
      let schema = database == plain ? nil : database
      guard ["BASE TABLE", "SYSTEM VERSIONED"].contains(row[2]) else {
        catalog.others.append("view \(schema.map { "\($0).\(name)" } ?? name)")
        continue
      }
      places[Self.key(database, name)] = catalog.tables.count
      let comment = row[3].flatMap { $0.isEmpty ? nil : $0 }
      catalog.tables.append(CatalogTable(schema: schema, name: name, comment: comment))
    }
    catalog.others += try partitions(plain)
    try addColumns(to: &catalog, places)
    try addIndexes(to: &catalog, places)
    try addForeignKeys(to: &catalog, places, plain: plain)
    return catalog
  }

  /// What tables are in partitions by.
  private func partitions(_ plain: String?) throws(SchemaRefusal) -> [String] {
    try connection.run(
      """
      SELECT table_schema, table_name, MIN(
        CONCAT(partition_method, ' (', REPLACE(partition_expression, '`', ''), ')')
      )
      FROM information_schema.partitions
      WHERE partition_name IS NOT NULL AND \(Self.own)
      GROUP BY table_schema, table_name
      ORDER BY CAST(table_schema AS BINARY), CAST(table_name AS BINARY)
      """
    ).map { row in
      let (database, name) = (row[0] ?? "", row[1] ?? "")
      let shown = database == plain ? name : "\(database).\(name)"
      return "partitions of table \(shown)" + (row[2].map { " by \($0)" } ?? "")
    }
  }

  private static func key(_ database: String?, _ table: String?) -> String {
    "\(database ?? "")\u{0}\(table ?? "")"
  }

  // MARK: Columns

  private func addColumns(
    to catalog: inout SQLCatalog,
    _ places: [String: Int]
  ) throws(SchemaRefusal) {
    var documents: Set<String> = []
    let checks = try connection.run(
      """
      SELECT constraint_schema, table_name, constraint_name, level, check_clause
      FROM information_schema.check_constraints
      """
    )
    for row in checks {
      let key = Self.key(row[0], row[1])
      let name = row[2] ?? ""
      // What MariaDB makes of the type JSON is a text with this check, named after its column.
      if row[4] == "json_valid(`\(name)`)" {
        documents.insert("\(key)\u{0}\(name)")
      } else if let place = places[key] {
        catalog.tables[place].conditions.append(name)
      }
    }
    let rows = try connection.run(
      """
      SELECT table_schema, table_name, column_name, data_type, column_type, is_nullable,
        is_generated, column_comment
      FROM information_schema.columns WHERE \(Self.own)
      ORDER BY table_schema, table_name, ordinal_position
      """
    )
    for row in rows {
      let (key, name) = (Self.key(row[0], row[1]), row[2] ?? "")
      guard let place = places[key] else { continue }
      let declared = row[4] ?? ""
      catalog.tables[place].columns.append(
        CatalogColumn(
          name: name,
          type: documents.contains("\(key)\u{0}\(name)")
            ? .json : Self.type(row[3] ?? "", DeclaredType(declared)),
          declaredType: declared,
          isNullable: row[5] == "YES",
          isGenerated: row[6] == "ALWAYS",
          comment: row[7].flatMap { $0.isEmpty ? nil : $0 }
        )
      )
    }
  }

  /// Bounds of the unsigned types: MariaDB documentation, "Numeric Data Type Overview".
  static func type(_ name: String, _ declared: DeclaredType) -> CatalogType {
    let least: Int64? = declared.contains("UNSIGNED") ? 0 : nil
    func integer(_ most: Int64?) -> CatalogType {
      .integer(minimum: least, maximum: least == nil ? nil : most)
    }
    switch name {
    case "tinyint": return declared.numbers == [1] ? .boolean : integer(255)
    case "smallint": return integer(65_535)
    case "mediumint": return integer(16_777_215)
    case "int": return integer(4_294_967_295)
    case "bigint": return integer(nil)
    // 0, or 1901 to 2155.
    case "year": return .integer(minimum: 0, maximum: 2_155)
    case "bit": return declared.numbers == [1] ? .boolean : .other
    case "decimal":
      return .decimal(
        precision: declared.numbers.first,
        scale: declared.numbers.dropFirst().first ?? 0
      )
    case "float", "double": return .floating
    case "char", "varchar": return .text(maximumCharacters: declared.numbers.first)
    case "tinytext": return .text(maximumCharacters: 255)
    case "text", "mediumtext", "longtext": return .text(maximumCharacters: nil)
    case "binary", "varbinary": return .bytes(maximumBytes: declared.numbers.first)
    case "tinyblob": return .bytes(maximumBytes: 255)
    case "blob", "mediumblob", "longblob": return .bytes(maximumBytes: nil)
    case "uuid": return .uuid
    case "date": return .date
    case "datetime", "timestamp":
      return .timestamp(fractionDigits: declared.numbers.first ?? 0)
    case "enum": return .enumeration(declared.texts)
    case "json": return .json
    default: return .other
    }
  }

  // MARK: Indexes

  private func addIndexes(
    to catalog: inout SQLCatalog,
    _ places: [String: Int]
  ) throws(SchemaRefusal) {
    let rows = try connection.run(
      """
      SELECT table_schema, table_name, index_name, non_unique, column_name, collation, sub_part,
        index_type
      FROM information_schema.statistics WHERE \(Self.own)
      ORDER BY table_schema, table_name, index_name, seq_in_index
      """
    )
    var place = 0
    while place < rows.count {
      let head = rows[place]
      let parts = rows[place...].prefix { $0[...2] == head[...2] }
      place += parts.count
      guard let table = places[Self.key(head[0], head[1])] else { continue }
      let name = head[2] ?? ""
      if name == "PRIMARY" {
        catalog.tables[table].primaryKey = parts.map { $0[4] ?? "" }
        continue
      }
      let keys = parts.map { part -> CatalogIndex.Key in
        let column = part[4] ?? ""
        if let characters = part[6] { return .expression("\(column)(\(characters))") }
        return .column(column, isDescending: part[5] == "D")
      }
      let method = (head[7] ?? "").lowercased()
      let index = CatalogIndex(
        name: name,
        keys: keys,
        isUnique: head[3] == "0",
        method: method
      )
      if index.isUnique, let columns = index.plainColumns {
        catalog.tables[table].uniques.append(columns.map(\.column))
      } else {
        catalog.tables[table].indexes.append(index)
      }
    }
  }

  // MARK: Foreign keys

  private func addForeignKeys(
    to catalog: inout SQLCatalog,
    _ places: [String: Int],
    plain: String?
  ) throws(SchemaRefusal) {
    let rows = try connection.run(
      """
      SELECT k.table_schema, k.table_name, k.constraint_name, k.column_name,
        k.referenced_table_schema, k.referenced_table_name, k.referenced_column_name, r.delete_rule
      FROM information_schema.key_column_usage AS k
      JOIN information_schema.referential_constraints AS r
        ON r.constraint_schema = k.constraint_schema AND r.table_name = k.table_name
        AND r.constraint_name = k.constraint_name
      WHERE k.referenced_table_name IS NOT NULL
      ORDER BY k.table_schema, k.table_name, k.constraint_name, k.ordinal_position
      """
    )
    var place = 0
    while place < rows.count {
      let head = rows[place]
      let parts = rows[place...].prefix { $0[...2] == head[...2] }
      place += parts.count
      guard let table = places[Self.key(head[0], head[1])] else { continue }
      catalog.tables[table].foreignKeys.append(
        CatalogForeignKey(
          name: head[2] ?? "",
          columns: parts.map { $0[3] ?? "" },
          referencedSchema: head[4] == plain ? nil : head[4],
          referencedTable: head[5] ?? "",
          referencedColumns: parts.map { $0[6] ?? "" },
          deleteAction: Self.action(head[7])
        )
      )
    }
  }

  private static func action(_ rule: String?) -> CatalogForeignKey.Action {
    switch rule {
    case "RESTRICT": .restrict
    case "CASCADE": .cascade
    case "SET NULL": .setNull
    case "SET DEFAULT": .setDefault
    default: .none
    }
  }
}
