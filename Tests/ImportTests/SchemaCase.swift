import DBModelDiagnostics
import DBModelDriver
import DBModelImport
import DBModelReport
import DBModelTestKit
import DBModelWorkload
import Testing

/// A folder of `Tests/CaseTests/import-schema`: `input.sql`, named after whose SQL it is, and what
/// comes of it.
struct SchemaCase: Sendable, CustomTestStringConvertible {
  let folder: Case

  var testDescription: String { folder.name }

  static let all: [SchemaCase] = GoldenFile.cases("import-schema").map(SchemaCase.init)

  var dialect: SQLDialect {
    SQLDialect.allCases.first { folder.name.hasPrefix($0.rawValue) } ?? .sqlite
  }

  var path: String { Repository.path("Tests/CaseTests/import-schema/\(folder.name)/input.sql") }
}

/// Imports scripts as the command does.
enum Schemas {
  /// With the engines of this machine.
  static let engines = SchemaEngines(variable: { TestMode.variable($0) })

  /// `nil` where the engine is not here, which is said.
  static func run(_ paths: [String], _ format: SourceFormat? = nil) -> ImportRun? {
    let run = ImportRun(paths: paths, stdinPath: nil, format: format, engines: engines) { [] }
    let isMissing = run.diagnostics.contains { finding in
      finding.rule.code == "DBM0064" && finding.notes.contains { $0.contains("is installed") }
    }
    guard isMissing else { return run }
    LiveServers.leftOut(
      "imports of \(format?.rawValue ?? "SQL")",
      because: "no server is installed"
    )
    return nil
  }

  /// The text of a script, as a file that is imported.
  static func run(text: String, _ dialect: SQLDialect) -> ImportRun? {
    let format = SourceFormat(rawValue: dialect.rawValue)
    let run = ImportRun(paths: ["-"], stdinPath: "input.sql", format: format, engines: engines) {
      Array(text.utf8)
    }
    return run.diagnostics.contains { $0.rule.code == "DBM0064" } ? nil : run
  }

  /// What `dbmodel import` writes to standard error, with paths that are the same everywhere.
  static func messages(_ run: ImportRun) -> String {
    var document = ReportDocument(command: "import", toolVersion: "test")
    document.findings = run.diagnostics
    let findings =
      run.diagnostics.isEmpty
      ? "" : TextRenderer(theme: .plain).render(document, sources: run.sources)
    return (run.notes.map { "\($0)\n" }.joined() + findings)
      .replacing(Repository.path("Tests/CaseTests/import-schema/"), with: "")
  }
}
