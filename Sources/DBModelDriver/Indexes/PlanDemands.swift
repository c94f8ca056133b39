import DBModelExplain

/// What the steps of a plan ask of the tables that they read: the columns that an index may be
/// made of.
struct PlanDemands {
  /// What is asked of a table under one name.
  struct Demand {
    let alias: String
    let table: String
    /// Columns that equal values.
    var fixed: [String] = []
    /// Columns that equal those of other tables, by the other's name in the statement.
    var joined: [(other: String, column: String)] = []
    var bounded: [String] = []
    /// The order of a sort or of groups, where it begins with columns of this table alone.
    var orders: [[(column: String, isDescending: Bool)]] = []
    /// Every column that anything but the step that reads the table names.
    var needed: [String] = []
  }

  private(set) var demands: [Demand] = []
  private var places: [String: Int] = [:]

  /// - Parameters:
  ///   - tree: Of EXPLAIN (VERBOSE): every column stands behind its table's name.
  ///   - tables: The tables that may have indexes.
  init(_ tree: PlanTree, tables: Set<String>) {
    collect(tree.root, tables)
    visit(tree.root, isRoot: true)
  }

  /// Depth is bounded by the readers (`PlanLimits.depth`).
  private mutating func collect(_ node: PlanNode, _ tables: Set<String>) {
    if node.operation.readsRelation, let table = node.relation, tables.contains(table) {
      let alias = node.alias ?? table
      if places[alias] == nil {
        places[alias] = demands.count
        demands.append(Demand(alias: alias, table: table))
      }
    }
    for child in node.children { collect(child, tables) }
  }

  private mutating func visit(_ node: PlanNode, isRoot: Bool) {
    let conditions = [node.filter, node.joinCondition, node.joinFilter, node.indexCondition]
    for text in conditions { take(text) }
    for key in ["Recheck Cond", "Cache Key", "Order By"] {
      for text in node.properties[key]?.texts ?? [] { take(text) }
    }
    if let keys = node.sort?.keys { order(keys) }
    if let keys = node.properties["Group Key"]?.texts { order(keys) }
    // A step that reads a table may put out all of its columns, because that is less work; those
    // above it name the ones that are needed.
    if isRoot || !node.operation.readsRelation {
      for text in node.properties["Output"]?.texts ?? [] { need(ConditionTerms(text).named) }
    }
    for child in node.children { visit(child, isRoot: false) }
  }

  private mutating func need(_ columns: [ConditionTerms.Column]) {
    for column in columns { edit(column) { Self.add(column.name, to: &$0.needed) } }
  }

  private mutating func edit(_ column: ConditionTerms.Column, _ change: (inout Demand) -> Void) {
    if let place = places[column.alias] { change(&demands[place]) }
  }

  private static func add(_ name: String, to list: inout [String]) {
    if !list.contains(name) { list.append(name) }
  }

  private mutating func take(_ text: String?) {
    guard let text else { return }
    let terms = ConditionTerms(text)
    need(terms.named)
    for column in terms.fixed { edit(column) { Self.add(column.name, to: &$0.fixed) } }
    for column in terms.bounded { edit(column) { Self.add(column.name, to: &$0.bounded) } }
    for (column, other) in terms.joined {
      join(column, other)
      join(other, column)
    }
  }

  private mutating func join(_ column: ConditionTerms.Column, _ other: ConditionTerms.Column) {
    edit(column) { demand in
      if !demand.joined.contains(where: { $0.other == other.alias && $0.column == column.name }) {
        demand.joined.append((other.alias, column.name))
      }
    }
  }

  private mutating func order(_ keys: [String]) {
    var order: [(column: String, isDescending: Bool)] = []
    var alias: String?
    for key in keys {
      need(ConditionTerms(key).named)
    }
    for key in keys {
      let tokens = ConditionTokens(key).tokens
      guard case .column(let own, let name)? = tokens.first, alias == nil || alias == own else {
        break
      }
      let rest = Array(tokens.dropFirst())
      // Nulls elsewhere than where an index has them are another order.
      guard rest.isEmpty || rest == [.word("DESC")] else { break }
      alias = own
      if !order.contains(where: { $0.column == name }) { order.append((name, !rest.isEmpty)) }
    }
    guard let alias, let place = places[alias], !order.isEmpty else { return }
    let isKnown = demands[place].orders.contains { known in
      known.count == order.count
        && zip(known, order).allSatisfy {
          $0.column == $1.column && $0.isDescending == $1.isDescending
        }
    }
    if !isKnown { demands[place].orders.append(order) }
  }
}
