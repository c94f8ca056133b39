import CSQLite

/// One connection to an SQLite database. Not to be used by two tasks at a time.
public final class SQLiteDatabase {
  public enum Location: Hashable, Sendable {
    case memory
    /// Created where it does not exist.
    case file(String)
    case readOnlyFile(String)
  }

  let handle: OpaquePointer
  public let guards: SQLiteGuards
  private let budget: InstructionBudget

  public init(_ location: Location = .memory, guards: SQLiteGuards = .default)
    throws(SQLiteError)
  {
    let (path, flags) =
      switch location {
      case .memory: (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
      case .file(let path): (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
      case .readOnlyFile(let path): (path, SQLITE_OPEN_READONLY)
      }
    var opened: OpaquePointer?
    // One task at a time is the contract, so that the mutexes of the library are not needed.
    let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw SQLiteError(code: code, message: "\(path): \(message)")
    }
    handle = opened
    self.guards = guards
    budget = InstructionBudget(limit: guards.instructions)
    sqlite3_extended_result_codes(opened, 1)
    sqlite3_limit(opened, SQLITE_LIMIT_EXPR_DEPTH, guards.expressionDepth)
    sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, 1 << 28)
    sqlite3_limit(opened, SQLITE_LIMIT_SQL_LENGTH, guards.statementBytes)
    if guards.refusesOutside {
      sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0)
      sqlite3_set_authorizer(opened, SQLiteAuthorizer.callback, nil)
    }
    if guards.instructions != nil {
      sqlite3_progress_handler(
        opened,
        InstructionBudget.step,
        InstructionBudget.callback,
        Unmanaged.passUnretained(budget).toOpaque()
      )
    }
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs every statement of a text and gives no rows.
  public func execute(_ sql: String) throws(SQLiteError) {
    budget.reset()
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw error(code, sql) }
  }

  /// Compiles one statement; text after it is an error.
  public func prepare(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
    try SQLiteStatement(sql, on: self)
  }

  /// Every row of a statement.
  public func rows(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError)
    -> [[SQLiteValue]]
  {
    let statement = try prepare(sql)
    try statement.bind(values)
    var rows: [[SQLiteValue]] = []
    while try statement.step() { rows.append(statement.row) }
    return rows
  }

  /// Rows the last INSERT, UPDATE or DELETE changed.
  public var changes: Int { Int(sqlite3_changes64(handle)) }

  func resetBudget() { budget.reset() }

  func error(_ code: Int32, _ sql: String?) -> SQLiteError {
    let offset = sqlite3_error_offset(handle)
    return SQLiteError(
      code: code,
      message: String(cString: sqlite3_errmsg(handle)),
      sql: sql,
      offset: offset >= 0 ? Int(offset) : nil
    )
  }
}

extension SQLiteDatabase {
  /// `3.40.1`: of the library that is loaded, not of the header.
  public static var version: String { String(cString: sqlite3_libversion()) }

  /// Whether the library was built with `SQLITE_<name>`.
  public static func hasCompileOption(_ name: String) -> Bool {
    sqlite3_compileoption_used(name) == 1
  }

  /// STAT4 keeps samples of values, so that plans know of skew; Debian's library is without it.
  public static var hasStat4: Bool { hasCompileOption("ENABLE_STAT4") }
}

/// Counts the instructions of one statement.
private final class InstructionBudget {
  /// Instructions between two looks at the budget.
  static let step: Int32 = 10_000

  private let limit: Int?
  private var used = 0

  init(limit: Int?) { self.limit = limit }

  func reset() { used = 0 }

  static let callback: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
    guard let context else { return 0 }
    let budget = Unmanaged<InstructionBudget>.fromOpaque(context).takeUnretainedValue()
    guard let limit = budget.limit else { return 0 }
    budget.used += Int(step)
    return budget.used > limit ? 1 : 0
  }
}

private enum SQLiteAuthorizer {
  typealias Callback =
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?, UnsafePointer<CChar>?
    ) -> Int32

  /// PRAGMA with an argument writes a setting, or reads a schema object: only those that read are
  /// let through with one.
  static let callback: Callback = { _, action, first, second, _, _ in
    switch action {
    case SQLITE_ATTACH, SQLITE_DETACH: return SQLITE_DENY
    case SQLITE_PRAGMA:
      guard second != nil, let first else { return SQLITE_OK }
      let reading = [
        "table_info", "table_xinfo", "index_list", "index_info", "index_xinfo", "foreign_key_list",
        "foreign_key_check", "foreign_keys", "integrity_check", "quick_check", "table_list",
      ]
      return reading.contains(String(cString: first).lowercased()) ? SQLITE_OK : SQLITE_DENY
    case SQLITE_FUNCTION:
      guard let second else { return SQLITE_OK }
      return String(cString: second).lowercased() == "load_extension" ? SQLITE_DENY : SQLITE_OK
    default: return SQLITE_OK
    }
  }
}
