import CSQLite

/// A compiled statement. Keeps its database open.
public final class SQLiteStatement {
  public let sql: String
  private let database: SQLiteDatabase
  private let handle: OpaquePointer

  init(_ sql: String, on database: SQLiteDatabase) throws(SQLiteError) {
    var sql = sql
    var compiled: OpaquePointer?
    var hasTail = false
    database.resetBudget()
    let code = sql.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v2(
          database.handle,
          text.baseAddress,
          Int32(clamping: text.count),
          &compiled,
          &tail
        )
        if let base = text.baseAddress, let tail {
          // A trailing `;` and white space is no second statement.
          hasTail = text[(tail - base)...].contains { $0 > 0x20 && $0 != CChar(bitPattern: 0x3b) }
        }
        return code
      }
    }
    guard code == SQLITE_OK else { throw database.error(code, sql) }
    guard let compiled else {
      throw SQLiteError(code: SQLITE_MISUSE, message: "no statement", sql: sql)
    }
    if hasTail {
      sqlite3_finalize(compiled)
      throw SQLiteError(code: SQLITE_MISUSE, message: "more than one statement", sql: sql)
    }
    self.sql = sql
    self.database = database
    handle = compiled
  }

  deinit { sqlite3_finalize(handle) }

  public var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }
  public var columnCount: Int { Int(sqlite3_column_count(handle)) }
  /// Whether the statement leaves the database as it is.
  public var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  public var columnNames: [String] {
    (0..<columnCount).map { index in
      sqlite3_column_name(handle, Int32(index)).map { String(cString: $0) } ?? ""
    }
  }

  /// Binds parameters 1, 2, …; those that are left out stay as they were, NULL at first.
  public func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
    for (index, value) in values.enumerated() { try bind(value, at: index + 1) }
  }

  /// Binds one parameter; the first is 1.
  public func bind(_ value: SQLiteValue, at index: Int) throws(SQLiteError) {
    let index = Int32(clamping: index)
    let code: Int32
    switch value {
    case .null: code = sqlite3_bind_null(handle, index)
    case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
    case .real(let number): code = sqlite3_bind_double(handle, index, number)
    case .text(var text) where !text.isEmpty:
      code = text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          csqlite_bind_text(handle, index, $0.baseAddress, Int32(clamping: $0.count))
        }
      }
    // A buffer of nothing may have no address, which would bind NULL.
    case .text: code = csqlite_bind_text(handle, index, "", 0)
    case .blob(let bytes):
      code =
        bytes.isEmpty
        ? sqlite3_bind_zeroblob(handle, index, 0)
        : bytes.withUnsafeBytes {
          csqlite_bind_blob(handle, index, $0.baseAddress, Int32(clamping: $0.count))
        }
    }
    if code != SQLITE_OK { throw database.error(code, sql) }
  }

  /// Moves to the next row; `false` at the end.
  public func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw database.error(code, sql)
    }
  }

  /// Back to before the first row; bound values stay.
  public func reset() {
    sqlite3_reset(handle)
    database.resetBudget()
  }

  /// The row `step` moved to.
  public var row: [SQLiteValue] { (0..<columnCount).map { column($0) } }

  /// A column of the row, from 0.
  public func column(_ index: Int) -> SQLiteValue {
    let index = Int32(clamping: index)
    switch sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, index))
    case SQLITE_TEXT: return .text(text(index))
    case SQLITE_BLOB:
      guard let bytes = sqlite3_column_blob(handle, index) else { return .blob([]) }
      let count = Int(sqlite3_column_bytes(handle, index))
      return .blob(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    default: return .null
    }
  }

  /// A column as an integer, converted as SQLite converts.
  func integer(_ index: Int32) -> Int { Int(sqlite3_column_int64(handle, index)) }

  /// A column as text, converted as SQLite converts; NULL is empty.
  func text(_ index: Int32) -> String {
    guard let bytes = sqlite3_column_text(handle, index) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, index))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}
