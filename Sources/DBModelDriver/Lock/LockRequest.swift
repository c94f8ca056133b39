/// What `dbmodel lock` is asked for.
public struct LockRequest: Sendable {
  /// Files and directories as the user named them.
  public var paths: [String]
  /// Whether PostgreSQL is asked on a scratch cluster, besides SQLite.
  public var asksPostgreSQL = false
  /// Whether MariaDB is asked on a scratch server, for the stores that are MySQL.
  public var asksMariaDB = false
  /// The folder of PostgreSQL's programs; `nil` finds them.
  public var programs: String?
  /// Indexes to do without, as `table.index`.
  public var leftOut: [String] = []
  /// Why.
  public var reason = ""
  /// Whether indexes are looked for that SQL as written would use on PostgreSQL.
  public var addsIndexes = false
  /// Whether the lock is only held against what would be written.
  public var isCheck = false
  /// Today in days since 1970-01-01 UTC, for allowances that end.
  public var todayDay: Int64?

  public init(paths: [String], todayDay: Int64? = nil) {
    self.paths = paths
    self.todayDay = todayDay
  }
}
