import CScratch
import Glibc

/// A PostgreSQL server of one's own: made in a directory that nobody else can enter, reached
/// through a socket there and nowhere else, and gone without a trace when this value is.
///
/// What would only serve data that somebody wants back is off: there is none.
final class ScratchServer {
  /// Making and starting one takes about a second; on a machine under load, a few.
  private static let patienceSeconds = 120

  /// The directory of the socket.
  var socketDirectory: String { process.path }
  /// The directory of the data.
  var dataDirectory: String { "\(process.path)/data" }
  /// Whom files of the server belong to; `nil` where that is this process's user.
  var owner: ServerUser? { process.owner }

  /// The superuser that `initdb` makes.
  static let userName = "dbmodel"

  private let process: ScratchProcess

  /// What libpq would take from the environment and no setting here can override: where to go
  /// instead, and whom to trust there.
  private static let misleading = [
    "PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGOPTIONS", "PGREQUIREPEER", "PGREQUIREAUTH",
    "PGCHANNELBINDING", "PGTARGETSESSIONATTRS", "PGLOADBALANCEHOSTS", "PGSSLNEGOTIATION",
  ]

  init(
    _ programs: PostgreSQLPrograms,
    lifetimeSeconds: Int32 = 0,
    variable: (String) -> String?
  ) throws(ServerFailure) {
    for name in Self.misleading where variable(name) != nil { unsetenv(name) }
    process = try ScratchProcess(
      initialise: { Self.initialisation(programs, $0) },
      serve: { Self.service(programs, $0) },
      // PostgreSQL's immediate shutdown.
      ending: SIGQUIT,
      lifetimeSeconds: lifetimeSeconds,
      variable: variable
    )
  }

  /// Waits until the server answers.
  ///
  /// - Parameter user: Of the server; its superuser where nothing is said.
  func connect(
    to database: String,
    as user: String = userName
  ) throws(ServerFailure) -> PostgreSQLConnection {
    let deadline = ContinuousClock.now + .seconds(Self.patienceSeconds)
    while ContinuousClock.now < deadline {
      if let word = process.word(), word != UInt8(cscratch_serving) { throw failure(word) }
      if let connection = try connectIfReady(to: database, as: user) {
        if user == Self.userName { try verify(connection) }
        return connection
      }
      usleep(2_000)
    }
    throw ServerFailure("the scratch server did not start within two minutes")
  }

  /// `nil` while the server is not there or not ready.
  private func connectIfReady(
    to database: String,
    as user: String
  ) throws(ServerFailure) -> PostgreSQLConnection? {
    guard access("\(socketDirectory)/.s.PGSQL.5432", F_OK) == 0 else { return nil }
    do throws(ServerFailure) {
      return try PostgreSQLConnection([
        ("host", socketDirectory), ("port", "5432"), ("user", user),
        ("dbname", database), ("sslmode", "disable"), ("gssencmode", "disable"),
        ("client_encoding", "UTF8"), ("application_name", "dbmodel"),
        // Nobody's passwords are of use here: a file that does not exist is not read.
        ("passfile", "\(socketDirectory)/passwords"), ("connect_timeout", "10"),
      ])
    } catch {
      if PostgreSQLConnection.isMissingLibrary(error) { throw error }
      // A server that is there and refuses will not think better of it.
      let refuses = error.message.contains("FATAL:") && !error.message.contains("starting up")
      guard refuses else { return nil }
      throw ServerFailure("the scratch server refuses: \(error.message)")
    }
  }

  /// The schema is made, and the catalog written to, on this server and on no other.
  private func verify(_ connection: PostgreSQLConnection) throws(ServerFailure) {
    let found = try connection.run("SHOW data_directory").first?.first ?? nil
    guard found == dataDirectory else {
      throw ServerFailure(
        "the server that answered is not the scratch server",
        help: "unset the variables that begin with PG"
      )
    }
  }

  /// Ends the server and waits until its directory is gone.
  func stop() { process.stop() }

  private func failure(_ word: UInt8) -> ServerFailure {
    let what =
      word == UInt8(cscratch_not_initialised)
      ? "a scratch cluster could not be made" : "the scratch server ended"
    let said = process.said
    return ServerFailure(said.isEmpty ? what : "\(what):\n\(said)")
  }

  // MARK: Words

  /// `--wal-segsize`, in MB: the smallest, since nothing is logged for long.
  private static func initialisation(_ programs: PostgreSQLPrograms, _ path: String) -> [String] {
    [
      programs.initdb, "-D", "\(path)/data", "-U", userName, "-A", "trust", "-E", "UTF8",
      "--locale=C", "--no-sync", "--wal-segsize=1",
    ]
  }

  /// Autovacuum would cut the files to what is in them, and replace the statistics. From version 18
  /// on clusters have checksums unless told; pages that are written beside the server have none.
  private static func service(_ programs: PostgreSQLPrograms, _ path: String) -> [String] {
    let settings = [
      "listen_addresses=", "unix_socket_directories=\(path)", "unix_socket_permissions=0700",
      "max_connections=8", "shared_buffers=8MB", "fsync=off", "full_page_writes=off",
      "synchronous_commit=off", "autovacuum=off", "wal_level=minimal", "max_wal_senders=0",
      "dynamic_shared_memory_type=mmap", "logging_collector=off", "jit=off", "TimeZone=UTC",
      "max_wal_size=64MB", "min_wal_size=2MB", "ignore_checksum_failure=on",
    ]
    return [programs.postgres, "-D", "\(path)/data", "-p", "5432"]
      + settings.flatMap { ["-c", $0] }
  }
}
