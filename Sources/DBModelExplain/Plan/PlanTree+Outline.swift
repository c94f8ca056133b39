extension PlanTree {
  /// The plan as indented lines, one step each, for reports and goldens.
  public var outline: [String] {
    var lines: [String] = []
    Self.append(root, depth: 0, to: &lines)
    return lines
  }

  /// Depth is bounded by the readers (`PlanLimits.depth`).
  private static func append(_ node: PlanNode, depth: Int, to lines: inout [String]) {
    var line = String(repeating: "  ", count: depth) + node.operation.title
    if let relation = node.relation {
      line += " of `\(relation)`"
      if let alias = node.alias, alias != relation { line += " as `\(alias)`" }
    }
    if let index = node.index { line += " by `\(index)`" }
    if node.isCovering { line += ", covering" }
    if let join = node.joinType, join != "Inner" { line += ", \(join.lowercased())" }
    if let relationship = node.subplanName { line += " [\(relationship)]" }
    let details = details(of: node)
    if !details.isEmpty { line += " (" + details.joined(separator: "; ") + ")" }
    lines.append(line)
    for child in node.children { append(child, depth: depth + 1, to: &lines) }
  }

  private static func details(of node: PlanNode) -> [String] {
    var parts: [String] = []
    if let condition = node.indexCondition {
      parts.append("index: \(PlanFigure.quoted(condition))")
    }
    if let condition = node.joinCondition { parts.append("on: \(PlanFigure.quoted(condition))") }
    if let filter = node.filter { parts.append("filter: \(PlanFigure.quoted(filter))") }
    if let keys = node.sort?.keys, !keys.isEmpty {
      parts.append("by: \(PlanFigure.quoted(keys.joined(separator: ", ")))")
    }
    if let rows = node.estimate?.rows { parts.append("rows \(PlanFigure.count(rows))") }
    if let cost = node.estimate?.totalCost { parts.append("cost \(PlanFigure.count(cost))") }
    if let actual = node.actual {
      if actual.loops == 0 {
        parts.append("never executed")
      } else {
        parts.append(
          "actual rows \(PlanFigure.count(actual.rows)) x \(PlanFigure.count(actual.loops))"
        )
      }
    }
    return parts
  }
}
