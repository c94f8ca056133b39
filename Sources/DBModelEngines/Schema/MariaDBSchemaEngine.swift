public import DBModelDesign

/// Makes a schema of MySQL on a scratch server of MariaDB.
public final class MariaDBSchemaEngine: SchemaEngine {
  private let server: MariaDBScratchServer
  private let connection: MariaDBConnection

  /// Where tables stand whose script names no database.
  private static let database = "imported"

  public init(program: MariaDBProgram, variable: (String) -> String?) throws(SchemaRefusal) {
    server = try MariaDBScratchServer(
      program,
      lifetimeSeconds: SchemaEngineLimits.lifetimeSeconds,
      variable: variable
    )
    connection = try server.connect()
    try connection.run("CREATE DATABASE \(Self.database)")
    try connection.run("USE \(Self.database)")
    // A table may stand before those it refers to, and no definition names a directory.
    try connection.run("SET SESSION foreign_key_checks = 0, sql_mode = 'NO_DIR_IN_CREATE'")
    try connection.run("SET SESSION max_statement_time = 20")
  }

  public func run(_ statement: String) throws(SchemaRefusal) {
    var statement = statement
    while true {
      do throws(SchemaRefusal) {
        // The limit is set each time: it is the session's.
        try connection.run("SET SESSION max_statement_time = 20")
        try connection.run(statement)
        return
      } catch {
        if let known = Self.withKnownCollation(statement, error) {
          statement = known
        } else if let name = Self.missingDatabase(error) {
          try connection.run("CREATE DATABASE `\(name)`")
        } else {
          throw error
        }
      }
    }
  }

  /// A script may take it for granted that a database is there.
  private static func missingDatabase(_ refusal: SchemaRefusal) -> String? {
    guard refusal.message.hasPrefix("Unknown database '") else { return nil }
    let name = refusal.message.split(separator: "'").dropFirst().first.map(String.init)
    return name.flatMap { $0.contains("`") || $0.lowercased() == "mysql" ? nil : $0 }
  }

  /// MySQL 8 sorts by `utf8mb4_0900_…` unless told, which MariaDB knows from 11.4 on. How texts
  /// sort says nothing of a table's shape; each turn leaves one such name fewer.
  private static func withKnownCollation(
    _ statement: String,
    _ refusal: SchemaRefusal
  ) -> String? {
    let unknown = "utf8mb4_0900_"
    guard refusal.message.hasPrefix("Unknown collation: '\(unknown)"),
      let name = refusal.message.split(separator: "'").dropFirst().first,
      statement.contains(name)
    else { return nil }
    return statement.replacing(name, with: "utf8mb4_unicode_520_ci")
  }

  public func catalog() throws(SchemaRefusal) -> SQLCatalog {
    try MariaDBCatalogReader(connection: connection, unnamed: Self.database).catalog()
  }
}
