public import DBModelDesign

/// A database of one's own that a schema is made in, statement by statement, and whose catalog then
/// says what came of it. Not to be used by two tasks at a time.
public protocol SchemaEngine: AnyObject {
  /// Runs one statement, which ends without a semicolon.
  func run(_ statement: String) throws(SchemaRefusal)
  /// What there is now.
  func catalog() throws(SchemaRefusal) -> SQLCatalog
}

/// What all engines hold to.
enum SchemaEngineLimits {
  /// Seconds after which a server that a schema is made on is ended, whatever it is doing: more
  /// than the five minutes after which nothing more is sent to it.
  static let lifetimeSeconds: Int32 = 330
}

/// Why an engine would not run a statement, or could not be had at all.
public struct SchemaRefusal: Error, Hashable, Sendable {
  /// In the engine's own words.
  public let message: String
  public let help: String?
  /// Where in the statement, in bytes of UTF-8; `nil` where the engine does not say.
  public let offset: Int?
  /// A function or a type is not there.
  public let isUnknownName: Bool

  public init(
    _ message: String,
    help: String? = nil,
    offset: Int? = nil,
    isUnknownName: Bool = false
  ) {
    self.message = message
    self.help = help
    self.offset = offset
    self.isUnknownName = isUnknownName
  }

  /// `undefined_function` and `undefined_object` (PostgreSQL documentation, appendix A).
  init(_ failure: ServerFailure, offset: Int? = nil) {
    let isUnknownName = failure.state == "42883" || failure.state == "42704"
    self.init(
      failure.message,
      help: failure.help,
      offset: offset,
      isUnknownName: isUnknownName
    )
  }

  init(_ error: SQLiteError) { self.init(error.message, offset: error.offset) }
}
