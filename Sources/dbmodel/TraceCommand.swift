import ArgumentParser
import DBModelDiagnostics
import DBModelDriver
import DBModelTrace
import Glibc

extension LogFormat: ExpressibleByArgument {}
extension GroupsQuery.Dialect: ExpressibleByArgument {}

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Read access logs: how unevenly keys are asked for.",
    discussion: """
      EXAMPLES
        dbmodel trace access.csv --key customer_id -o customers.profile
        dbmodel trace day-*.log.gz                 plain keys, one a line
        zcat x.json.gz | dbmodel trace - --key request.user
        dbmodel trace trail/*.json.gz --table orders --key id
        dbmodel trace ids.bin --input u32

        dbmodel trace monday.log --part -o monday.part       on one machine
        dbmodel trace *.part -o week.profile                 all together

        dbmodel trace --emit spark-sql --from logs.requests --key customer_id
        dbmodel trace answer.csv -o customers.profile        what the query answered

      It prints the share of the most popular keys, and what a model may say of it
      with how wrong that would be. The profile is for `skew x trace("FILE")`; it
      holds counts and no keys. Names of keys are shown only with --names, and a
      part holds hashes of keys: treat it as the log itself.

      FORMATS
        keys        one key a line
        csv         separated by `,`, `;` or tabulators
        json        one object a line
        cloudtrail  {"Records":[…]}: data events of DynamoDB
        u32         numbers of 32 bits, the highest byte first
        groups      the answer to a query of --emit
        part        what --part wrote
      gzip, xz and zstd are expanded. Memory stays below 256 MB: counts are exact
      up to some 6.7 million texts or 13.4 million numbers, a sketch with a stated
      error beyond. See docs/tracing.md.
      """
  )

  @Argument(help: ArgumentHelp("Logs or parts; - is standard input.", valueName: "log"))
  var paths: [String] = []

  @Option(help: "The format of the logs; told by what they hold where it is left out.")
  var input: LogFormat?

  @Option(
    help: ArgumentHelp(
      "The key: a column by name or number, a path a.b, an attribute of a CloudTrail key.",
      valueName: "name"
    )
  )
  var key: String?

  @Flag(help: "The first line of a CSV log is no record, although --key is a number.")
  var header = false

  @Option(help: ArgumentHelp("Count events of this table only.", valueName: "name"))
  var table: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The profile (or part) to write; none where left out.", valueName: "file")
  )
  var output: String?

  @Flag(help: "Write a part, to be put together with others, instead of a profile.")
  var part = false

  @Flag(help: "Replace the file named with -o where there is one.")
  var force = false

  @Flag(help: "Show what the most popular keys are called.")
  var names = false

  @Option(help: ArgumentHelp("Threads, 1 to 8; as many as cores, up to 4.", valueName: "number"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Count so many requests and stop.", valueName: "number"))
  var mostRequests: Int?

  @Option(help: "Print the query that makes the same groups where the log is a table.")
  var emit: GroupsQuery.Dialect?

  @Option(help: ArgumentHelp("The table that --emit asks.", valueName: "table"))
  var from: String?

  @Flag(help: "Say on standard error how long it took.")
  var timings = false

  @Option(
    name: .customLong("stdin-path"),
    help: ArgumentHelp("The path that standard input is shown under.", valueName: "path")
  )
  var stdinPath: String?

  @OptionGroup var report: OutputOptions

  func validate() throws {
    if emit != nil { return try validateQuery() }
    if from != nil { throw ValidationError("--from needs --emit") }
    if paths.isEmpty { throw ValidationError("name a log, or `-` for standard input") }
    try InputOptions.validate(paths: paths, stdinPath: stdinPath)
    if paths.count > TraceLimits.logs {
      throw ValidationError(
        "one run takes \(TraceLimits.logs) logs; summarise them in parts with --part"
      )
    }
    if force, output == nil { throw ValidationError("--force needs -o and a file") }
    if part, output == nil { throw ValidationError("--part needs -o and a file") }
    if let jobs, !(1...TraceLimits.jobs).contains(jobs) {
      throw ValidationError("--jobs takes 1 to \(TraceLimits.jobs)")
    }
    if let mostRequests, mostRequests < 1 {
      throw ValidationError("--most-requests takes a number from 1 on")
    }
    if let key, key.isEmpty { throw ValidationError("--key takes a name") }
    try validateOutput()
  }

  /// The result never takes the place of a log, by whatever name: what was measured is not kept
  /// anywhere else.
  private func validateOutput() throws {
    var target = stat()
    guard let output, stat(output, &target) == 0 else { return }
    for path in paths {
      var log = stat()
      guard (path == "-" ? fstat(STDIN_FILENO, &log) : stat(path, &log)) == 0 else { continue }
      if log.st_dev == target.st_dev, log.st_ino == target.st_ino {
        throw ValidationError(
          "-o \(output) is the log \(path) itself, which it would replace; name another file"
        )
      }
    }
  }

  private func validateQuery() throws {
    guard paths.isEmpty, output == nil else {
      throw ValidationError("--emit prints a query and reads no log")
    }
    guard query != nil else {
      throw ValidationError(
        "--emit needs --from TABLE and --key COLUMN, names of visible characters"
      )
    }
  }

  private var query: GroupsQuery? {
    guard let emit, let from, let key else { return nil }
    return GroupsQuery(emit, table: from, key: key)
  }

  func run() throws {
    if let query { return try Terminal.report(Array(query.text.utf8)) }
    let clock = ContinuousClock()
    let start = clock.now
    let showsProgress = isatty(STDERR_FILENO) == 1
    Interruption.listen()
    var logs = TraceLogs(
      request,
      isInterrupted: { Interruption.isWished },
      progress: { bytes, keys in
        guard showsProgress else { return }
        Terminal.progress(
          "\(FigureFormatter.bytes(Double(bytes))), \(FigureFormatter.integer(keys)) keys"
        )
      }
    )
    if showsProgress { Terminal.progress("") }
    write(&logs)
    if timings {
      let time = clock.now - start
      let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
      let speed = FigureFormatter.number(Double(logs.keys) / max(seconds, 1e-9) / 1e6)
      Terminal.say(
        "\(logs.bytes) bytes and \(logs.keys) keys in \(FigureFormatter.number(seconds)) s, \(speed) million keys/s"
      )
    }
    try Session.report(logs.outcome, report)
  }

  private var request: TraceRequest {
    var settings = TraceSettings()
    settings.format = input
    settings.key = key
    settings.hasHeader = header
    settings.table = table
    settings.keepsNames = names
    settings.jobs = jobs ?? min(4, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    var request = TraceRequest(paths: paths, settings: settings)
    request.stdinPath = stdinPath
    request.mostRequests = mostRequests
    request.profilePath = part ? nil : output
    request.drawsPictures = report.drawsPictures
    return request
  }

  /// Writes what was asked for; a failure becomes a finding.
  private func write(_ logs: inout TraceLogs) {
    guard let output, let profile = logs.profile else { return }
    let reason: String?
    if part {
      let file = StreamedFile(output, replacing: force)
      let isWritten = logs.run.writePart { file.write($0) }
      reason = isWritten ? file.finish() : file.reason ?? "an answer to a query has no parts"
    } else {
      let text = Array(ProfileFile.text(of: profile).utf8)
      reason = AtomicFile.create(output, holding: text, replacing: force)
    }
    if let reason { return logs.fail(writing: output, reason) }
    Terminal.say("wrote \(output)")
  }
}
