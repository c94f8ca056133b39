import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// The tree of a table that a statement is searched by, and what it does for it.
struct SearchedTree {
  let name: String
  let columns: [(field: FieldID, isDescending: Bool)]
  /// How many of its columns are fixed to one value or one of a list.
  let leading: Int
  /// The place in the filter of the range behind them.
  let range: Int?
  /// Whether its entries come in the order that is asked for.
  let isOrdered: Bool

  /// The best tree of a table for a filter: the most columns fixed, a range behind them, the order.
  ///
  /// - Parameters:
  ///   - fixed: Fields that are equal to one value, or one of a list.
  ///   - ranges: Fields between bounds.
  ///   - order: The order asked for, completed with the key.
  /// - Returns: `nil` where no tree is of use: the table is read as a whole.
  static func best(
    of table: RelationalTable,
    fixed: Set<FieldID>,
    ranges: [FieldID],
    order: [(field: FieldID, isDescending: Bool)]
  ) -> SearchedTree? {
    var best: SearchedTree?
    for (name, columns) in trees(of: table) {
      let leading = columns.prefix { fixed.contains($0.field) }.count
      let rest = Array(columns.dropFirst(leading))
      let range = rest.first.flatMap { first in ranges.firstIndex(of: first.field) }
      let own = columns.prefix(leading).map(\.field)
      let open = order.filter { !own.contains($0.field) && !fixed.contains($0.field) }
      let found = SearchedTree(
        name: name,
        columns: columns,
        leading: leading,
        range: range,
        isOrdered: gives(rest, open)
      )
      guard leading > 0 || range != nil || (found.isOrdered && !order.isEmpty) else { continue }
      if best.map({ $0.rank < found.rank }) ?? true { best = found }
    }
    return best
  }

  /// Whether some tree of a table begins with fields, in any order.
  static func leads(_ fields: [FieldID], in table: RelationalTable) -> Bool {
    trees(of: table).contains { tree in
      Set(tree.columns.prefix(fields.count).map(\.field)) == Set(fields)
    }
  }

  /// The trees of a table, its constraints' own first.
  static func trees(
    of table: RelationalTable
  ) -> [(name: String, columns: [(field: FieldID, isDescending: Bool)])] {
    func field(_ column: String) -> FieldID? {
      table.columns.first { $0.name == column }?.field
    }
    let constraints =
      [("primary key", table.primaryKey)] + table.uniques.map { ($0.name, $0.columns) }
    return constraints.map { name, columns in
      (name, columns.compactMap { field($0).map { ($0, false) } })
    }
      + table.indexes.map { index in
        (
          index.name,
          index.columns.compactMap { one in field(one.column).map { ($0, one.isDescending) } }
        )
      }
  }

  private var rank: (Int, Int, Int) { (leading, range == nil ? 0 : 1, isOrdered ? 1 : 0) }

  /// Whether columns give an order, forwards or backwards; where they end early the rows of like
  /// values are few, and sorted as they come.
  private static func gives(
    _ columns: [(field: FieldID, isDescending: Bool)],
    _ order: [(field: FieldID, isDescending: Bool)]
  ) -> Bool {
    guard let first = order.first else { return true }
    let pairs = Array(zip(columns, order))
    guard let start = pairs.first, start.0.field == first.field else { return false }
    let isBackwards = start.0.isDescending != start.1.isDescending
    return pairs.allSatisfy { column, term in
      column.field == term.field && (column.isDescending != term.isDescending) == isBackwards
    }
  }
}
