import Glibc

/// The programs of an installed PostgreSQL server.
public struct PostgreSQLPrograms: Hashable, Sendable {
  /// The folder of `initdb` and `postgres`.
  public let folder: String

  var initdb: String { "\(folder)/initdb" }
  var postgres: String { "\(folder)/postgres" }

  /// The variable that names the folder.
  public static let variableName = "DBMODEL_POSTGRESQL"

  /// Finds them: the folder that is named, else `DBMODEL_POSTGRESQL`, else the first of `PATH` that
  /// has both, else the newest where distributions put them.
  ///
  /// - Parameters:
  ///   - named: What the user said; nothing else is looked at then.
  ///   - variable: A variable of the environment; an empty one counts as missing.
  public static func find(
    _ named: String?,
    variable: (String) -> String?
  ) throws(ServerFailure) -> PostgreSQLPrograms {
    let stated = variable(variableName).flatMap { $0.isEmpty ? nil : $0 }
    if let folder = named ?? stated {
      guard let found = programs(in: absolute(folder)) else {
        throw ServerFailure(
          "`\(folder)` has no `initdb` and `postgres` that can be run",
          help: "name the folder of a server's programs, such as /usr/lib/postgresql/15/bin"
        )
      }
      return found
    }
    let path = (variable("PATH") ?? "").split(separator: ":").map(String.init)
    // A folder named relative to wherever one happens to stand is not searched.
    for folder in path where folder.hasPrefix("/") {
      if let found = programs(in: folder) { return found }
    }
    for folder in distributionFolders() {
      if let found = programs(in: folder) { return found }
    }
    throw ServerFailure(
      "no PostgreSQL server is installed: there is no `initdb` with a `postgres` beside it in PATH,"
        + " in /usr/lib/postgresql or in /usr/pgsql-*",
      help:
        "install one (Debian: apt-get install postgresql-15), or name the folder of its programs"
        + " with --postgresql or \(variableName)"
    )
  }

  /// Debian's and Fedora's, newest first.
  private static func distributionFolders() -> [String] {
    var found: [(version: Int, folder: String)] = []
    for name in FolderListing.names(in: "/usr/lib/postgresql") {
      if let version = Int(name) { found.append((version, "/usr/lib/postgresql/\(name)/bin")) }
    }
    for name in FolderListing.names(in: "/usr") where name.hasPrefix("pgsql-") {
      if let version = Int(name.dropFirst(6)) { found.append((version, "/usr/\(name)/bin")) }
    }
    return found.sorted { ($0.version, $1.folder) > ($1.version, $0.folder) }.map(\.folder)
  }

  private static func programs(in folder: String) -> PostgreSQLPrograms? {
    let found = PostgreSQLPrograms(folder: folder)
    guard isProgram(found.initdb), isProgram(found.postgres) else { return nil }
    return found
  }

  private static func isProgram(_ path: String) -> Bool {
    var about = stat()
    return stat(path, &about) == 0 && about.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }

  private static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return "\(String(cString: current))/\(path)"
  }
}
