import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import DBModelTestKit
import Foundation
import Testing

/// A folder of `samples/`, run in this process.
struct Sample: Sendable, CustomTestStringConvertible {
  let name: String

  var testDescription: String { name }
  var folder: String { "samples/\(name)" }

  /// Every folder of `samples/`, in byte order.
  static let all: [Sample] = GoldenFile.cases(in: "samples").map { Sample(name: $0.name) }

  /// The files that are models by themselves; the others are imported by these.
  var models: [String] {
    Repository.files(below: folder, suffixes: [".dbmodel"]).filter { path in
      let isDirectlyInside = path.split(separator: "/").count == 3
      return isDirectlyInside && Repository.text(path)?.contains("\nmodel ") == true
    }
  }

  /// The model whose plan and compiled files are kept: the balanced one of several mixes.
  var shown: String? { models.first { $0.hasSuffix("/balanced.dbmodel") } ?? models.first }
}

/// One command over one file, as `dbmodel` would run it from the root of the repository.
struct Run {
  let outcome: DriverOutcome

  init(_ command: DriverRequest.Command, _ path: String) {
    // Paths are shown as they are given, so the run stands where a reader of a README stands.
    _ = FileManager.default.changeCurrentDirectoryPath(Repository.root)
    outcome = Driver.run(DriverRequest(command, paths: [path])) { [] }
  }

  /// The same for a text that stands in for the file.
  init(_ command: DriverRequest.Command, text: String, as path: String) {
    _ = FileManager.default.changeCurrentDirectoryPath(Repository.root)
    let request = DriverRequest(command, paths: ["-"], stdinPath: path)
    outcome = Driver.run(request) { Array(text.utf8) }
  }

  var findings: [Diagnostic] { outcome.document.findings }

  var text: String {
    TextRenderer(theme: .plain).render(outcome.document, sources: outcome.sources)
  }

  var markdown: String {
    MarkdownRenderer.render(outcome.document, sources: outcome.sources)
  }
}
