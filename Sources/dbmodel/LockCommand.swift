import ArgumentParser
import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import Glibc

struct LockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock",
    abstract: "Write down how engines plan a model, so that a change shows in review.",
    discussion: """
      Writes `dbmodel.lock` beside the model: of each statement the steps of its plan,
      rows and cost, with what the engine was told. Keep it in version control. `check`
      and `explain` then say which plans are others, and whether the model, the
      statistics or the engine is the cause. SQLite is always asked; plans of an engine
      that is not asked stay as they are.

      EXAMPLES
        dbmodel lock shop.dbmodel                       write it, or write it anew
        dbmodel lock shop.dbmodel --engine postgresql   PostgreSQL's plans as well
        dbmodel lock shop.dbmodel --engine mariadb      MariaDB's, of MySQL stores
        dbmodel lock shop.dbmodel --check               write nothing; 1 where it would
        dbmodel check shop.dbmodel --frozen             the same among all judgements
        dbmodel lock shop.dbmodel --add-indexes         indexes for SQL as written
        dbmodel lock shop.dbmodel --engine postgresql \\
          --leave-out shipment.shipment_status_idx --because "nightly, a scan will do"

      Next: docs/locking.md says what stands in the file, and how it is merged.
      """
  )

  enum Engine: String, CaseIterable, ExpressibleByArgument {
    case sqlite, postgresql, mariadb
  }

  @Argument(
    help: ArgumentHelp(
      "The files of one model; a directory means the .dbmodel files in it.",
      valueName: "file"
    )
  )
  var paths: [String]

  @Option(help: "Whose plans are locked besides SQLite's.")
  var engine: [Engine] = []

  @Option(
    help: ArgumentHelp(
      "The folder of PostgreSQL's initdb and postgres; asks PostgreSQL.",
      valueName: "folder"
    )
  )
  var postgresql: String?

  @Flag(
    help: ArgumentHelp(
      """
      Look for indexes that PostgreSQL would use for patterns in SQL as written, and \
      take those that pay into the lock; asks PostgreSQL.
      """
    )
  )
  var addIndexes = false

  @Option(
    help: ArgumentHelp(
      "Do without a derived index that its engine does not use.",
      valueName: "table.index"
    )
  )
  var leaveOut: [String] = []

  @Option(help: ArgumentHelp("Why, for --leave-out; one line.", valueName: "text"))
  var because: String?

  @Flag(help: "Write nothing; say what is different, and exit with 1 where anything is.")
  var check = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if paths.contains("-") {
      throw ValidationError("standard input (-) has no directory for a lock; name the file")
    }
    if because != nil, leaveOut.isEmpty { throw ValidationError("--because needs --leave-out") }
    if check, addIndexes {
      throw ValidationError("--check writes nothing: leave --add-indexes out")
    }
    if check, !leaveOut.isEmpty {
      throw ValidationError("--check writes nothing: leave --leave-out out")
    }
  }

  func run() throws {
    var request = LockRequest(paths: paths, todayDay: Terminal.todayDay)
    request.asksPostgreSQL = engine.contains(.postgresql) || postgresql != nil
    request.asksMariaDB = engine.contains(.mariadb)
    request.programs = postgresql
    request.addsIndexes = addIndexes
    request.leftOut = leaveOut
    request.reason = because ?? ""
    request.isCheck = check
    let (outcome, written) = made(request)
    try Session.report(outcome, output, saying: written.map { "wrote \($0)" })
  }

  /// Runs, and writes the lock where it changes. From reading to writing nobody else does so in the
  /// same directory: of two that write parts of one file, one would be lost.
  private func made(_ request: LockRequest) -> (outcome: DriverOutcome, written: String?) {
    var locks = DirectoryLocks()
    defer { locks.release() }
    if !check, let folder = locks.take(paths) { return (Self.busy(folder), nil) }
    let showsProgress = isatty(STDERR_FILENO) == 1
    var outcome = LockRun.run(
      request,
      environment: { Terminal.environment($0) },
      progress: { if showsProgress { Terminal.progress($0) } }
    )
    if showsProgress { Terminal.progress("") }
    let written = write(&outcome)
    return (outcome, written)
  }

  private static func busy(_ folder: String) -> DriverOutcome {
    var outcome = DriverOutcome(
      document: ReportDocument(command: "lock", toolVersion: Driver.toolVersion, inputs: []),
      sources: SourceMap()
    )
    outcome.failToWrite(
      "dbmodel.lock",
      because: "another `dbmodel lock` is at work in `\(folder)`; it was waited for"
        + " \(DirectoryLocks.longestWait) seconds",
      help: "run it again when that has ended"
    )
    return outcome
  }

  /// Writes the lock where it changes; returns its path then.
  private func write(_ outcome: inout DriverOutcome) -> String? {
    guard !outcome.toolFailure, let file = outcome.changedFiles.first else { return nil }
    let reason =
      file.before.isEmpty
      ? AtomicFile.create(file.path, holding: file.after, replacing: false)
      : AtomicFile.replace(file.path, holding: file.before, with: file.after)
    guard let reason else { return file.path }
    outcome.failToWrite(
      file.path,
      because: reason,
      help: "make its directory writable, and run it again"
    )
    return nil
  }
}
