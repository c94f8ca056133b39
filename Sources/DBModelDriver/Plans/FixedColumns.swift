import DBModelExplain

/// The columns that a step of a plan of MariaDB compares with values and lists of them. Those that
/// an index is entered by stand in the plan; the parts of a range, and what is checked besides, are
/// only in the words of its conditions.
struct FixedColumns {
  private let names: Set<String>

  init(_ node: PlanNode) {
    let entered = node.indexTerms.filter { $0.comparison == .equal }.flatMap(\.columns)
    let conditions = [node.filter, node.properties["index_condition"]?.text].compactMap { $0 }
    names = Set(entered + conditions.flatMap { MariaDBCondition($0).fixedColumns })
  }

  func contains(_ column: String) -> Bool { names.contains(column) }
}
