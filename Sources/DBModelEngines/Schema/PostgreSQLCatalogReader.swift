import DBModelDesign

/// Reads the tables of a database from `pg_catalog`, of versions 12 to 18 (PostgreSQL
/// documentation, chapter "System Catalogs", checked 2026-11-29).
struct PostgreSQLCatalogReader {
  let connection: PostgreSQLConnection

  /// Schemas of the system, and what extensions brought, are nobody's own.
  private static let own = """
    n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e')
    """

  func catalog() throws(ServerFailure) -> SQLCatalog {
    // Nobody's functions and operators stand before those of the system.
    try connection.run("SELECT pg_catalog.set_config('search_path', '', false)")
    var catalog = SQLCatalog()
    var places: [String: Int] = [:]
    let rows = try connection.run(
      """
      SELECT c.oid, CASE WHEN n.nspname <> 'public' THEN n.nspname END, c.relname, c.relkind,
        pg_catalog.obj_description(c.oid, 'pg_class'),
        c.reltuples::bigint, pg_catalog.pg_get_partkeydef(c.oid)
      FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT c.relispartition AND \(Self.own)
      ORDER BY c.oid
      """
    )
    for row in rows {
      let (oid, name) = (row[0] ?? "", row[2] ?? "")
      let shown = row[1].map { "\($0).\(name)" } ?? name
      switch row[3] {
      case "r", "p":
        places[oid] = catalog.tables.count
        var table = CatalogTable(schema: row[1], name: name, comment: row[4])
        // None or fewer: nobody has counted them yet.
        if let count = Int(row[5] ?? ""), count > 0 { table.rowCount = count }
        catalog.tables.append(table)
        if let key = row[6] {
          catalog.others.append("partitions of table \(shown) by \(key)")
        }
      case "f": catalog.others.append("foreign table \(shown)")
      case "m": catalog.others.append("materialized view \(shown)")
      default: catalog.others.append("view \(shown)")
      }
    }
    try addColumns(to: &catalog, places)
    try addConstraints(to: &catalog, places)
    try addIndexes(to: &catalog, places)
    catalog.others += try domainConditions()
    return catalog
  }

  // MARK: Columns

  private func addColumns(
    to catalog: inout SQLCatalog,
    _ places: [String: Int]
  ) throws(ServerFailure) {
    let labels = try enumerations()
    let rows = try connection.run(
      """
      WITH RECURSIVE base AS (
        SELECT t.oid AS declared, t.oid AS type, -1 AS modifier, t.typbasetype, t.typtypmod,
          t.typnotnull
        FROM pg_catalog.pg_type AS t
        UNION ALL
        SELECT b.declared, t.oid, b.typtypmod, t.typbasetype, t.typtypmod,
          b.typnotnull OR t.typnotnull
        FROM base AS b JOIN pg_catalog.pg_type AS t ON t.oid = b.typbasetype
      )
      SELECT a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), t.oid,
        t.typname, CASE WHEN b.type = a.atttypid THEN a.atttypmod ELSE b.modifier END,
        a.attnotnull OR b.typnotnull, a.attgenerated <> '',
        pg_catalog.col_description(a.attrelid, a.attnum)
      FROM pg_catalog.pg_attribute AS a
      JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
      JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      JOIN base AS b ON b.declared = a.atttypid AND b.typbasetype = 0
      JOIN pg_catalog.pg_type AS t ON t.oid = b.type
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0
        AND NOT a.attisdropped AND \(Self.own)
      ORDER BY a.attrelid, a.attnum
      """
    )
    for row in rows {
      guard let place = places[row[0] ?? ""] else { continue }
      catalog.tables[place].columns.append(
        CatalogColumn(
          name: row[1] ?? "",
          type: Self.type(
            row[4] ?? "",
            modifier: row[5].flatMap { Int($0) } ?? -1,
            labels[row[3] ?? ""]
          ),
          declaredType: row[2] ?? "",
          isNullable: row[6] != "t",
          isGenerated: row[7] == "t",
          comment: row[8]
        )
      )
    }
  }

  private func enumerations() throws(ServerFailure) -> [String: [String]] {
    var labels: [String: [String]] = [:]
    let rows = try connection.run(
      "SELECT enumtypid, enumlabel FROM pg_catalog.pg_enum ORDER BY enumtypid, enumsortorder"
    )
    for row in rows { labels[row[0] ?? "", default: []].append(row[1] ?? "") }
    return labels
  }

  /// - Parameter modifier: `atttypmod`; -1 for none. Lengths have 4 bytes added; of `numeric` the
  ///   upper half holds the digits, the lowest 11 bits the scale (`numeric.c`, versions 12 to 18).
  static func type(_ name: String, modifier: Int, _ labels: [String]?) -> CatalogType {
    if let labels { return .enumeration(labels) }
    let size = modifier >= 4 ? modifier - 4 : nil
    switch name {
    case "bool": return .boolean
    case "int2", "int4", "int8": return .integer(minimum: nil, maximum: nil)
    case "numeric":
      guard let size else { return .decimal(precision: nil, scale: 0) }
      // From version 15 on a scale may be negative: zeros before the point, which are digits too.
      let scale = size & 0x7FF
      let digits = (size >> 16) & 0xFFFF
      return scale > 1_023
        ? .decimal(precision: digits + 2_048 - scale, scale: 0)
        : .decimal(precision: digits, scale: scale)
    case "money": return .decimal(precision: 19, scale: 2)
    case "float4", "float8": return .floating
    case "varchar", "bpchar": return .text(maximumCharacters: size)
    case "text", "citext", "name": return .text(maximumCharacters: nil)
    case "bytea": return .bytes(maximumBytes: nil)
    case "uuid": return .uuid
    case "date": return .date
    case "timestamp", "timestamptz":
      return .timestamp(fractionDigits: modifier >= 0 ? modifier : 6)
    case "json", "jsonb": return .json
    default: return .other
    }
  }

  // MARK: Constraints

  private func addConstraints(
    to catalog: inout SQLCatalog,
    _ places: [String: Int]
  ) throws(ServerFailure) {
    let rows = try connection.run(
      """
      SELECT k.conrelid, k.contype, k.conname, \(Self.names("k.conrelid", "k.conkey")),
        CASE WHEN n.nspname <> 'public' THEN n.nspname END, r.relname,
        \(Self.names("k.confrelid", "k.confkey")), k.confdeltype
      FROM pg_catalog.pg_constraint AS k
      LEFT JOIN pg_catalog.pg_class AS r ON r.oid = k.confrelid
      LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace
      WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conrelid <> 0 AND k.conparentid = 0
      ORDER BY k.oid
      """
    )
    for row in rows {
      guard let place = places[row[0] ?? ""] else { continue }
      let columns = PostgreSQLArray(text: row[3] ?? "{}").elements
      switch row[1] {
      case "p": catalog.tables[place].primaryKey = columns
      case "u": catalog.tables[place].uniques.append(columns)
      case "f":
        catalog.tables[place].foreignKeys.append(
          CatalogForeignKey(
            name: row[2] ?? "",
            columns: columns,
            referencedSchema: row[4],
            referencedTable: row[5] ?? "",
            referencedColumns: PostgreSQLArray(text: row[6] ?? "{}").elements,
            deleteAction: Self.action(row[7])
          )
        )
      default: catalog.tables[place].conditions.append(row[2] ?? "")
      }
    }
  }

  /// Names of columns, in the order of an array of their numbers.
  private static func names(_ table: String, _ numbers: String) -> String {
    """
    ARRAY(SELECT a.attname::text FROM unnest(\(numbers)) WITH ORDINALITY AS u (number, place)
      JOIN pg_catalog.pg_attribute AS a ON a.attrelid = \(table) AND a.attnum = u.number
      ORDER BY u.place)
    """
  }

  private static func action(_ code: String?) -> CatalogForeignKey.Action {
    switch code {
    case "r": .restrict
    case "c": .cascade
    case "n": .setNull
    case "d": .setDefault
    default: .none
    }
  }

  private func domainConditions() throws(ServerFailure) -> [String] {
    try connection.run(
      """
      SELECT t.typname, c.conname FROM pg_catalog.pg_constraint AS c
      JOIN pg_catalog.pg_type AS t ON t.oid = c.contypid
      JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
      WHERE c.contype = 'c' AND \(Self.own) ORDER BY c.oid
      """
    ).map { "constraint \($0[1] ?? "") of domain \($0[0] ?? "")" }
  }

  // MARK: Indexes

  private func addIndexes(
    to catalog: inout SQLCatalog,
    _ places: [String: Int]
  ) throws(ServerFailure) {
    let rows = try connection.run(
      """
      SELECT i.indrelid, x.relname, m.amname, i.indisunique, i.indpred IS NOT NULL, i.indnkeyatts,
        i.indkey::text, i.indoption::text,
        ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, place, true)
          FROM generate_series(1, i.indnatts) AS place ORDER BY place),
        ARRAY(SELECT coalesce(a.attname, '')::text
          FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS u (number, place)
          LEFT JOIN pg_catalog.pg_attribute AS a
            ON a.attrelid = i.indrelid AND a.attnum = u.number AND u.number <> 0
          ORDER BY u.place),
        EXISTS (SELECT FROM pg_catalog.pg_constraint AS k
          WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
      FROM pg_catalog.pg_index AS i
      JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
      JOIN pg_catalog.pg_am AS m ON m.oid = x.relam
      ORDER BY i.indexrelid
      """
    )
    for row in rows {
      guard let place = places[row[0] ?? ""] else { continue }
      let keyCount = row[5].flatMap { Int($0) } ?? 0
      let options = (row[7] ?? "").split(separator: " ").map { Int($0) ?? 0 }
      let shown = PostgreSQLArray(text: row[8] ?? "{}").elements
      let names = PostgreSQLArray(text: row[9] ?? "{}").elements
      guard row[10] != "t" else {
        catalog.tables[place].keyIncludes += names.dropFirst(keyCount)
        continue
      }
      let keys = names.prefix(keyCount).enumerated().map { part, name -> CatalogIndex.Key in
        guard !name.isEmpty else {
          return .expression(part < shown.count ? shown[part] : "an expression")
        }
        // INDOPTION_DESC is the lowest bit.
        return .column(name, isDescending: part < options.count && options[part] & 1 == 1)
      }
      let index = CatalogIndex(
        name: row[1] ?? "",
        keys: keys,
        included: Array(names.dropFirst(keyCount)),
        isUnique: row[3] == "t",
        isPartial: row[4] == "t",
        method: row[2] ?? ""
      )
      if index.isUnique, index.included.isEmpty, let columns = index.plainColumns {
        catalog.tables[place].uniques.append(columns.map(\.column))
      } else {
        catalog.tables[place].indexes.append(index)
      }
    }
  }
}
