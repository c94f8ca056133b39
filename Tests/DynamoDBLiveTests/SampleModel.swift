import DBModelDiagnostics
import DBModelQuery
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import DBModelWorkload
import Foundation
import Testing

/// A sample's workload: its file and those it imports.
struct SampleModel: Sendable, CustomTestStringConvertible {
  let path: String
  let model: SemanticModel
  /// Errors that make it useless.
  let problems: [String]

  var testDescription: String { path }
  var workload: Workload { model.workload }

  /// Every file below `samples`, and every case of the planner, that names a model.
  static let all: [SampleModel] = paths.map { SampleModel(path: $0) }

  static let paths: [String] =
    (Repository.files(below: "samples", suffixes: [".dbmodel"])
    + Repository.files(below: "Tests/CaseTests/planning", suffixes: [".dbmodel"]))
    .filter { path in
      let url = GoldenFile.repository.appendingPathComponent(path)
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").contains { $0.hasPrefix("model ") }
    }

  /// - Parameter hasSmallPages: Pages of two rows, so that few rows fill several.
  init(path: String, hasSmallPages: Bool = true) {
    var sources = SourceMap()
    var trees: [SyntaxTree] = []
    var found: [Diagnostic] = []
    var pending = [path]
    while let next = pending.popLast() {
      let url = GoldenFile.repository.appendingPathComponent(next)
      let file = sources.add(
        path: next,
        bytes: [UInt8]((try? Data(contentsOf: url)) ?? Data())
      )
      let (tree, diagnostics) = parse(file)
      trees.append(tree)
      found += diagnostics
      let folder = url.deletingLastPathComponent()
      pending += imports(of: tree).map {
        Repository.relative(folder.appendingPathComponent($0.value).standardized.path)
      }
    }
    self.init(path: path, trees: trees, found: found, hasSmallPages: hasSmallPages)
  }

  /// A model that stands in no file.
  init(name: String, text: String, hasSmallPages: Bool = true) {
    var sources = SourceMap()
    let (tree, diagnostics) = parse(sources.add(path: name, bytes: Array(text.utf8)))
    self.init(
      path: name,
      trees: [tree],
      found: diagnostics,
      hasSmallPages: hasSmallPages
    )
  }

  private init(
    path: String,
    trees: [SyntaxTree],
    found: [Diagnostic],
    hasSmallPages: Bool
  ) {
    self.path = path
    var (model, diagnostics) = Resolver.resolve(trees)
    if hasSmallPages {
      model.workload = model.workload.with(
        patterns: model.workload.patterns.map(Self.withSmallPages)
      )
    }
    self.model = model
    problems = (found + diagnostics).filter { $0.severity == .error }.map(\.title)
  }

  private static func withSmallPages(_ pattern: AccessPattern) -> AccessPattern {
    guard case .read(let read) = pattern.operation, let page = read.page else { return pattern }
    return pattern.with(
      operation:
        .read(
          Read(
            entity: read.entity,
            projection: read.projection,
            filter: read.filter,
            order: read.order,
            limit: read.limit,
            page: Page(rows: 2, depth: page.depth, span: page.span),
            group: read.group
          )
        )
    )
  }
}
