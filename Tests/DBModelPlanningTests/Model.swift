import DBModelDesign
import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import DBModelWorkload
import Foundation

/// A model read from text, for tests.
struct Model {
  let workload: Workload
  let fixedDesigns: [FixedDesign]
  let fixedSQLDesigns: [FixedSQLDesign]
  let file: SourceFile
  /// What reading it says.
  let diagnostics: [Diagnostic]

  init(_ text: String) { self.init(Array(text.utf8), path: "in.dbmodel") }

  init(_ bytes: [UInt8], path: String) {
    file = SourceFile(id: FileID(0), path: path, bytes: bytes)
    let (tree, syntax) = parse(file)
    let (model, semantic) = Resolver.resolve([tree])
    workload = model.workload
    fixedDesigns = model.fixedDesigns
    fixedSQLDesigns = model.fixedSQLDesigns
    diagnostics = syntax + semantic
  }

  /// A file of the repository.
  init(sample path: String) throws {
    let url = URL(fileURLWithPath: Repository.path(path))
    self.init(Array(try Data(contentsOf: url)), path: path)
  }

  var errors: [String] {
    diagnostics.filter { $0.severity == .error }.map { $0.plainText(in: file) }
  }
}
