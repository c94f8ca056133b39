import DBModelAnalysis
import DBModelDesign
import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// Other keys for the hot keys of fixed designs, each tried: it is written into the text, the model
/// is resolved and the design judged again. What makes the finding go is a fix that needs no look
/// where it brings no other finding, or where nothing else does it and a fix answers each that it
/// brings.
struct ProvenRewrites {
  /// Trials of one run at most: what a hundred hot keys would need is no matter of a fix.
  private static let mostTrials = 24

  let sources: SourceMap
  let routes: [Pipeline.FixedRoute]
  private var trials = 0

  init(sources: SourceMap, routes: [Pipeline.FixedRoute]) {
    self.sources = sources
    self.routes = routes
  }

  /// The findings, those that a rewrite answers with the fix.
  mutating func attached(to findings: [Diagnostic]) -> [Diagnostic] {
    var findings = findings
    for route in routes {
      for rewrite in route.rewrites {
        guard let place = findings.firstIndex(where: { rewrite.isAbout($0) }),
          let fix = best(rewrite, route)
        else { continue }
        findings[place] = findings[place].with(fix)
      }
    }
    return findings
  }

  private mutating func best(_ rewrite: KeyRewrite, _ route: Pipeline.FixedRoute) -> Fix? {
    var second: Fix?
    for candidate in rewrite.fixes {
      let fix = tidied(candidate)
      switch outcome(of: fix, rewrite, route) {
      case .clean: return fix
      case .fixable: second = second ?? fix
      case .unfit: break
      }
    }
    return second
  }

  private enum Outcome {
    case clean
    /// It brings findings, and each has a fix of its own.
    case fixable
    case unfit
  }

  private mutating func outcome(
    of fix: Fix,
    _ rewrite: KeyRewrite,
    _ route: Pipeline.FixedRoute
  ) -> Outcome {
    guard trials < Self.mostTrials else { return .unfit }
    trials += 1
    guard let trees = trees(with: fix) else { return .unfit }
    let traces = TraceFiles(in: sources, read: TraceFiles.reading)
    let (model, found) = Resolver.resolve(trees, profiles: traces.shares)
    guard !found.contains(where: { $0.severity == .error }),
      let fixed = model.fixedDesigns.first(where: { $0.name == route.design.name })
    else { return .unfit }
    let after = Pipeline.route(fixed, workload: model.workload).findings
    guard !after.contains(where: { rewrite.isAbout($0) }) else { return .unfit }
    let known = Set(route.findings.map(Self.identity))
    let new = after.filter { $0.severity >= .warning && !known.contains(Self.identity($0)) }
    if new.isEmpty { return .clean }
    let isFixable = new.allSatisfy { $0.fixes.contains { $0.applicability == .machine } }
    return isFixable ? .fixable : .unfit
  }

  /// A clause that goes takes its line with it, and an empty one above.
  private func tidied(_ fix: Fix) -> Fix {
    Fix(
      fix.title,
      edits: fix.edits.map { edit in
        guard edit.replacement.isEmpty else { return edit }
        let bytes = sources[edit.span.file].bytes
        var lower = edit.span.lower
        for _ in 0..<2 {
          var start = lower
          while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
          guard start > 0, bytes[start - 1] == UInt8(ascii: "\n") else { break }
          lower = start - 1
        }
        return TextEdit(
          SourceSpan(file: edit.span.file, lower: lower, upper: edit.span.upper),
          ""
        )
      }
    )
  }

  private static func identity(_ finding: Diagnostic) -> String {
    "\(finding.rule.code) \(finding.path)"
  }

  private func trees(with fix: Fix) -> [SyntaxTree]? {
    var trees: [SyntaxTree] = []
    for file in sources.files {
      let edits = fix.edits.filter { $0.span.file == file.id }
      var changed = file
      if !edits.isEmpty {
        guard let bytes = TextEdit.apply(edits, to: file.bytes) else { return nil }
        changed = SourceFile(id: file.id, path: file.path, bytes: bytes)
      }
      let (tree, found) = parse(changed)
      guard !found.contains(where: { $0.severity == .error }) else { return nil }
      trees.append(tree)
    }
    return trees
  }
}

extension KeyRewrite {
  fileprivate func isAbout(_ finding: Diagnostic) -> Bool {
    finding.rule.code == rule.code && finding.path == path
  }
}

extension Diagnostic {
  fileprivate func with(_ fix: Fix) -> Diagnostic {
    Diagnostic(
      rule,
      severity: severity,
      title,
      at: primary,
      secondary: secondary,
      notes: notes,
      help: help,
      fixes: [fix] + fixes,
      path: path
    )
  }
}
