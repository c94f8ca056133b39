public import DBModelDesign
public import DBModelWorkload

/// Writes a table in partitions by time, and what makes and drops them.
public struct SQLPartitions: Sendable {
  let table: RelationalTable
  public let partitioning: TablePartitioning
  let dialect: SQLDialect

  /// `nil` where the table is in one piece, or the dialect cannot write it otherwise: SQLite has no
  /// partitions, and tables in partitions have no foreign keys in MySQL.
  public init?(_ table: RelationalTable, dialect: SQLDialect) {
    guard let partitioning = table.partitioning, dialect != .sqlite,
      dialect != .mysql || table.foreignKeys.isEmpty
    else { return nil }
    self.table = table
    self.partitioning = partitioning
    self.dialect = dialect
  }

  /// What stands at the end of `CREATE TABLE`.
  ///
  /// MySQL names partitions within their table, so that two tables may have a `rest` each.
  var clause: String {
    let column = dialect.quoted(partitioning.column)
    switch dialect {
    case .postgresql, .sqlite: return "PARTITION BY RANGE (\(column))"
    case .mysql:
      return """
        PARTITION BY RANGE COLUMNS (\(column)) (
            PARTITION \(dialect.quoted("rest")) VALUES LESS THAN (MAXVALUE)
          )
        """
    }
  }

  /// What has to follow the table: PostgreSQL keeps rows nowhere but in a partition.
  var following: [String] {
    guard dialect == .postgresql else { return [] }
    return [
      """
      CREATE TABLE \(dialect.quoted(partitioning.rest))
        PARTITION OF \(dialect.quoted(table.name)) DEFAULT
      """
    ]
  }

  /// A script that makes the partitions of the time to come, moves rows there that came before
  /// theirs was made, and drops those that hold nothing but old rows. It may be run at any time,
  /// and again.
  public var upkeep: String {
    switch dialect {
    case .postgresql, .sqlite: PostgreSQLPartitionUpkeep(self).script
    case .mysql: MySQLPartitionUpkeep(self).script
    }
  }

  /// A comment that says when the script is to be run.
  ///
  /// - Parameter job: The pattern that deletes what is old.
  public func title(before job: String) -> String {
    let outside = dialect == .postgresql ? ", with psql and in no transaction" : ""
    return """
      -- \(table.name), in partitions by \(partitioning.period.rawValue) of \(partitioning.column).
      -- Run this once before rows are loaded, and each time directly before `\(job)`\(outside).
      -- It may be run again, and by two at once.

      """
  }
}
