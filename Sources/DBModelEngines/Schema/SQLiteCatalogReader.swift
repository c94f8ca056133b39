import DBModelDesign

/// Reads the tables of a database with the pragmas that describe them
/// (https://sqlite.org/pragma.html, checked 2026-11-29).
struct SQLiteCatalogReader {
  let database: SQLiteDatabase
  let holdsRows: Bool

  func catalog() throws(SQLiteError) -> SQLCatalog {
    var catalog = SQLCatalog()
    let objects = try texts(
      """
      SELECT s.type, s.name, coalesce(l.type, '') FROM sqlite_schema AS s
      LEFT JOIN pragma_table_list(s.name) AS l ON l.schema = 'main'
      WHERE s.type <> 'index' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY s.rowid
      """
    )
    for object in objects {
      let (kind, name, form) = (object[0], object[1], object[2])
      switch (kind, form) {
      case ("table", "table"): catalog.tables.append(try table(name))
      // What a virtual table keeps for itself.
      case ("table", "shadow"): continue
      case ("table", "virtual"): catalog.others.append("virtual table \(name)")
      default: catalog.others.append("\(kind) \(name)")
      }
    }
    return catalog
  }

  private func table(_ name: String) throws(SQLiteError) -> CatalogTable {
    var table = CatalogTable(name: name)
    var key: [(place: Int, column: String)] = []
    let columns = try database.rows(
      "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid",
      [.text(name)]
    )
    for row in columns {
      guard case .text(let column) = row[0] else { continue }
      let declared = Self.text(row[1])
      let place = Self.integer(row[3])
      if place > 0 { key.append((place, column)) }
      table.columns.append(
        CatalogColumn(
          name: column,
          type: Self.type(declared),
          declaredType: declared,
          isNullable: Self.integer(row[2]) == 0 && place == 0,
          // 2 and 3: a column that is worked out, at reading or at writing.
          isGenerated: Self.integer(row[4]) > 1
        )
      )
    }
    table.primaryKey = key.sorted { $0.place < $1.place }.map(\.column)
    table.foreignKeys = try foreignKeys(of: name)
    try addIndexes(to: &table)
    if holdsRows { table.rowCount = count(of: name) }
    return table
  }

  /// `nil` where counting takes more than the guards allow.
  private func count(of name: String) -> Int? {
    let quoted = name.replacing("\"", with: "\"\"")
    guard let rows = try? database.rows("SELECT count(*) FROM \"\(quoted)\"") else { return nil }
    return rows.first.map { Self.integer($0[0]) }
  }

  private func foreignKeys(of name: String) throws(SQLiteError) -> [CatalogForeignKey] {
    let rows = try database.rows(
      """
      SELECT id, "table", "from", "to", on_delete FROM pragma_foreign_key_list(?)
      ORDER BY id DESC, seq
      """,
      [.text(name)]
    )
    var found: [CatalogForeignKey] = []
    var place = 0
    while place < rows.count {
      let id = Self.integer(rows[place][0])
      let group = rows[place...].prefix { Self.integer($0[0]) == id }
      place += group.count
      let target = Self.text(rows[place - 1][1])
      var referenced = group.map { Self.text($0[3]) }
      // Nothing is said of columns that are the primary key.
      if referenced.contains("") {
        referenced = try texts(
          "SELECT name FROM pragma_table_xinfo(?) WHERE pk > 0 ORDER BY pk",
          [.text(target)]
        ).map { $0[0] }
      }
      found.append(
        CatalogForeignKey(
          name: "",
          columns: group.map { Self.text($0[2]) },
          referencedTable: target,
          referencedColumns: referenced,
          deleteAction: Self.action(Self.text(rows[place - 1][4]))
        )
      )
    }
    return found
  }

  private func addIndexes(to table: inout CatalogTable) throws(SQLiteError) {
    let indexes = try database.rows(
      """
      SELECT name, "unique", origin, partial FROM pragma_index_list(?) ORDER BY seq DESC
      """,
      [.text(table.name)]
    )
    for row in indexes {
      let (name, origin) = (Self.text(row[0]), Self.text(row[2]))
      if origin == "pk" { continue }
      let parts = try database.rows(
        "SELECT name, cid, desc FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno",
        [.text(name)]
      )
      let keys = parts.map { part -> CatalogIndex.Key in
        let column = Self.text(part[0])
        return Self.integer(part[1]) < 0
          ? .expression("an expression") : .column(column, isDescending: Self.integer(part[2]) == 1)
      }
      let index = CatalogIndex(
        name: name,
        keys: keys,
        isUnique: Self.integer(row[1]) == 1,
        isPartial: Self.integer(row[3]) == 1
      )
      if index.isUnique, let columns = index.plainColumns {
        table.uniques.append(columns.map(\.column))
      } else {
        table.indexes.append(index)
      }
    }
  }

  // MARK: Types

  /// By the words that decide SQLite's affinities (https://sqlite.org/datatype3.html, 3.1), and
  /// before them by those that say more.
  static func type(_ declared: String) -> CatalogType {
    let type = DeclaredType(declared)
    let first = type.words.split(separator: " ").first.map(String.init) ?? ""
    switch first {
    case "BOOLEAN", "BOOL": return .boolean
    case "UUID", "GUID": return .uuid
    case "DATE": return .date
    case "DATETIME", "TIMESTAMP", "TIMESTAMPTZ": return .timestamp(fractionDigits: nil)
    case "JSON", "JSONB": return .json
    case "DECIMAL", "NUMERIC":
      return .decimal(precision: type.numbers.first, scale: type.numbers.dropFirst().first ?? 0)
    case "TINYINT" where type.numbers == [1]: return .boolean
    default: break
    }
    if type.contains("INT") {
      return .integer(minimum: type.contains("UNSIGNED") ? 0 : nil, maximum: nil)
    }
    if type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT") {
      return .text(maximumCharacters: type.numbers.first)
    }
    if type.contains("BLOB") || type.contains("BINARY") {
      return .bytes(maximumBytes: type.numbers.first)
    }
    if type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB") { return .floating }
    return .other
  }

  private static func action(_ text: String) -> CatalogForeignKey.Action {
    switch text.uppercased() {
    case "CASCADE": .cascade
    case "RESTRICT": .restrict
    case "SET NULL": .setNull
    case "SET DEFAULT": .setDefault
    default: .none
    }
  }

  // MARK: Values

  private func texts(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) -> [[String]]
  {
    try database.rows(sql, values).map { $0.map(Self.text) }
  }

  private static func text(_ value: SQLiteValue) -> String {
    if case .text(let text) = value { text } else { "" }
  }

  private static func integer(_ value: SQLiteValue) -> Int {
    if case .integer(let number) = value { Int(clamping: number) } else { 0 }
  }
}
