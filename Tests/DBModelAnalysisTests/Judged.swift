import DBModelAnalysis
import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelPlanning
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload
import Testing

/// A model as a person writes it, and everything that is found of its derived design and of those
/// that it writes down.
struct Judged {
  let workload: Workload
  let analysis: Analysis
  let all: [Diagnostic]

  init(_ text: String, profiles: @escaping Resolver.Profiles = { _ in nil }) throws {
    let source = "edition 2026\nmodel Test\n\n" + text
    let file = SourceFile(id: FileID(0), path: "in.dbmodel", bytes: Array(source.utf8))
    let parsed = parse(file)
    let resolved = Resolver.resolve([parsed.tree], profiles: profiles)
    let wrong = (parsed.diagnostics + resolved.diagnostics).filter { $0.severity == .error }
    try #require(wrong.isEmpty, "\(wrong.map(\.title))\n\(text)")
    workload = resolved.model.workload
    let planned = Planner.plan(workload: workload)
    analysis = Analyst.judge(
      workload: workload,
      design: planned.design,
      estimates: Estimates(workload: workload, design: planned.design)
    )
    let fixed = resolved.model.fixedDesigns.flatMap { fixed -> [Diagnostic] in
      let routed = Planner.match(workload: resolved.model.workload, fixed: fixed)
      let judged = Analyst.judge(
        workload: resolved.model.workload,
        design: routed.design,
        estimates: Estimates(workload: resolved.model.workload, design: routed.design)
      )
      return routed.findings + judged.findings
    }
    all = resolved.diagnostics + planned.findings + analysis.findings + fixed
  }

  /// Names of the rules that fired, in order.
  var names: [String] { all.map(\.rule.name) }

  func finding(_ name: String) throws -> Diagnostic {
    try #require(all.first { $0.rule.name == name }, "\(names)")
  }
}

extension Diagnostic {
  /// What a person reads, without places.
  var plain: String {
    var lines = ["\(severity)[\(rule.name)]: \(title)"]
    lines += ([primary].compactMap { $0 } + secondary).map { "  at: \($0.text)" }
    lines += notes.map { "  = \($0)" }
    lines += help.map { "  help: \($0)" }
    return lines.joined(separator: "\n")
  }
}
