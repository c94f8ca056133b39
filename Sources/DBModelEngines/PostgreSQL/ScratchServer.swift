import CScratch
import Glibc

/// A PostgreSQL server of one's own: made in a directory that nobody else can enter, reached
/// through a socket there and nowhere else, and gone without a trace when this value is.
///
/// A watcher, forked from this process, runs the server; however this process ends, the watcher
/// then stops the server and removes the directory (`CScratch`). What would only serve data that
/// somebody wants back is off: there is none.
final class ScratchServer {
  /// Making and starting one takes about a second; on a machine under load, a few.
  private static let patienceSeconds = 120

  /// The directory of the socket.
  var socketDirectory: String { directory.path }
  /// The directory of the data.
  var dataDirectory: String { "\(directory.path)/data" }
  /// Whom files of the server belong to; `nil` where that is this process's user.
  let owner: ServerUser?

  /// The superuser that `initdb` makes.
  static let userName = "dbmodel"

  private let directory: ScratchDirectory
  private let watcher: pid_t
  private let control: Int32
  private let status: Int32
  private var isStopped = false

  /// What libpq would take from the environment and no setting here can override: where to go
  /// instead, and whom to trust there.
  private static let misleading = [
    "PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGOPTIONS", "PGREQUIREPEER", "PGREQUIREAUTH",
    "PGCHANNELBINDING", "PGTARGETSESSIONATTRS", "PGLOADBALANCEHOSTS", "PGSSLNEGOTIATION",
  ]

  init(
    _ programs: PostgreSQLPrograms,
    variable: (String) -> String?
  ) throws(PostgreSQLFailure) {
    for name in Self.misleading where variable(name) != nil { unsetenv(name) }
    owner = try ServerUser.needed()
    directory = try ScratchDirectory.make(for: owner, variable: variable)
    let path = directory.path
    var environment = ["PATH=/usr/bin:/bin", "HOME=\(path)", "LC_ALL=C", "TZ=UTC"]
    // Servers that are installed without the system's help may need their own libraries.
    if let libraries = variable("LD_LIBRARY_PATH") {
      environment.append("LD_LIBRARY_PATH=\(libraries)")
    }
    var (control, status): (Int32, Int32) = (-1, -1)
    let (owner, lock) = (owner, directory.lock)
    let watcher = Self.withWords([
      Self.initialisation(programs, path), Self.service(programs, path),
      ScratchRemoval.words(for: path), environment, [path, "\(path)/log"],
    ]) { words in
      var plan = cscratch_plan(
        directory: words[4][0],
        log: words[4][1],
        initialise: words[0],
        serve: words[1],
        remove: words[2],
        environment: words[3],
        drops: owner == nil ? 0 : 1,
        user: owner?.user ?? 0,
        group: owner?.group ?? 0,
        lock: lock
      )
      return cscratch_start(&plan, &control, &status)
    }
    guard watcher > 0 else {
      let code = errno
      ScratchRemoval.remove(path)
      close(directory.lock)
      throw .system("the watcher of a scratch server could not be started", code)
    }
    self.watcher = watcher
    self.control = control
    self.status = status
  }

  deinit { stop() }

  /// Waits until the server answers.
  func connect(to database: String) throws(PostgreSQLFailure) -> PostgreSQLConnection {
    let deadline = ContinuousClock.now + .seconds(Self.patienceSeconds)
    while ContinuousClock.now < deadline {
      if let word = word(), word != UInt8(cscratch_serving) { throw failure(word) }
      if let connection = try connectIfReady(to: database) {
        try verify(connection)
        return connection
      }
      usleep(2_000)
    }
    throw PostgreSQLFailure("the scratch server did not start within two minutes")
  }

  /// `nil` while the server is not there or not ready.
  private func connectIfReady(
    to database: String
  ) throws(PostgreSQLFailure) -> PostgreSQLConnection? {
    guard access("\(socketDirectory)/.s.PGSQL.5432", F_OK) == 0 else { return nil }
    do throws(PostgreSQLFailure) {
      return try PostgreSQLConnection([
        ("host", socketDirectory), ("port", "5432"), ("user", Self.userName),
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
      throw PostgreSQLFailure("the scratch server refuses: \(error.message)")
    }
  }

  /// The schema is made, and the catalog written to, on this server and on no other.
  private func verify(_ connection: PostgreSQLConnection) throws(PostgreSQLFailure) {
    let found = try connection.run("SHOW data_directory").first?.first ?? nil
    guard found == dataDirectory else {
      throw PostgreSQLFailure(
        "the server that answered is not the scratch server",
        help: "unset the variables that begin with PG"
      )
    }
  }

  /// Ends the server and waits until its directory is gone.
  func stop() {
    guard !isStopped else { return }
    isStopped = true
    close(control)
    close(status)
    var ended: Int32 = 0
    while waitpid(watcher, &ended, 0) == -1, errno == EINTR {}
    close(directory.lock)
  }

  /// What the watcher said last; `nil` where it said nothing new.
  private func word() -> UInt8? {
    var word: UInt8 = 0
    return read(status, &word, 1) == 1 ? word : nil
  }

  private func failure(_ word: UInt8) -> PostgreSQLFailure {
    let what =
      word == UInt8(cscratch_not_initialised)
      ? "a scratch cluster could not be made" : "the scratch server ended"
    let said = SmallFile.tail(of: "\(directory.path)/log")
    return PostgreSQLFailure(said.isEmpty ? what : "\(what):\n\(said)")
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

  private typealias Words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// C's form of several lists of words, for as long as the body runs.
  private static func withWords<Result>(
    _ lists: [[String]],
    _ body: ([Words]) -> Result
  ) -> Result {
    let copies = lists.map { list -> Words in
      let words = Words.allocate(capacity: list.count + 1)
      for (place, word) in list.enumerated() { words[place] = strdup(word) }
      words[list.count] = nil
      return words
    }
    defer {
      for (list, words) in zip(lists, copies) {
        for place in list.indices { free(words[place]) }
        words.deallocate()
      }
    }
    return body(copies)
  }
}
