import Glibc

/// The program of an installed MariaDB server.
public struct MariaDBProgram: Hashable, Sendable {
  let path: String

  /// The variable that names the program.
  public static let variableName = "DBMODEL_MARIADB"

  /// Finds it: what `DBMODEL_MARIADB` names, else the first of `PATH`, else where distributions put
  /// it, which `PATH` of a user often leaves out.
  ///
  /// - Parameter variable: A variable of the environment; an empty one counts as missing.
  public static func find(variable: (String) -> String?) throws(SchemaRefusal) -> MariaDBProgram {
    if let stated = variable(variableName), !stated.isEmpty {
      guard stated.hasPrefix("/"), isProgram(stated) else {
        throw SchemaRefusal(
          "`\(stated)`, which \(variableName) names, is no program that can be run",
          help: "name the program of a server, such as /usr/sbin/mariadbd"
        )
      }
      return MariaDBProgram(path: stated)
    }
    let folders = (variable("PATH") ?? "").split(separator: ":").map(String.init)
    for folder in folders + ["/usr/sbin", "/usr/local/sbin", "/usr/libexec"]
    where folder.hasPrefix("/") {
      let path = "\(folder)/mariadbd"
      if isProgram(path) { return MariaDBProgram(path: path) }
    }
    throw SchemaRefusal(
      "no MariaDB server is installed: there is no `mariadbd` in PATH or in /usr/sbin",
      help: "install one (Debian: apt-get install mariadb-server), or name its program with "
        + variableName
    )
  }

  private static func isProgram(_ path: String) -> Bool {
    var about = stat()
    return stat(path, &about) == 0 && about.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
