public import ArgumentParser
import DBModelDiagnostics
import DBModelDriver
public import DBModelImport
import DBModelReport
import Glibc

extension SourceFormat: ExpressibleByArgument {}

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a model of tables that exist already.",
    discussion: """
      EXAMPLES
        dbmodel import template.yaml -o orders.dbmodel
        aws dynamodb describe-table --table-name orders | dbmodel import -
        dbmodel import tables/*.json        several files, one model
        dbmodel import --from cloudformation stack.json
        dbmodel import schema.sql           SQL, read by the engine it is written for
        pg_dump --schema-only shop | dbmodel import - --from postgresql
        dbmodel import postgresql://ada@db.example.com/shop
        dbmodel import app.sqlite

      FORMATS
        create-table      input of CreateTable, answer of DescribeTable
        cloudformation    templates of CloudFormation and SAM, JSON and YAML
        nosql-workbench   data models of NoSQL Workbench, 1.0 to 3.0
        awslabs-schema    schema.json of the DynamoDB MCP server of awslabs
        postgresql        scripts, run by a scratch server; the address of a server
        mysql             scripts, run by a scratch server of MariaDB
        sqlite            scripts, and database files

      Each table becomes part of a `design`, which is judged like a derived one.
      What a file does not say is `unknown`, or marked `to be stated` in the
      model; what the model cannot hold is listed on standard error.
      Next: state what is missing, add access patterns, run `dbmodel check`.
      """
  )

  @Argument(help: ArgumentHelp("Files to read; - is standard input.", valueName: "source"))
  var paths: [String]

  @Option(help: "The format of the files; told by what they hold where it is left out.")
  var from: SourceFormat?

  @Option(
    help: ArgumentHelp(
      "The folder of PostgreSQL's initdb and postgres, for scripts of its SQL.",
      valueName: "folder"
    )
  )
  var postgresql: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file to write; standard output where left out.", valueName: "file")
  )
  var output: String?

  @Flag(help: "Replace the file named with -o where there is one.")
  var force = false

  @Option(
    name: .customLong("stdin-path"),
    help: ArgumentHelp("The path that standard input is shown under.", valueName: "path")
  )
  var stdinPath: String?

  @Option(help: "Whether text is coloured; auto looks at the terminal, NO_COLOR and TERM.")
  var color: OutputOptions.Color = .auto

  func validate() throws {
    try InputOptions.validate(paths: paths, stdinPath: stdinPath)
    if force, output == nil { throw ValidationError("--force needs -o and a file") }
  }

  func run() throws {
    let showsProgress = isatty(STDERR_FILENO) == 1
    let engines = SchemaEngines(
      postgreSQL: postgresql,
      variable: { Terminal.environment($0) },
      progress: { if showsProgress { Terminal.progress($0) } }
    )
    let run = ImportRun(paths: paths, stdinPath: stdinPath, format: from, engines: engines) {
      Terminal.readStandardInput()
    }
    if showsProgress { Terminal.progress("") }
    report(run)
    if run.hasFailed { throw ExitStatus.failure }
    guard let text = run.text else { throw ExitStatus.findings }
    for note in run.notes { Terminal.write(Array("\(note)\n".utf8), to: 2) }
    guard let output else { return try Terminal.report(text) }
    if let reason = AtomicFile.create(output, holding: text, replacing: force) {
      Terminal.say("`\(output)` could not be written: \(reason)")
      throw ExitStatus.failure
    }
    Terminal.say("wrote \(output)")
  }

  /// Findings on standard error: standard output is for the model.
  private func report(_ run: ImportRun) {
    guard !run.diagnostics.isEmpty else { return }
    let theme: Theme = Terminal.isColoured(color) ? .ansi : .plain
    var document = ReportDocument(command: "import", toolVersion: Driver.toolVersion)
    document.findings = run.diagnostics
    document.isComplete = !run.hasFailed
    let text = TextRenderer(theme: theme).render(document, sources: run.sources)
    Terminal.write(Array(text.utf8), to: 2)
  }
}
