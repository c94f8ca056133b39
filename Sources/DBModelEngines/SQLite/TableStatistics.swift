/// The size of a table and of its indexes, as `sqlite_stat1` wants it.
public struct TableStatistics: Hashable, Sendable {
  public let table: String
  public let rows: Int
  public let indexes: [IndexStatistics]

  public init(table: String, rows: Int, indexes: [IndexStatistics] = []) {
    self.table = table
    self.rows = rows
    self.indexes = indexes
  }
}

/// The distribution of one index.
///
/// SQLite names the index of a UNIQUE or PRIMARY KEY constraint `sqlite_autoindex_<table>_<n>`,
/// n counted from 1 in the order of the constraints. The primary key index of a WITHOUT ROWID
/// table is named like the table in `sqlite_stat1`.
public struct IndexStatistics: Hashable, Sendable {
  public let name: String
  /// Rows in the index; the table's, but for a partial index.
  public let rows: Int
  /// Average rows that share the first column, the first two, …; one entry per column.
  public let rowsPerPrefix: [Int]

  public init(name: String, rows: Int, rowsPerPrefix: [Int]) {
    self.name = name
    self.rows = rows
    self.rowsPerPrefix = rowsPerPrefix
  }

  /// The `stat` text: rows, then rows per prefix. Each at least 1, none above the one before: a
  /// longer prefix cannot be shared by more rows.
  var stat: String {
    var numbers = [max(rows, 1)]
    for count in rowsPerPrefix {
      numbers.append(min(max(count, 1), numbers[numbers.count - 1]))
    }
    return numbers.map(String.init).joined(separator: " ")
  }
}
