import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit

/// A model given as text, resolved.
struct Resolved {
  let file: SourceFile
  let model: SemanticModel
  let diagnostics: [Diagnostic]

  init(_ text: String, path: String = "in.dbmodel") {
    self.init(bytes: Array(text.utf8), path: path)
  }

  init(bytes: [UInt8], path: String = "in.dbmodel") {
    let file = SourceFile(id: FileID(0), path: path, bytes: bytes)
    let parsed = parse(file)
    let resolved = Resolver.resolve([parsed.tree])
    self.file = file
    model = resolved.model
    diagnostics = parsed.diagnostics + resolved.diagnostics
  }

  /// Findings in the order of the file, as the expected files show them.
  var plainText: String {
    diagnostics.enumerated()
      .sorted {
        let a = $0.element.primary?.span.lower ?? 0
        let b = $1.element.primary?.span.lower ?? 0
        return (a, $0.offset) < (b, $1.offset)
      }
      .map { $0.element.plainText(in: file) }.joined(separator: "\n")
  }
}
