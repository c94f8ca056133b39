import ArgumentParser
import DBModelDriver
import DBModelSimulation

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "DynamoDB's partitions and throttling, second by second.",
    discussion: """
      EXAMPLES
        dbmodel simulate shop.dbmodel
        dbmodel simulate shop.dbmodel --hours 24 --start 00:00
        dbmodel simulate shop.dbmodel --table Order --rate-factor 10 --seed 7
        dbmodel simulate shop.dbmodel --design current --arrivals fluid
        dbmodel simulate shop.dbmodel --format html > peak.html
        dbmodel simulate shop.dbmodel --split-threshold 0.7 --split-after 10min

      Calls come at the patterns' average rates and daily shapes; ten minutes after
      the start all peaks and bursts begin together (--peak-after, --no-peaks). The
      report says what was throttled and when, which key and which partition it was,
      when a partition was split and why another could not be.

      When the service splits a hot partition is not published: the --split options
      are assumptions, and the report prints them. The same seed gives the same bytes.
      See docs/simulating.md.
      """
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("How long, up to 168 (a week).", valueName: "hours"))
  var hours: Double = 2

  @Option(
    help: ArgumentHelp(
      "When it starts, UTC; with a day of the week: `sunday 23:30`.",
      valueName: "time"
    )
  )
  var start: String = "08:00"

  @Option(help: ArgumentHelp("Places the keys and draws the calls.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(help: "Whether calls come by chance or as expected.")
  var arrivals: Arrivals = .random

  @Option(help: ArgumentHelp("Simulate this table alone, with its indexes.", valueName: "name"))
  var table: String?

  @Option(
    help: ArgumentHelp(
      "A design that the model writes down, instead of the derived one.",
      valueName: "name"
    )
  )
  var design: String?

  @Option(help: ArgumentHelp("Multiply every rate.", valueName: "factor"))
  var rateFactor: Double = 1

  @Option(help: ArgumentHelp("When peaks and bursts begin, from the start.", valueName: "duration"))
  var peakAfter: String = "10min"

  @Flag(name: .customLong("no-peaks"), help: "Leave peaks and bursts out.")
  var leavesOutPeaks = false

  @Option(
    help: ArgumentHelp("A partition is hot above this part of what it serves.", valueName: "part")
  )
  var splitThreshold: Double = 0.8

  @Option(help: ArgumentHelp("How long it is hot before it is split.", valueName: "duration"))
  var splitAfter: String = "5min"

  @Option(help: ArgumentHelp("How long a split takes.", valueName: "duration"))
  var splitTakes: String = "2min"

  @Option(help: ArgumentHelp("Attempts of a call in all, 1 to 10.", valueName: "number"))
  var attempts: Int = 3

  @Option(
    help: ArgumentHelp(
      "Processes that call, each with its quota of retries; 0 for no quota.",
      valueName: "number"
    )
  )
  var clients: Int = 10

  @Option(help: ArgumentHelp("What a row of the report stands for.", valueName: "duration"))
  var interval: String?

  enum Arrivals: String, CaseIterable, ExpressibleByArgument {
    case random, fluid
  }

  func validate() throws {
    guard hours * 3_600 >= 1, hours <= 168 else {
      throw ValidationError("--hours takes up to 168, and a second at least")
    }
    guard TimeText.clock(start) != nil else {
      throw ValidationError("--start takes a time such as 08:00 or `sunday 23:30`")
    }
    let durations = [
      ("--peak-after", peakAfter), ("--split-after", splitAfter), ("--split-takes", splitTakes),
      ("--interval", interval ?? "1min"),
    ]
    for (name, text) in durations where TimeText.seconds(text) == nil {
      throw ValidationError("\(name) takes a duration such as 30s, 5min or 2h, up to a week")
    }
    if TimeText.seconds(splitAfter) == 0 || (interval.flatMap(TimeText.seconds) ?? 1) == 0 {
      throw ValidationError("--split-after and --interval take a second at least")
    }
    if !(splitThreshold > 0 && splitThreshold <= 1) {
      throw ValidationError("--split-threshold takes more than 0 and at most 1")
    }
    if !(1...10).contains(attempts) { throw ValidationError("--attempts takes 1 to 10") }
    if !(0...1_000_000).contains(clients) {
      throw ValidationError("--clients takes 0 to 1000000")
    }
    if !(rateFactor > 0 && rateFactor <= 1e6) {
      throw ValidationError("--rate-factor takes more than 0 and at most 1000000")
    }
  }

  func run() throws {
    let seconds = Int((hours * 3_600).rounded())
    var request = SimulateRequest(
      paths: input.paths,
      stdinPath: input.stdinPath,
      options: SimulationOptions(
        seconds: seconds,
        start: TimeText.clock(start) ?? 0,
        intervalSeconds: interval.flatMap(TimeText.seconds)
          ?? TimeText.interval(of: seconds, drawn: output.drawsPictures),
        seed: seed,
        arrivals: arrivals == .random ? .random : .fluid,
        splitting: SplitPolicy(
          threshold: splitThreshold,
          sustainedSeconds: TimeText.seconds(splitAfter) ?? 300,
          durationSeconds: TimeText.seconds(splitTakes) ?? 120
        ),
        retries: RetryPolicy(attempts: attempts, clients: clients)
      ),
      designName: design,
      tableName: table,
      peakSecond: leavesOutPeaks ? nil : TimeText.seconds(peakAfter),
      rateFactor: rateFactor
    )
    request.drawsPictures = output.drawsPictures
    let outcome = SimulateRun.run(request) { Terminal.readStandardInput() }
    try Session.report(outcome, output)
  }
}
