/// The tables and indexes of a scratch cluster, as its catalog says.
struct ScratchCatalog {
  struct Column {
    let number: String
    let type: String
    /// `-1`: of various lengths.
    let length: Double
    /// 1, 2, 4, 8.
    let alignment: Double
    let collation: String
    /// The operators that statistics are about; `nil` for a type without an order.
    let equality: String?
    let less: String?
  }

  struct Index {
    let oid: String
    let name: String
    let path: String
    let isUnique: Bool
    let isBTree: Bool
    /// Numbers of columns, those that are only carried included; `0` is an expression.
    let columns: [String]
    let keyColumnCount: Int
  }

  struct Table {
    let oid: String
    let name: String
    let path: String
    fileprivate(set) var columns: [(name: String, column: Column)] = []
    fileprivate(set) var indexes: [Index] = []
  }

  private(set) var tables: [Table] = []

  init(_ connection: PostgreSQLConnection) throws(ServerFailure) {
    var places: [String: Int] = [:]
    for row in try connection.run(Self.tableQuery).map(Self.texts) {
      places[row[0]] = tables.count
      tables.append(Table(oid: row[0], name: row[1], path: row[2]))
    }
    for values in try connection.run(Self.columnQuery) {
      let row = Self.texts(values)
      guard let place = places[row[0]] else { continue }
      let column = Column(
        number: row[2],
        type: row[3],
        length: Double(row[4]) ?? -1,
        alignment: Double(row[5]) ?? 8,
        collation: row[6],
        equality: values[7],
        less: values[8]
      )
      tables[place].columns.append((row[1], column))
    }
    for row in try connection.run(Self.indexQuery).map(Self.texts) {
      guard let place = places[row[0]] else { continue }
      tables[place].indexes.append(
        Index(
          oid: row[1],
          name: row[2],
          path: row[3],
          isUnique: row[4] == "t",
          isBTree: row[5] == "btree",
          columns: row[6].split(separator: " ").map(String.init),
          keyColumnCount: Int(row[7]) ?? 1
        )
      )
    }
  }

  private static func texts(_ row: [String?]) -> [String] { row.map { $0 ?? "" } }

  private static let tableQuery = """
    SELECT c.oid, c.relname, pg_relation_filepath(c.oid)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND pg_table_is_visible(c.oid)
    ORDER BY c.oid
    """

  /// A type's statistics are about its own operators of equality and order, or about those of the
  /// type that its values are compared as.
  private static let columnQuery = """
    SELECT a.attrelid, a.attname, a.attnum, a.atttypid, a.attlen,
      CASE a.attalign WHEN 'c' THEN 1 WHEN 's' THEN 2 WHEN 'i' THEN 4 ELSE 8 END,
      a.attcollation, equal.amopopr, less.amopopr
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
    JOIN pg_namespace n ON n.oid = c.relnamespace
      AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_opclass o ON o.opcdefault
      AND o.opcmethod = (SELECT m.oid FROM pg_am m WHERE m.amname = 'btree')
      AND o.opcintype = CASE WHEN a.atttypid = 'varchar'::regtype THEN 'text'::regtype
        WHEN t.typcategory = 'A' THEN 'anyarray'::regtype
        WHEN t.typtype = 'e' THEN 'anyenum'::regtype ELSE a.atttypid END
    LEFT JOIN pg_amop equal ON equal.amopfamily = o.opcfamily AND equal.amopstrategy = 3
      AND equal.amoplefttype = o.opcintype AND equal.amoprighttype = o.opcintype
    LEFT JOIN pg_amop less ON less.amopfamily = o.opcfamily AND less.amopstrategy = 1
      AND less.amoplefttype = o.opcintype AND less.amoprighttype = o.opcintype
    WHERE a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attrelid, a.attnum
    """

  private static let indexQuery = """
    SELECT i.indrelid, i.indexrelid, c.relname, pg_relation_filepath(c.oid), i.indisunique,
      m.amname, i.indkey, i.indnkeyatts
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
    JOIN pg_am m ON m.oid = c.relam
    JOIN pg_namespace n ON n.oid = c.relnamespace
      AND n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')
    ORDER BY i.indrelid, i.indexrelid
    """
}
