public import DBModelDesign

/// Reads the tables of a PostgreSQL server that is there, in a transaction that only reads.
public enum LiveCatalog {
  /// Milliseconds; a catalog is read in some.
  private static let statementMs = 30_000

  public static func read(_ address: PostgreSQLAddress) throws(SchemaRefusal) -> SQLCatalog {
    do throws(ServerFailure) {
      let connection = try PostgreSQLConnection(to: address)
      try connection.run("BEGIN READ ONLY; SET LOCAL statement_timeout = \(statementMs)")
      let catalog = try PostgreSQLCatalogReader(connection: connection).catalog()
      try connection.run("ROLLBACK")
      return catalog
    } catch {
      throw SchemaRefusal(error)
    }
  }
}
