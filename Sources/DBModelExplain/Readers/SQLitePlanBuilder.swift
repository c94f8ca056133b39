import DBModelDiagnostics

/// Builds a plan tree from the rows of SQLite's EXPLAIN QUERY PLAN.
public enum SQLitePlanBuilder {
  /// A row names its parent by id, and stands after it. A row whose parent is unknown is put under
  /// the statement; depth beyond the limit is flattened onto the deepest step allowed, so that the
  /// tree keeps every row.
  ///
  /// Scans that are siblings are nested loops, outermost first: SQLite knows no other join.
  public static func tree(
    _ rows: [SQLitePlanRow],
    version: String? = nil,
    limits: PlanLimits = PlanLimits()
  ) -> PlanTree {
    tree(rows.map { ($0, nil) }, version: version, limits: limits)
  }

  static func tree(
    _ rows: [(row: SQLitePlanRow, span: SourceSpan?)],
    version: String?,
    limits: PlanLimits
  ) -> PlanTree {
    // Index 0 is the statement.
    var nodes = [PlanNode(.query, label: "QUERY PLAN")]
    var depths = [0]
    var parents = [0]
    var places: [Int: Int] = [0: 0]
    nodes.reserveCapacity(rows.count + 1)
    for (row, span) in rows.prefix(limits.nodes) {
      var node = SQLitePlanDetail.node(row.detail)
      node.span = span
      if row.notUsed > 0 {
        node.properties.append(PlanProperty("Cost LogEst", .text(String(row.notUsed))))
      }
      var parent = places[row.parent] ?? 0
      while depths[parent] >= limits.depth { parent = parents[parent] }
      places[row.id] = nodes.count
      parents.append(parent)
      depths.append(depths[parent] + 1)
      nodes.append(node)
    }
    // Children come after their parent, so that one walk from the end closes every node.
    var children = [[Int]](repeating: [], count: nodes.count)
    for place in nodes.indices.dropFirst() { children[parents[place]].append(place) }
    for place in nodes.indices.reversed() where !children[place].isEmpty {
      nodes[place].children = children[place].map { nodes[$0] }
      // Handed to the parent: keep one copy alive.
      for child in children[place] { nodes[child].children = [] }
    }
    return PlanTree(engine: .sqlite, engineVersion: version, root: nodes[0])
  }
}
