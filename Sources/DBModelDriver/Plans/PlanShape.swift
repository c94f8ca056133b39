import DBModelExplain

/// What a plan does, without its figures and without the values it was made with.
enum PlanShape {
  /// Steps, tables, indexes and kinds of join. Depth is bounded by the readers
  /// (`PlanLimits.depth`).
  static func text(of tree: PlanTree) -> String { text(of: tree.root) }

  private static func text(of node: PlanNode) -> String {
    let own = [node.label, node.strategy, node.joinType, node.relation, node.alias, node.index]
      .map { $0 ?? "" }
      .joined(separator: "/")
    return own + "(" + node.children.map(text).joined(separator: ",") + ")"
  }
}
