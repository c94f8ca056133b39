import CScratch
import Glibc

/// A MariaDB server of one's own, reached through a socket in a directory that nobody else can
/// enter. It has no users, no grants and no system tables, since nobody logs in.
final class MariaDBScratchServer {
  /// Making and starting one takes less than a second; on a machine under load, a few.
  private static let patienceSeconds = 120

  private let process: ScratchProcess
  private let program: MariaDBProgram

  /// - Parameter startsTwice: A server that is shut down is started once more, and then knows no
  ///   more of its tables than is stored.
  init(
    _ program: MariaDBProgram,
    startsTwice: Bool = false,
    lifetimeSeconds: Int32 = 0,
    variable: (String) -> String?
  ) throws(SchemaRefusal) {
    self.program = program
    do throws(ServerFailure) {
      process = try ScratchProcess(
        initialise: {
          [access("/bin/mkdir", X_OK) == 0 ? "/bin/mkdir" : "/usr/bin/mkdir", "\($0)/data"]
        },
        serve: { Self.service(program, $0) },
        // Nobody wants its data back, so that it need not be put in order.
        ending: SIGKILL,
        restarts: startsTwice ? 1 : 0,
        lifetimeSeconds: lifetimeSeconds,
        variable: variable
      )
    } catch {
      throw SchemaRefusal(error)
    }
  }

  /// Waits until the server answers.
  func connect() throws(SchemaRefusal) -> MariaDBConnection {
    let deadline = ContinuousClock.now + .seconds(Self.patienceSeconds)
    let socket = "\(process.path)/socket"
    while ContinuousClock.now < deadline {
      if let word = process.word(), word != UInt8(cscratch_serving) {
        let said = process.said
        throw SchemaRefusal(
          "the scratch server of MariaDB, `\(program.path)`, ended"
            + (said.isEmpty ? "" : ":\n\(said)"),
          help: "name the program of another one with \(MariaDBProgram.variableName)"
        )
      }
      if access(socket, F_OK) == 0 {
        do throws(SchemaRefusal) {
          return try MariaDBConnection(socket: socket)
        } catch {
          if error == MariaDBConnection.missing { throw error }
        }
      }
      usleep(2_000)
    }
    throw SchemaRefusal("the scratch server of MariaDB did not start within two minutes")
  }

  /// Waits until the server that was told to end has ended, and its successor answers.
  func reconnect() throws(SchemaRefusal) -> MariaDBConnection {
    let deadline = ContinuousClock.now + .seconds(Self.patienceSeconds)
    let process = "\(process.path)/pid"
    // A server that ends removes the file with its number.
    while access(process, F_OK) == 0, ContinuousClock.now < deadline { usleep(2_000) }
    return try connect()
  }

  /// No network, no files besides its own, and nothing that would only keep data safe.
  private static func service(_ program: MariaDBProgram, _ path: String) -> [String] {
    [
      program.path, "--no-defaults", "--datadir=\(path)/data", "--socket=\(path)/socket",
      "--pid-file=\(path)/pid", "--tmpdir=\(path)", "--aria-log-dir-path=\(path)/data",
      "--skip-networking", "--skip-grant-tables", "--skip-log-bin", "--skip-symbolic-links",
      "--secure-file-priv=\(path)/data", "--local-infile=0", "--character-set-server=utf8mb4",
      "--collation-server=utf8mb4_general_ci", "--lower-case-table-names=0",
      "--default-time-zone=+00:00", "--innodb-buffer-pool-size=8M", "--innodb-log-file-size=4M",
      "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync",
      "--innodb-file-per-table=0", "--sync-frm=0", "--performance-schema=OFF",
      "--max-connections=8",
      // Errors alone.
      "--log-warnings=0",
    ]
  }
}
