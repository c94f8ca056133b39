import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit
import Foundation

/// One file of a case, loaded with its imports and resolved.
struct LanguageRun {
  /// What reading and resolving say: names, types, units and the sense of the figures.
  let findings: [Diagnostic]
  /// The findings as a terminal shows them, with paths relative to the folder of the case.
  let rendered: String

  init(_ file: String, of testCase: Case) {
    // Imports are looked for beside the file, whose path is one of the repository.
    _ = FileManager.default.changeCurrentDirectoryPath(Repository.root)
    let outcome = Driver.run(DriverRequest(.check, paths: ["\(testCase.path)/\(file)"])) { [] }
    findings = outcome.document.sortedFindings.filter { Self.isOfTheLanguage($0.rule.code) }
    rendered =
      findings
      .map { TextRenderer().render($0, sources: outcome.sources) }
      .joined(separator: "\n")
      .replacingOccurrences(of: "\(testCase.path)/", with: "")
  }

  /// Heat, plans, latency and cost are no matter of the language; the sense of stated figures is.
  private static func isOfTheLanguage(_ code: String) -> Bool {
    ["DBM0", "DBM1", "DBM2", "DBM36"].contains { code.hasPrefix($0) }
  }
}
