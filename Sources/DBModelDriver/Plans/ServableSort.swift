import DBModelDesign
import DBModelExplain
import DBModelQuery

/// A sort for a LIMIT or a GROUP BY that an index of the table could do without.
///
/// What is sorted grows with the table; how far an index is read until a LIMIT has enough does not,
/// and what an index that is read in whole costs grows otherwise than rows that are looked up one
/// by one. So of the two the sample may have another one cheaper than the table at its full size.
enum ServableSort {
  static func isThere(
    in tree: PlanTree,
    of statement: SQLStatement,
    _ tables: [RelationalTable]
  ) -> Bool {
    let words = statement.text.split { !$0.isLetter }.map { $0.lowercased() }
    guard words.contains("limit") || words.contains("group") else { return false }
    return isThere(in: tree.root, tables)
  }

  /// Depth is bounded by the readers (`PlanLimits.depth`).
  private static func isThere(in node: PlanNode, _ tables: [RelationalTable]) -> Bool {
    if node.operation == .sort, let key = node.sort?.keys.first, let column = column(of: key) {
      let reads = reads(below: node)
      let serves = tables.contains { table in
        table.indexes.contains { index in
          guard !reads.contains(where: { $0.index == index.name }) else { return false }
          // What stands before the column in the index has one value.
          let columns = index.columns.map(\.column)
          return columns.prefix { $0 != column }.allSatisfy { before in
            reads.contains { FixedColumns($0).contains(before) }
          } && columns.contains(column)
        }
      }
      if serves { return true }
    }
    return node.children.contains { isThere(in: $0, tables) }
  }

  private static func reads(below node: PlanNode) -> [PlanNode] {
    (node.relation == nil ? [] : [node]) + node.children.flatMap(reads)
  }

  /// `total` of `` `order`.total desc ``; `nil` of what is computed.
  private static func column(of key: String) -> String? {
    guard !key.contains("("), let name = key.split(separator: " ").first else { return nil }
    return name.split(separator: ".").last.map { String($0.filter { $0 != "`" }) }
  }
}
