import ArgumentParser
import DBModelDriver
import DBModelEngines
import Glibc

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "A saved EXPLAIN, or a model planned at its declared size: what is wrong with it.",
    discussion: """
      Engine and format of a saved plan are recognised: PostgreSQL's four formats and
      auto_explain's log, MySQL's JSON, TREE and table, MariaDB's JSON and table,
      SQLite's EXPLAIN QUERY PLAN. With a model beside it, tables have the sizes that
      it declares.

      Models alone are planned by a scratch cluster of PostgreSQL that is made for the
      run and removed after it: full size, and not a row in it. Stores of MySQL are
      planned by MariaDB, likewise. With --server they are planned by that server, in
      transactions that read only; nothing is run there.

      EXAMPLES
        dbmodel explain orders.plan.json
        psql -c "EXPLAIN SELECT …" | dbmodel explain -
        dbmodel explain orders.plan shop.dbmodel
        dbmodel explain shop.dbmodel            each pattern, planned by PostgreSQL
        dbmodel explain shop.dbmodel --server postgresql://ada@db.example.com/shop

      Next: `dbmodel rule CODE` explains a finding; docs/planning-at-scale.md says
      what a plan without rows can be trusted with.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Files with EXPLAIN output, and models; - is standard input.",
      valueName: "plan"
    )
  )
  var paths: [String]

  @Option(
    name: .customLong("stdin-path"),
    help: ArgumentHelp("The path that standard input is shown under.", valueName: "path")
  )
  var stdinPath: String?

  @Option(
    help: ArgumentHelp("A PostgreSQL server that plans the patterns of models.", valueName: "url")
  )
  var server: String?

  @Option(
    help: ArgumentHelp(
      "The folder of PostgreSQL's initdb and postgres, for the scratch cluster.",
      valueName: "folder"
    )
  )
  var postgresql: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    try InputOptions.validate(paths: paths, stdinPath: stdinPath)
    if !plansModels, server != nil || postgresql != nil {
      throw ValidationError(
        "--server and --postgresql plan models; name .dbmodel files, and no saved plan"
      )
    }
    if server != nil, postgresql != nil {
      throw ValidationError("--postgresql is for a scratch cluster: leave it or --server out")
    }
    if let server, PostgreSQLAddress(server) == nil {
      throw ValidationError("--server takes an address such as postgresql://user@host/database")
    }
  }

  func run() throws {
    guard plansModels else {
      try Session.run(DriverRequest(.explain, paths: paths, stdinPath: stdinPath), output)
      return
    }
    let address = server.flatMap(PostgreSQLAddress.init)
    let request = ModelExplainRequest(
      paths: paths,
      stdinPath: stdinPath,
      planner: address.map { .server($0) } ?? .scratch(programs: postgresql),
      todayDay: Terminal.todayDay
    )
    let showsProgress = isatty(STDERR_FILENO) == 1
    let outcome = ModelExplainRun.run(
      request,
      readingStandardInput: { Terminal.readStandardInput() },
      environment: { Terminal.environment($0) },
      progress: { if showsProgress { Terminal.progress($0) } }
    )
    if showsProgress { Terminal.progress("") }
    try Session.report(outcome, output)
  }

  /// Models with a saved plan beside them only say how large its tables are.
  private var plansModels: Bool { paths.allSatisfy(isModel) }

  /// By its name, or that of a directory of models; standard input by the path it is shown under.
  private func isModel(_ path: String) -> Bool {
    if path == "-" { return stdinPath?.hasSuffix(".dbmodel") == true }
    var about = stat()
    let isDirectory = stat(path, &about) == 0 && about.st_mode & S_IFMT == S_IFDIR
    return path.hasSuffix(".dbmodel") || isDirectory
  }
}
