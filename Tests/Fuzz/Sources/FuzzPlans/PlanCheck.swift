import DBModelDiagnostics
import DBModelExplain

/// What holds for a saved plan of any bytes.
enum PlanCheck {
  /// Limits that inputs of some thousand bytes can reach.
  private static var limits: PlanLimits {
    var limits = PlanLimits()
    limits.depth = 12
    limits.nodes = 60
    limits.values = 400
    limits.valueDepth = 30
    limits.lines = 120
    limits.documents = 8
    return limits
  }

  /// What is wrong; `nil` where all is well. One reading each: under the limits that are met in
  /// practice, or where the bytes are even in number, under the narrow ones.
  static func failure(_ bytes: [UInt8]) -> String? {
    let file = SourceFile(id: FileID(0), path: "fuzz", bytes: bytes)
    let limits = bytes.count.isMultiple(of: 2) ? limits : PlanLimits()
    let reading = PlanReader.read(file, limits: limits)
    if reading.plans.isEmpty, reading.diagnostics.isEmpty {
      return "neither a plan nor a finding"
    }
    var count = 0
    for plan in reading.plans {
      if let failure = walk(plan.root, 0, &count, limits, bytes.count) { return failure }
      if plan.outline.isEmpty { return "an outline without lines" }
      for finding in PlanJudge.judge(plan) {
        if let failure = check(finding.diagnostic(), bytes.count) { return failure }
      }
    }
    // The limit counts what is printed: a row of a table stands in a loop, a sort and a SELECT.
    if count > 4 * limits.nodes + 2 * reading.plans.count { return "more steps than the limit" }
    for finding in reading.diagnostics {
      if let failure = check(finding, bytes.count) { return failure }
    }
    return nil
  }

  private static func check(_ finding: Diagnostic, _ size: Int) -> String? {
    if finding.title.contains(where: \.isNewline) {
      return "a line end in a title: \(finding.rule.code)"
    }
    if let primary = finding.primary, primary.span.upper > size { return "a finding outside" }
    return nil
  }

  private static func walk(
    _ node: PlanNode,
    _ depth: Int,
    _ count: inout Int,
    _ limits: PlanLimits,
    _ size: Int
  ) -> String? {
    count += 1
    // A statement, its wrappers and a table stand around what the limit counts.
    if depth > limits.depth + 6 { return "a tree too deep" }
    if let span = node.span, span.upper > size { return "a step outside the file" }
    if let actual = node.actual, !actual.rows.isFinite { return "a figure that is none" }
    for child in node.children {
      if let failure = walk(child, depth + 1, &count, limits, size) { return failure }
    }
    return nil
  }
}
