import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit
import Foundation

/// A model given as text, checked from end to end.
struct RuleRun {
  let outcome: DriverOutcome

  var findings: [Diagnostic] { outcome.document.findings }

  /// `path` is what the text is shown and imported under.
  init(_ text: String, as path: String = "example.dbmodel") {
    // Imports are looked for beside the path, which is one of the repository.
    _ = FileManager.default.changeCurrentDirectoryPath(Repository.root)
    let request = DriverRequest(.check, paths: ["-"], stdinPath: path)
    outcome = Driver.run(request) { Array(text.utf8) }
  }

  /// What a run fails or warns for.
  var grave: [Diagnostic] { findings.filter { $0.severity >= .warning } }

  /// For failure messages.
  static func list(_ findings: [Diagnostic]) -> String {
    findings.map { "\($0.severity.name)[\($0.rule.code)] \($0.title)" }.joined(separator: "; ")
  }
}

extension RuleExample {
  /// The whole model; `nil` where the example is said in words.
  var model: String? {
    switch self {
    case .model(let text): text
    case .fragment(let text): "edition 2026\nmodel Example\n\n\(text)\n"
    case .words: nil
    }
  }
}
