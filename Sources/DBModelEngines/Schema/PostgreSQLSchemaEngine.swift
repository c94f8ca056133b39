public import DBModelDesign

/// Makes a schema on a scratch cluster, as a user who may do nothing beyond the database that is
/// made for it: no program is run, no file of the system is read or written.
public final class PostgreSQLSchemaEngine: SchemaEngine {
  private let server: ScratchServer
  private let connection: PostgreSQLConnection
  private let administrator: PostgreSQLConnection

  private static let database = "imported"
  private static let user = "importer"
  /// Milliseconds of one statement: a definition takes some, unless it is meant to take long.
  private static let statementMs = 20_000

  /// - Parameters:
  ///   - folder: Of the server's programs; `nil` to look for them.
  ///   - variable: A variable of the environment.
  public init(folder: String?, variable: (String) -> String?) throws(SchemaRefusal) {
    do throws(ServerFailure) {
      let programs = try PostgreSQLPrograms.find(folder, variable: variable)
      let server = try ScratchServer(
        programs,
        lifetimeSeconds: SchemaEngineLimits.lifetimeSeconds,
        variable: variable
      )
      self.server = server
      let session = try server.connect(to: "postgres")
      // Without its owner the public schema of version 15 lets nobody make anything.
      try session.run("CREATE ROLE \(Self.user) LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
      try session.run("ALTER ROLE \(Self.user) SET temp_file_limit = '64MB'")
      try session.run("CREATE DATABASE \(Self.database) OWNER \(Self.user)")
      let owned = try server.connect(to: Self.database)
      try owned.run("ALTER SCHEMA public OWNER TO \(Self.user)")
      for statement in Self.standIns { _ = try? owned.run(statement) }
      administrator = owned
      connection = try server.connect(to: Self.database, as: Self.user)
      // A function may name tables that come later.
      try connection.run("SET check_function_bodies = off")
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
    do throws(ServerFailure) {
      try attempt(statement)
    } catch {
      let isMade =
        Self.missingRole(error).map(makeRole) ?? Self.missingSchema(error).map(makeSchema)
      guard isMade == true else { throw refusal(error, statement) }
      do throws(ServerFailure) {
        try attempt(statement)
      } catch {
        throw refusal(error, statement)
      }
    }
  }

  /// The limit is set each time: the statement before may have changed it.
  private func attempt(_ statement: String) throws(ServerFailure) {
    try connection.run("SET statement_timeout = \(Self.statementMs)")
    try connection.run(Self.lasting(statement), [])
  }

  /// What is set for a transaction would be lost, since each statement is one of its own.
  private static func lasting(_ statement: String) -> String {
    let words = statement.split(maxSplits: 2, whereSeparator: \.isWhitespace)
    guard words.count == 3, words[0].uppercased() == "SET", words[1].uppercased() == "LOCAL" else {
      return statement
    }
    return "SET SESSION \(words[2])"
  }

  private func refusal(_ failure: ServerFailure, _ statement: String) -> SchemaRefusal {
    SchemaRefusal(failure, offset: failure.position.map { Self.offset($0, in: statement) })
  }

  /// Who owns things is of no account, but has to be there: `role "boss" does not exist`.
  private static func missingRole(_ failure: ServerFailure) -> String? {
    guard failure.state == "42704", failure.message.hasPrefix("role \"") else { return nil }
    let name = failure.message.dropFirst(6).prefix { $0 != "\"" }
    return name.isEmpty ? nil : String(name)
  }

  /// A script may take it for granted that a schema is there: `invalid_schema_name`.
  private static func missingSchema(_ failure: ServerFailure) -> String? {
    guard failure.state == "3F000", failure.message.hasPrefix("schema \"") else { return nil }
    let name = failure.message.dropFirst(8).prefix { $0 != "\"" }
    return name.isEmpty ? nil : String(name)
  }

  private func makeSchema(_ name: String) -> Bool {
    (try? connection.run("CREATE SCHEMA \"\(name)\"")) != nil
  }

  private func makeRole(_ name: String) -> Bool {
    let quoted = "\"\(name)\""
    do throws(ServerFailure) {
      try administrator.run("CREATE ROLE \(quoted) NOLOGIN")
      try administrator.run("GRANT \(quoted) TO \(Self.user)")
      try administrator.run("GRANT CREATE ON DATABASE \(Self.database) TO \(quoted)")
      try administrator.run("GRANT CREATE ON SCHEMA public TO \(quoted)")
      return true
    } catch {
      return false
    }
  }

  public func catalog() throws(SchemaRefusal) -> SQLCatalog {
    do throws(ServerFailure) {
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
