import DBModelAnalysis
import DBModelDesign
import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// Other keys for the hot keys of fixed designs, each tried: it is written into the text, the model
/// is resolved and the design judged again. What makes the finding go is a fix that needs no look
/// where it brings no other finding; of several the one with which the design costs least. Where
/// there is none, it is one after which each new finding has a fix.
struct ProvenRewrites {
  /// Trials of one run at most, and fewer of a large model, each of which takes as long as a check:
  /// what a hundred hot keys would need is no matter of a fix.
  private static let mostTrials = 24
  private static let fewestTrials = 4
  private static let mostPatterns = 1_200

  let sources: SourceMap
  let routes: [Pipeline.FixedRoute]
  private var trialsLeft: Int

  /// - Parameter patternCount: Of the model.
  init(sources: SourceMap, routes: [Pipeline.FixedRoute], patternCount: Int) {
    self.sources = sources
    self.routes = routes
    let affordable = Self.mostPatterns / max(1, patternCount)
    trialsLeft = max(Self.fewestTrials, min(Self.mostTrials, affordable))
  }

  /// The findings, those that a rewrite answers with the fix.
  mutating func attached(to findings: [Diagnostic]) -> [Diagnostic] {
    var findings = findings
    for route in routes {
      for rewrite in route.rewrites {
        guard let place = findings.firstIndex(where: { rewrite.isAbout($0) }),
          let fix = best(rewrite, route, findings)
        else { continue }
        findings[place] = findings[place].with(fix)
      }
    }
    return findings
  }

  private mutating func best(
    _ rewrite: KeyRewrite,
    _ route: Pipeline.FixedRoute,
    _ findings: [Diagnostic]
  ) -> Fix? {
    var best: (fix: Fix, cost: Double)?
    var second: Fix?
    for candidate in rewrite.fixes {
      guard let fix = fitted(candidate, findings) else { continue }
      switch outcome(of: fix, rewrite, route) {
      case .clean(let cost):
        // Less than a hundredth is no reason to prefer what comes later.
        if let known = best, cost > known.cost * 0.99 { continue }
        best = (fix, cost)
      case .fixable: second = second ?? fix
      case .unfit: break
      }
    }
    return best?.fix ?? second
  }

  private enum Outcome {
    /// With what the design then costs, USD a month.
    case clean(Double)
    /// It brings findings, and each has a fix of its own.
    case fixable
    case unfit
  }

  private mutating func outcome(
    of fix: Fix,
    _ rewrite: KeyRewrite,
    _ route: Pipeline.FixedRoute
  ) -> Outcome {
    guard trialsLeft > 0 else { return .unfit }
    trialsLeft -= 1
    guard let model = sources.model(with: fix),
      let fixed = model.fixedDesigns.first(where: { $0.name == route.design.name })
    else { return .unfit }
    let after = Pipeline.route(fixed, workload: model.workload)
    guard !after.findings.contains(where: { rewrite.isAbout($0) }) else { return .unfit }
    let known = Set(route.findings.map(\.identity))
    let new = after.findings.filter {
      $0.severity >= .warning && !known.contains($0.identity)
    }
    if new.isEmpty { return .clean(after.monthlyCost(model.workload)) }
    let isFixable = new.allSatisfy { $0.fixes.contains { $0.applicability == .machine } }
    return isFixable ? .fixable : .unfit
  }

  /// The fix in the form of its file; `nil` where it would take a comment along, or an index whose
  /// lack of readers somebody has allowed.
  private func fitted(_ fix: Fix, _ findings: [Diagnostic]) -> Fix? {
    var edits: [TextEdit] = []
    for edit in fix.edits {
      let text = FileText(sources[edit.span.file].bytes)
      guard !text.holdsComment(edit.span) else { return nil }
      guard edit.replacement.isEmpty else {
        edits.append(TextEdit(edit.span, text.indented(edit.replacement, at: edit.span.lower)))
        continue
      }
      let isUnread = findings.contains { finding in
        finding.rule.code == PlanningRules.unusedIndex.code
          && finding.primary.map { Self.holds(edit.span, $0.span) } == true
      }
      guard isUnread, let span = text.lines(of: edit.span) else { return nil }
      edits.append(TextEdit(span, ""))
    }
    return Fix(fix.title, edits: edits)
  }

  private static func holds(_ outer: SourceSpan, _ inner: SourceSpan) -> Bool {
    outer.file == inner.file && outer.lower <= inner.lower && inner.upper <= outer.upper
  }
}

extension KeyRewrite {
  fileprivate func isAbout(_ finding: Diagnostic) -> Bool {
    finding.rule.code == rule.code && finding.path == path
  }
}
