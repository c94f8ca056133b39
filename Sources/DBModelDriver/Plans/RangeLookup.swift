import DBModelExplain

/// Whether MariaDB has looked a range up in an index to make a plan: that it does whatever the
/// statistics say. Values that are looked up, and lists of them, it judges by these.
enum RangeLookup {
  static func decides(_ tree: PlanTree) -> Bool { decides(tree.root) }

  /// Whether the values of a call find nothing whatever else is done, which no plan is made for.
  static func findsNothing(_ tree: PlanTree) -> Bool {
    func isEmpty(_ node: PlanNode) -> Bool {
      ["Impossible ", "no matching row"].contains { node.label.hasPrefix($0) }
        || node.children.contains(where: isEmpty)
    }
    return isEmpty(tree.root)
  }

  /// Depth is bounded by the readers (`PlanLimits.depth`).
  private static func decides(_ node: PlanNode) -> Bool {
    let isRange = ["range", "index_merge"].contains { node.label.hasSuffix($0) }
    return (isRange && !isOfValues(node)) || node.properties["rowid_filter"] != nil
      || node.children.contains { decides($0) }
  }

  private static func isOfValues(_ node: PlanNode) -> Bool {
    let texts = [node.filter, node.properties["index_condition"]?.text].compactMap { $0 }
    return !texts.isEmpty && !texts.contains { MariaDBCondition($0).namesStretch }
  }
}
