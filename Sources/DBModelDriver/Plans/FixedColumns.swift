import DBModelExplain

/// The columns that a step of a plan of MariaDB compares with values and lists of them. Those that
/// an index is entered by stand in the plan; the parts of a range, and what is checked besides, are
/// only in the words of its conditions.
struct FixedColumns {
  private let entered: [String]
  private let texts: [String]

  init(_ node: PlanNode) {
    entered = node.indexTerms.filter { $0.comparison == .equal }.flatMap(\.columns)
    texts = [node.filter, node.properties["index_condition"]?.text].compactMap { $0 }
      .map(ConditionWords.conjuncts)
  }

  func contains(_ column: String) -> Bool {
    if entered.contains(column) { return true }
    let signs = [" = ", " <=> ", " in ("]
    return [column, "`\(column)`"].contains { name in
      signs.contains { sign in texts.contains { $0.contains(".\(name)\(sign)") } }
    }
  }
}
