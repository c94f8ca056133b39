public import DBModelDesign

/// Reads the tables of a PostgreSQL server that is there, in a transaction that only reads.
public enum LiveCatalog {
  /// Milliseconds; a catalog is read in some.
  private static let statementMs = 30_000

  public static func read(_ address: PostgreSQLAddress) throws(SchemaRefusal) -> SQLCatalog {
    do throws(PostgreSQLFailure) {
      let connection = try PostgreSQLConnection(
        [
          // First, so that what follows stands whatever the address says.
          ("dbname", address.text), ("fallback_application_name", "dbmodel"),
          ("client_encoding", "UTF8"),
        ],
        secrets: address.secrets
      )
      guard connection.versionNumber >= ScratchPlanner.oldestVersion else {
        throw PostgreSQLFailure(
          "PostgreSQL \(connection.version) is older than 12, which is the oldest that can be asked"
        )
      }
      try connection.run("BEGIN READ ONLY; SET LOCAL statement_timeout = \(statementMs)")
      let catalog = try PostgreSQLCatalogReader(connection: connection).catalog()
      try connection.run("ROLLBACK")
      return catalog
    } catch {
      throw SchemaRefusal(error)
    }
  }
}
