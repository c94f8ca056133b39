import ArgumentParser
import DBModelDiagnostics
import DBModelDriver

@main
struct DBModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dbmodel",
    abstract: "A compiler for access patterns.",
    discussion: """
      Write down what your application asks of its data; get the keys, indexes
      and schemas that serve it, and a review of what will be hot, slow,
      expensive or unsafe.

      EXAMPLES
        dbmodel check shop.dbmodel              judge it; silent when all is well
        dbmodel check models --format markdown  the same for a pull request
        dbmodel plan shop.dbmodel               the derived design, and why
        dbmodel report shop.dbmodel -o r.html   both on one page, with pictures
        dbmodel compile shop.dbmodel -o out     schemas and deployable files
        dbmodel verify shop.dbmodel             run it, and compare the answers
        dbmodel explain shop.dbmodel            what PostgreSQL makes of it at full size
        dbmodel lock shop.dbmodel               plans as they are, to be reviewed
        dbmodel simulate shop.dbmodel           throttling, second by second
        dbmodel import template.yaml            a model of tables there are already
        dbmodel trace access.log -o x.profile   how unevenly keys are asked for
        dbmodel rule DBM0003                    what a finding means

      EXIT CODES
        0   clean
        1   findings at or above --fail-on
        2   the tool could not do its work
        64  wrong usage
      """,
    version: Driver.toolVersion,
    subcommands: [
      CheckCommand.self, PlanCommand.self, ReportCommand.self, CompileCommand.self,
      ImportCommand.self, VerifyCommand.self, SimulateCommand.self, TraceCommand.self,
      ExplainCommand.self, LockCommand.self, CalibrateCommand.self,
      WhyCommand.self, FormatCommand.self, RuleCommand.self,
      LanguageServerCommand.self,
    ]
  )

  /// Answers what needs no parser: the version, which scripts ask for often, and an unknown
  /// subcommand, which the parser would only count as a stray argument.
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments == ["--version"] {
      Terminal.write(Array("\(Driver.toolVersion)\n".utf8), to: 1)
      return
    }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    if let first = arguments.first, !first.hasPrefix("-"), !names.contains(first) {
      let nearest = NearestName.suggestion(for: first, among: names)
      let advice = nearest.map { "did you mean `\($0)`?" } ?? "`dbmodel --help` lists all"
      Terminal.say("no command `\(first)`; \(advice)")
      exit(withError: ExitStatus.usage)
    }
    main(nil)
  }
}
