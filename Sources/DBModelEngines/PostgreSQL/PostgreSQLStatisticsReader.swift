/// Reads what a server knows of its tables, so that a scratch cluster can be told the same.
struct PostgreSQLStatisticsReader {
  let connection: PostgreSQLConnection

  /// In the order of their names. Heights of indexes are read where `pageinspect` is installed, and
  /// follow from the pages elsewhere.
  ///
  /// Functions and tables are named with their schemas: where the server looks names up, anybody's
  /// may stand before them.
  func tables() throws(ServerFailure) -> [PostgreSQLTableStatistics] {
    let columns = try connection.run(Self.columnQuery)
    let inspection = try connection.run(Self.inspectionQuery).first?.first ?? nil
    let indexes = try connection.run(Self.indexQuery(inspection.map(Self.level) ?? "NULL"))
    return try connection.run(Self.tableQuery).map { row in
      let name = row[0] ?? ""
      let pages = Self.number(row[2]) ?? 0
      let known = Self.number(row[3]) ?? 0
      // The planner multiplies what was counted by how far the file has grown since.
      let density = known > 0 ? (Self.number(row[1]) ?? 0) / known : 0
      return PostgreSQLTableStatistics(
        table: name,
        rows: max(0, density * pages),
        pages: pages,
        allVisibleShare: known > 0 ? (Self.number(row[4]) ?? 0) / known : 0,
        columns: columns.filter { $0[0] == name }.map(Self.column),
        indexes: indexes.filter { $0[0] == name }.map { index in
          PostgreSQLTableStatistics.Index(
            name: index[1] ?? "",
            pages: Self.number(index[2]) ?? 1,
            height: index[3].flatMap(Int.init)
          )
        }
      )
    }
  }

  private static func number(_ text: String?) -> Double? { text.flatMap(Double.init) }

  private static func column(_ row: [String?]) -> PostgreSQLColumnStatistics {
    var shares: [Double] = []
    if let text = row[6] {
      shares = text.dropFirst().dropLast().split(separator: ",").compactMap { Double($0) }
    }
    return PostgreSQLColumnStatistics(
      name: row[1] ?? "",
      nullShare: number(row[2]) ?? 0,
      widthBytes: number(row[3]) ?? 0,
      distinct: number(row[4]) ?? 0,
      common: shares.isEmpty ? nil : row[5].map { .init(values: .init(text: $0), shares: shares) },
      histogram: row[7].map { PostgreSQLArray(text: $0) },
      correlation: number(row[8])
    )
  }

  private static let tableQuery = """
    SELECT c.relname, c.reltuples, pg_catalog.pg_relation_size(c.oid) / 8192, c.relpages,
      c.relallvisible
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND pg_catalog.pg_table_is_visible(c.oid)
    ORDER BY c.relname COLLATE "C"
    """

  private static let columnQuery = """
    SELECT s.tablename, s.attname, s.null_frac, s.avg_width, s.n_distinct,
      s.most_common_vals::text, s.most_common_freqs::text, s.histogram_bounds::text, s.correlation
    FROM pg_catalog.pg_stats s JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
    JOIN pg_catalog.pg_class c ON c.relname = s.tablename AND c.relnamespace = n.oid
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND pg_catalog.pg_table_is_visible(c.oid) AND NOT s.inherited
    """

  private static let inspectionQuery = """
    SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_extension e
    JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pageinspect'
    """

  /// - Parameter schema: That of `pageinspect`, as SQL writes it.
  private static func level(_ schema: String) -> String {
    """
    CASE WHEN m.amname = 'btree'
      THEN (SELECT fastlevel FROM \(schema).bt_metap(i.oid::regclass::text)) END
    """
  }

  private static func indexQuery(_ level: String) -> String {
    """
    SELECT c.relname, i.relname, pg_catalog.pg_relation_size(i.oid) / 8192, \(level)
    FROM pg_catalog.pg_index x
    JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid AND i.relkind = 'i'
    JOIN pg_catalog.pg_am m ON m.oid = i.relam
    JOIN pg_catalog.pg_class c ON c.oid = x.indrelid AND c.relkind = 'r'
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')
      AND pg_catalog.pg_table_is_visible(c.oid)
    ORDER BY i.relname COLLATE "C"
    """
  }
}
