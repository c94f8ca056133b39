import ArgumentParser
import DBModelDriver
import DBModelEngines
import Glibc

/// Which profile a command makes its estimates with.
struct CalibrationOption: ParsableArguments {
  @Option(
    name: .customLong("calibration"),
    help: ArgumentHelp(
      "Times of a server that `dbmodel calibrate` wrote, for latencies of SQL.",
      valueName: "file"
    )
  )
  var path: String?
}

struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Measure what a PostgreSQL server takes for each kind of work.",
    discussion: """
      EXAMPLES
        dbmodel calibrate --server postgresql://ada@db.example.com/shop -o main.json
        dbmodel check shop.dbmodel --calibration main.json
        dbmodel calibrate --server postgresql://ada@db.example.com/shop \\
          --add-to main.json -o main.json --force

      Run it from where the application runs: round trips are part of it. In one
      transaction it makes a schema with tables of 200,000 rows, measures reads and
      writes of them for some seconds, and rolls it back, so that nobody sees them and
      nothing stays. It writes some 100 MB to the log of the server, which goes to
      its replicas too. A disk has calm hours and others: measured again at another
      hour with --add-to, a profile knows both.

      Next: --calibration of check, plan and report. See docs/calibrating.md.
      """
  )

  @Option(help: ArgumentHelp("The PostgreSQL server.", valueName: "url"))
  var server: String

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The profile to write; none where left out.", valueName: "file")
  )
  var path: String?

  @Option(
    name: .customLong("add-to"),
    help: ArgumentHelp(
      "An earlier profile of the same server, which the new one holds too.",
      valueName: "file"
    )
  )
  var earlier: String?

  @Flag(help: "Replace the file named with -o where there is one.")
  var force = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if PostgreSQLAddress(server) == nil {
      throw ValidationError("--server takes an address such as postgresql://user@host/database")
    }
    if force, path == nil { throw ValidationError("--force needs -o and a file") }
    var status = stat()
    if let path, !force, stat(path, &status) == 0 {
      throw ValidationError("`\(path)` is there already; --force replaces it")
    }
  }

  func run() throws {
    guard let address = PostgreSQLAddress(server) else { throw ExitStatus.usage }
    let showsProgress = isatty(STDERR_FILENO) == 1
    let (outcome, profile) = CalibrateRun.run(
      address,
      addingTo: earlier,
      progress: { if showsProgress { Terminal.progress("measuring \($0)") } }
    )
    if showsProgress { Terminal.progress("") }
    if let path, let profile,
      let reason = AtomicFile.create(path, holding: profile, replacing: force)
    {
      Terminal.say("`\(path)` could not be written: \(reason)")
      throw ExitStatus.failure
    }
    try Session.report(outcome, output)
  }
}
