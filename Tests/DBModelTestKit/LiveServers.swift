import Foundation

/// The servers that `make test` starts, found by environment variables.
///
/// A plain `swift test` has none: the tests that need one call ``leftOut(_:because:)`` and return,
/// so that nothing is skipped in silence.
public enum LiveServers {
  /// A PostgreSQL server reached through a socket; every local user is trusted.
  public struct PostgreSQL: Sendable {
    /// The folder of the socket (`psql -h`).
    public let socketDirectory: String
    public let port: Int
    public let user: String
    /// The folder of `psql` and its companions.
    public let binDirectory: String

    /// The path of a client program.
    public func program(_ name: String) -> String { "\(binDirectory)/\(name)" }
  }

  /// A MariaDB server reached through a socket, by `root` without a password.
  public struct MariaDB: Sendable {
    public let socket: String
    public let user: String
    /// The path of the client program.
    public let client: String
  }

  /// An endpoint that speaks DynamoDB's API on loopback, and a Python that has `boto3`.
  public struct DynamoDB: Sendable {
    /// `http://127.0.0.1:port`.
    public let endpoint: String
    /// A Python interpreter with `boto3`, `botocore` and `jsonschema`.
    public let python: String
  }

  /// `DBMODEL_PG_HOST`, `DBMODEL_PG_PORT`, `DBMODEL_PG_USER`, `DBMODEL_PG_BIN`.
  public static var postgreSQL: PostgreSQL? {
    guard
      let directory = TestMode.variable("DBMODEL_PG_HOST"),
      let port = TestMode.variable("DBMODEL_PG_PORT").flatMap(Int.init),
      let user = TestMode.variable("DBMODEL_PG_USER"),
      let bin = TestMode.variable("DBMODEL_PG_BIN")
    else { return nil }
    return PostgreSQL(socketDirectory: directory, port: port, user: user, binDirectory: bin)
  }

  /// `DBMODEL_MARIADB_SOCKET`, `DBMODEL_MARIADB_USER`, `DBMODEL_MARIADB_CLIENT`.
  public static var mariaDB: MariaDB? {
    guard
      let socket = TestMode.variable("DBMODEL_MARIADB_SOCKET"),
      let user = TestMode.variable("DBMODEL_MARIADB_USER"),
      let client = TestMode.variable("DBMODEL_MARIADB_CLIENT")
    else { return nil }
    return MariaDB(socket: socket, user: user, client: client)
  }

  /// `DBMODEL_DYNAMODB_ENDPOINT`, `DBMODEL_PYTHON`.
  public static var dynamoDB: DynamoDB? {
    guard
      let endpoint = TestMode.variable("DBMODEL_DYNAMODB_ENDPOINT"),
      let python = TestMode.variable("DBMODEL_PYTHON")
    else { return nil }
    return DynamoDB(endpoint: endpoint, python: python)
  }

  /// A Python with the packages of the tests (`jsonschema`, `boto3`), or `nil` outside `make test`.
  public static var python: String? { TestMode.variable("DBMODEL_PYTHON") }

  /// `DBMODEL_CBC`: the program of CBC, a general solver of mixed integer programmes.
  public static var generalSolver: String? { TestMode.variable("DBMODEL_CBC") }

  /// Says, once for each pair of texts, what this run did not test.
  public static func leftOut(_ what: String, because reason: String) {
    let line = "left out: \(what): \(reason)"
    let isNew = said.withLock { $0.insert(line).inserted }
    if isNew { FileHandle.standardError.write(Data((line + "\n").utf8)) }
  }

  private static let said = Locked<Set<String>>([])
}
