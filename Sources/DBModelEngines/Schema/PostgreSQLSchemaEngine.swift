public import DBModelDesign

/// Makes a schema on a scratch cluster, as a user who may do nothing beyond the database that is
/// made for it: no program is run, no file of the system is read or written.
public final class PostgreSQLSchemaEngine: SchemaEngine {
  private let server: ScratchServer
  private let connection: PostgreSQLConnection

  private static let database = "imported"
  private static let user = "importer"
  /// Milliseconds of one statement: a definition takes some, unless it is meant to take long.
  private static let statementMs = 20_000

  /// - Parameters:
  ///   - folder: Of the server's programs; `nil` to look for them.
  ///   - variable: A variable of the environment.
  public init(folder: String?, variable: (String) -> String?) throws(SchemaRefusal) {
    do throws(PostgreSQLFailure) {
      let programs = try PostgreSQLPrograms.find(folder, variable: variable)
      let server = try ScratchServer(programs, variable: variable)
      self.server = server
      let session = try server.connect(to: "postgres")
      // Without its owner the public schema of version 15 lets nobody make anything.
      try session.run("CREATE ROLE \(Self.user) LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
      try session.run("ALTER ROLE \(Self.user) SET temp_file_limit = '64MB'")
      try session.run("CREATE DATABASE \(Self.database) OWNER \(Self.user)")
      let owned = try server.connect(to: Self.database)
      try owned.run("ALTER SCHEMA public OWNER TO \(Self.user)")
      for statement in Self.standIns { _ = try? owned.run(statement) }
      connection = try server.connect(to: Self.database, as: Self.user)
      try connection.run("SET statement_timeout = \(Self.statementMs)")
      try connection.run("SET client_min_messages = error")
    } catch {
      throw SchemaRefusal(error)
    }
  }

  /// What defaults of newer versions call; refused where the server has it.
  private static let standIns = ["gen_random_uuid()", "uuidv4()", "uuidv7()", "uuidv7(interval)"]
    .map {
      """
      CREATE FUNCTION pg_catalog.\($0) RETURNS uuid LANGUAGE sql
      AS 'SELECT md5(random()::text)::uuid'
      """
    }

  public func run(_ statement: String) throws(SchemaRefusal) {
    do throws(PostgreSQLFailure) {
      try connection.run(statement, [])
    } catch {
      throw SchemaRefusal(error, offset: error.position.map { Self.offset($0, in: statement) })
    }
  }

  public func catalog() throws(SchemaRefusal) -> SQLCatalog {
    do throws(PostgreSQLFailure) {
      return try PostgreSQLCatalogReader(connection: connection).catalog()
    } catch {
      throw SchemaRefusal(error)
    }
  }

  /// PostgreSQL counts characters from 1.
  private static func offset(_ position: Int, in statement: String) -> Int {
    let scalars = statement.unicodeScalars
    let place = scalars.index(
      scalars.startIndex,
      offsetBy: max(0, position - 1),
      limitedBy: scalars.endIndex
    )
    return statement.utf8.distance(from: statement.startIndex, to: place ?? scalars.endIndex)
  }
}
