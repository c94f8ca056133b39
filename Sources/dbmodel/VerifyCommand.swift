import ArgumentParser
import DBModelDriver
import DBModelEngines
import DBModelVerify
import Glibc

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Run every access pattern on engines and compare the answers.",
    discussion: """
      EXAMPLES
        dbmodel verify shop.dbmodel                     SQLite against the reference evaluator
        dbmodel verify shop.dbmodel --endpoint http://127.0.0.1:8000
        dbmodel verify shop.dbmodel --endpoint URL --design current
        dbmodel verify shop.dbmodel --seed 7 --rows 2000 --calls 50

      Rows are generated from the model. Tables are made under a name of their own
      (dbmodel-verify-SEED-…) and deleted afterwards; no other table is touched.
      Requests are signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or with
      the profile AWS_PROFILE of ~/.aws/credentials.

      Exit code 1: something answers otherwise than the model says. 2: it could not
      be run. See docs/verifying.md.
      """
  )

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("A service that speaks the DynamoDB API.", valueName: "url"))
  var endpoint: String?

  @Option(help: ArgumentHelp("The region that requests are signed for.", valueName: "name"))
  var region: String = "us-east-1"

  @Option(help: ArgumentHelp("Draws the rows and the calls.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Rows of the largest entity, 1 to 100000.", valueName: "number"))
  var rows: Int = 120

  @Option(
    help: ArgumentHelp(
      "Calls of each pattern on each set of rows, 1 to 10000.",
      valueName: "number"
    )
  )
  var calls: Int = 8

  @Option(
    help: ArgumentHelp(
      "A design that the model writes down, instead of the derived one.",
      valueName: "name"
    )
  )
  var design: String?

  @Flag(help: "Leave the tables when the run is over.")
  var keep = false

  @Flag(help: "Make tables and write rows on an endpoint that is not on this machine.")
  var allowWrites = false

  func validate() throws {
    if !(1...100_000).contains(rows) { throw ValidationError("--rows takes 1 to 100000") }
    if !(1...10_000).contains(calls) { throw ValidationError("--calls takes 1 to 10000") }
    let isName = region.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (48...57).contains(byte) || byte == 45
    }
    if region.isEmpty || !isName {
      throw ValidationError("--region takes a name such as us-east-1")
    }
    guard let endpoint else {
      if keep { throw ValidationError("--keep needs --endpoint: without one there are no tables") }
      return
    }
    guard let url = EndpointURL(endpoint) else {
      throw ValidationError(
        "--endpoint takes an address such as http://127.0.0.1:8000, without a path"
      )
    }
    if !url.isLoopback, !allowWrites {
      throw ValidationError(
        "`\(url.host)` is not this machine: tables would be made and rows written there."
          + " Say --allow-writes if that is what you want"
      )
    }
  }

  func run() throws {
    let request = VerifyRequest(
      paths: input.paths,
      stdinPath: input.stdinPath,
      options: VerifyOptions(seed: seed, rows: rows, calls: calls, keepsTables: keep),
      endpoint: endpoint.flatMap(EndpointURL.init),
      region: region,
      designName: design
    )
    let showsProgress = isatty(STDERR_FILENO) == 1
    let outcome = VerifyRun.run(
      request,
      readingStandardInput: { Terminal.readStandardInput() },
      environment: { Terminal.environment($0) },
      progress: { if showsProgress { Terminal.progress($0) } }
    )
    if showsProgress { Terminal.progress("") }
    try Session.report(outcome, output)
  }
}
