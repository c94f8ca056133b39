import DBModelDiagnostics
import DBModelDriver
import DBModelImport
import DBModelReport
import DBModelSyntax
import DBModelTestKit
import Testing

/// A folder of `Tests/CaseTests/import`: `input.json` or `input.yaml`, and what comes of it.
struct ImportedCase: Sendable, CustomTestStringConvertible {
  let folder: Case
  let inputName: String

  var testDescription: String { folder.name }

  static let all: [ImportedCase] = GoldenFile.cases("import").map { folder in
    let names = folder.files().compactMap { $0.split(separator: "/").last.map(String.init) }
    return ImportedCase(
      folder: folder,
      inputName: names.first { $0.hasPrefix("input.") } ?? "input.json"
    )
  }

  func input() throws -> [UInt8] { try folder.bytes(inputName) }
}

/// Runs the importer and the checker inside the test.
enum Imports {
  static func file(_ bytes: [UInt8], path: String = "input.json", number: Int32 = 0) -> SourceFile {
    SourceFile(id: FileID(number), path: path, bytes: bytes)
  }

  static func run(_ text: String, path: String = "input.json", as format: SourceFormat? = nil)
    -> ImportOutcome
  {
    Importer.run([file(Array(text.utf8), path: path)], as: format)
  }

  /// What `dbmodel import` writes to standard error, as the command does.
  static func messages(_ outcome: ImportOutcome, _ files: [SourceFile]) -> String {
    let sources = SourceMap(files: files)
    var lines = outcome.notes.map { note in
      let more = note.repeats > 0 ? " (and \(note.repeats) more)" : ""
      return "\(sources.location(of: note.span)): \(note.text)\(more)\n"
    }.joined()
    if !outcome.diagnostics.isEmpty {
      var document = ReportDocument(command: "import", toolVersion: "test")
      document.findings = outcome.diagnostics
      lines += TextRenderer(theme: .plain).render(document, sources: sources)
    }
    return lines
  }

  /// What `dbmodel check` says of an imported model.
  static func check(_ text: [UInt8]) -> DriverOutcome {
    let request = DriverRequest(.check, paths: ["-"], stdinPath: "expected.dbmodel")
    return Driver.run(request) { text }
  }

  /// Mistakes of syntax, names, types and units in a model.
  static func mistakes(_ text: [UInt8]) -> [Diagnostic] {
    check(text).document.findings.filter {
      $0.severity == .error && [.tool, .syntax, .names].contains($0.rule.family)
    }
  }

  /// The text after the formatter, or `nil` where it refuses.
  static func formatted(_ text: [UInt8]) -> [UInt8]? {
    guard case .formatted(let form) = Formatter.format(file(text, path: "m.dbmodel")) else {
      return nil
    }
    return form
  }
}
