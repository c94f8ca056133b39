import DBModelExplain

/// The steps of a plan as they are locked: what is done to which table by which index, without
/// figures, values and the words of conditions.
enum PlanSteps {
  /// One line each, two blanks a level. Depth is bounded by the readers (`PlanLimits.depth`).
  static func lines(_ tree: PlanTree) -> [String] {
    var lines: [String] = []
    // SQLite has no step for the statement itself.
    let roots = tree.root.operation == .query ? tree.root.children : [tree.root]
    for root in roots { append(root, 0, &lines) }
    return lines
  }

  private static func append(_ node: PlanNode, _ depth: Int, _ lines: inout [String]) {
    lines.append(String(repeating: "  ", count: depth) + text(node))
    for child in node.children { append(child, depth + 1, &lines) }
  }

  private static func text(_ node: PlanNode) -> String {
    var text = node.isParallelAware ? "parallel " : ""
    text += node.operation.title
    if let strategy = node.strategy { text += ", \(strategy.lowercased())" }
    if let join = node.joinType, join != "Inner" { text += ", \(join.lowercased())" }
    if let relation = node.relation {
      text += " of \(relation)"
      if let alias = node.alias, alias != relation { text += " as \(alias)" }
    }
    if let index = node.index { text += " by \(index)" }
    if !node.indexTerms.isEmpty {
      text += " (\(node.indexTerms.map(term).joined(separator: ", ")))"
    }
    if let name = node.subplanName { text += " [\(name)]" }
    return text
  }

  private static func term(_ term: PlanTerm) -> String {
    let columns = term.columns.joined(separator: ", ")
    let names = term.columns.count == 1 ? columns : "(\(columns))"
    switch term.comparison {
    case .equal: return "\(names) ="
    case .above: return "\(names) >"
    case .below: return "\(names) <"
    case .any: return "any \(names)"
    case .other: return names
    }
  }

  /// What the engine expects the statement to return or to change.
  static func rows(_ tree: PlanTree) -> Double? {
    // PostgreSQL says 0 for a change that returns nothing.
    let node = tree.root.operation == .modifyTable ? tree.root.children.first : tree.root
    return node?.estimate?.rows
  }
}
