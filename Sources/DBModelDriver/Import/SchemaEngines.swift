import DBModelEngines
import DBModelImport
import DBModelWorkload

/// Which engines read schemas, and what is said while they do.
public struct SchemaEngines: Sendable {
  /// The folder of PostgreSQL's programs; `nil` to look for it.
  public var postgreSQL: String?
  /// A variable of the environment.
  public var variable: @Sendable (String) -> String?
  /// Takes a line that says how far it is; an empty one at the end.
  public var progress: @Sendable (String) -> Void

  public init(
    postgreSQL: String? = nil,
    variable: @escaping @Sendable (String) -> String? = { _ in nil },
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.postgreSQL = postgreSQL
    self.variable = variable
    self.progress = progress
  }

  /// An engine with an empty database.
  func engine(_ dialect: SQLDialect) throws(SchemaRefusal) -> any SchemaEngine {
    switch dialect {
    case .sqlite: return try SQLiteSchemaEngine()
    case .mysql:
      progress("starting MariaDB")
      return try MariaDBSchemaEngine(
        program: try MariaDBProgram.find(variable: variable),
        variable: variable
      )
    case .postgresql:
      progress("starting PostgreSQL")
      return try PostgreSQLSchemaEngine(
        folder: postgreSQL,
        variable: variable
      )
    }
  }
}
