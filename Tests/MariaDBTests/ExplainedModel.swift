import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit

/// What `dbmodel explain` says of a model whose store is MySQL.
struct ExplainedModel {
  let findings: [Diagnostic]
  /// As a terminal shows it.
  let text: String

  /// `nil` where no server is installed, which is said.
  init?(_ model: String) {
    let outcome = ModelExplainRun.run(
      ModelExplainRequest(
        paths: ["-"],
        stdinPath: "shop.dbmodel",
        planner: .scratch(programs: nil),
        todayDay: 20_500
      ),
      readingStandardInput: { Array(model.utf8) },
      environment: { TestMode.variable($0) },
      progress: { _ in }
    )
    findings = outcome.document.findings
    text = TextRenderer(theme: .plain).render(outcome.document, sources: outcome.sources)
    let isMissing = findings.contains { finding in
      finding.notes.contains { $0.contains("no MariaDB server is installed") }
    }
    guard !isMissing else {
      LiveServers.leftOut("plans of a model", because: "no server of MariaDB is installed")
      return nil
    }
  }

  var titles: [String] { findings.map(\.title) }
}
