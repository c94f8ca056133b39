import DBModelDesign
import DBModelDiagnostics
import DBModelPlanning
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import DBModelWorkload
import Foundation
import Testing

/// A model of the tests, resolved.
struct TestModel: Sendable, CustomTestStringConvertible {
  let name: String
  let workload: Workload
  /// Findings that make the model useless.
  let problems: [String]

  var testDescription: String { name }

  /// The models in `Models`, made to find mistakes.
  static let all = Repository.files(
    below: "Tests/DBModelQueryTests/Models",
    suffixes: [".dbmodel"]
  ).map { TestModel(path: $0, isSample: false) }

  /// The samples that ask anything.
  static let samples = Repository.files(below: "samples", suffixes: [".dbmodel"])
    .map { TestModel(path: $0, isSample: true) }.filter { !$0.workload.patterns.isEmpty }

  /// A file and what it imports.
  private init(path: String, isSample: Bool) {
    let parts = path.split(separator: "/").map(String.init)
    let folder = parts.dropLast().joined(separator: "/")
    var waiting = [path]
    var files: [(path: String, text: String)] = []
    while let next = waiting.popLast() {
      let url = GoldenFile.repository.appendingPathComponent(next)
      let text =
        FileManager.default.contents(atPath: url.path)
        .map { String(decoding: $0, as: UTF8.self) } ?? ""
      let file = SourceFile(id: FileID(0), path: next, bytes: Array(text.utf8))
      files.append((next, text))
      for imported in imports(of: parse(file).tree) {
        let target = "\(folder)/\(imported.value)"
        if !files.contains(where: { $0.path == target }) { waiting.append(target) }
      }
    }
    let file = parts[parts.count - 1].replacing(".dbmodel", with: "")
    self.init(name: isSample ? "\(parts[parts.count - 2])/\(file)" : file, files: files)
  }

  init(name: String, path: String, text: String) {
    self.init(name: name, files: [(path, text)])
  }

  private init(name: String, files: [(path: String, text: String)]) {
    self.name = name
    var trees: [SyntaxTree] = []
    var findings: [Diagnostic] = []
    for (position, file) in files.enumerated() {
      let source = SourceFile(
        id: FileID(Int32(position)),
        path: file.path,
        bytes: Array(file.text.utf8)
      )
      let (tree, syntax) = parse(source)
      trees.append(tree)
      findings += syntax
    }
    let (model, semantic) = Resolver.resolve(trees)
    problems = (findings + semantic).filter { $0.severity == .error }
      .map { "\($0.rule.code) \($0.title)" }
    workload = model.workload
  }

  func pattern(_ name: String) throws -> AccessPattern {
    try #require(workload.patterns.first { $0.name == name })
  }

  /// The planned schema, with everything in one store.
  var design: RelationalDesign {
    for case .relational(let design) in Planner.relational(workload: workload).design.stores {
      return design
    }
    Issue.record("no relational design of \(name)")
    return RelationalDesign(store: StoreID(0), origin: .derived, tables: [])
  }
}
