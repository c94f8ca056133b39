/// What SQLite refused, with the statement it refused.
public struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// SQLite's extended result code; https://sqlite.org/rescode.html
  public let code: Int32
  public let message: String
  /// The statement, or `nil` where none was involved.
  public let sql: String?
  /// Byte offset of the mistake in `sql`, where SQLite says it (3.38 and later).
  public let offset: Int?

  public init(code: Int32, message: String, sql: String? = nil, offset: Int? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
    self.offset = offset
  }

  public var description: String {
    guard let sql else { return "SQLite: \(message) (\(code))" }
    return "SQLite: \(message) (\(code)) in: \(sql)"
  }
}
