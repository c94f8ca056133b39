import DBModelDiagnostics

/// Makes plan trees of query blocks: MariaDB's EXPLAIN and ANALYZE FORMAT=JSON, and MySQL's JSON
/// version 1.
///
/// Both nest steps by name (`filesort`, `nested_loop`, `table` …). A name that is not known but
/// holds steps is a step itself, so that nothing of a plan is lost.
struct MySQLQueryBlock {
  private let file: SourceFile
  private let limits: PlanLimits
  private(set) var nodeCount: Int

  init(file: SourceFile, nodesBefore: Int, limits: PlanLimits) {
    self.file = file
    self.limits = limits
    nodeCount = nodesBefore
  }

  static func isPlan(_ element: PlanElement) -> Bool { element["query_block"] != nil }

  mutating func read(_ element: PlanElement) throws(PlanProblem) -> PlanTree {
    var engine = PlanEngine.mysql
    if Self.isMariaDB(element) { engine = .mariadb }
    var tree = PlanTree(engine: engine, root: PlanNode(.query, label: "query_block"))
    for field in element.fields ?? [] {
      if field.key == "query_block" {
        tree.root = try step(field, depth: 1)
      } else if let value = field.value.property {
        tree.properties.append(PlanProperty(field.key, value))
      }
    }
    tree.executionTimeMs = tree.root.properties["r_total_time_ms"]?.number
    tree.planningTimeMs = element["query_optimization"]?["r_total_time_ms"]?.number
    tree.isAnalyzed = Self.hasKey("r_loops", element)
    return tree
  }

  /// MySQL writes shares and costs as strings, and every table in a loop or alone; MariaDB writes
  /// numbers, what it measured in `r_…`, and since 10.10 a loop around every table.
  private static func isMariaDB(_ element: PlanElement) -> Bool {
    if hasKey("cost_info", element) || hasKey("rows_examined_per_scan", element) { return false }
    if hasKey("r_loops", element) || hasKey("query_optimization", element) { return true }
    let onlyMySQL = [
      "ordering_operation", "grouping_operation", "duplicates_removal", "attached_subqueries",
      "materialized_from_subquery", "using_join_buffer", "message",
    ]
    return !onlyMySQL.contains { hasKey($0, element) }
  }

  /// Depth is bounded by the JSON reader (`PlanLimits.valueDepth`).
  private static func hasKey(_ key: String, _ element: PlanElement) -> Bool {
    if let items = element.items { return items.contains { hasKey(key, $0) } }
    return element.fields?.contains { $0.key == key || hasKey(key, $0.value) } ?? false
  }

  // MARK: steps

  /// What an object holds besides properties.
  private static let steps: Set<String> = [
    "query_block", "table", "nested_loop", "block-nl-join", "filesort", "read_sorted_file",
    "temporary_table", "window_functions_computation", "union_result", "except_result",
    "intersect_result", "unit_result", "subqueries", "expression_cache", "materialization",
    "materialized", "ordering_operation", "grouping_operation", "duplicates_removal", "windowing",
    "buffer_result", "attached_subqueries", "optimized_away_subqueries",
    "select_list_subqueries", "having_subqueries", "order_by_subqueries", "group_by_subqueries",
    "update_value_subqueries", "materialized_from_subquery", "query_specifications",
    "insert_from", "duplicate_removal", "sorts",
  ]

  private mutating func count(_ element: PlanElement, _ depth: Int) throws(PlanProblem) {
    try limits.count(element, &nodeCount, depth: depth)
  }

  private mutating func step(_ field: PlanField, depth: Int) throws(PlanProblem) -> PlanNode {
    try count(field.value, depth)
    let label = Self.label(field)
    var node = PlanNode(Self.operation(field), label: label)
    let lower = field.value.place.lowerBound
    node.span = SourceSpan(
      file: file.id,
      lower: lower,
      upper: min(lower + 1, field.value.place.upperBound)
    )
    if let items = field.value.items {
      for item in items { try children(of: item, in: field.key, &node, depth) }
    } else {
      try fill(&node, field.value, depth)
    }
    MySQLTableFields.resolve(&node, key: field.key)
    return node
  }

  /// The fields of an object: steps become children, everything else properties.
  private mutating func fill(_ node: inout PlanNode, _ element: PlanElement, _ depth: Int)
    throws(PlanProblem)
  {
    for field in element.fields ?? [] {
      if let items = field.value.items, Self.isList(field) {
        for item in items { try children(of: item, in: field.key, &node, depth) }
      } else if Self.isStep(field) {
        var child = try step(field, depth: depth + 1)
        relate(&child, field.key)
        node.children.append(child)
      } else if let value = field.value.property {
        node.properties.append(PlanProperty(field.key, value))
      }
    }
  }

  /// Items of `subqueries` or `query_specifications`, and of a loop: `{"table": {…}}`.
  private mutating func children(
    of item: PlanElement,
    in key: String,
    _ node: inout PlanNode,
    _ depth: Int
  ) throws(PlanProblem) {
    let fields = item.fields ?? []
    let steps = fields.filter { Self.isStep($0) }
    let rest = fields.filter { !Self.isStep($0) }
    if steps.isEmpty {
      if let value = item.property { node.properties.appendItem(value, to: key) }
      return
    }
    for (number, field) in steps.enumerated() {
      var child = try step(field, depth: depth + 1)
      if number == 0 {
        for field in rest {
          guard let value = field.value.property else { continue }
          child.properties.append(PlanProperty(field.key, value))
        }
      }
      relate(&child, key)
      node.children.append(child)
    }
  }

  private func relate(_ node: inout PlanNode, _ key: String) {
    guard key.hasSuffix("subqueries") else { return }
    // MariaDB caches by the outer row: only what depends on it has a cache.
    let isCorrelated =
      node.label == "expression_cache" || node.properties["dependent"]?.text == "true"
      || (node.properties["r_loops"]?.number ?? 1) > 1
    node.parentRelationship = "SubPlan"
    node.operation = .subquery(correlated: isCorrelated)
    node.subplanName =
      node.properties["select_id"]?.text.map { "subquery \($0)" } ?? node.subplanName
  }

  private static func isStep(_ field: PlanField) -> Bool {
    guard field.value.fields != nil || field.value.items != nil else { return false }
    if steps.contains(field.key) { return true }
    // A step of a name that is not known: it holds a table not far below.
    return holdsTable(field.value, levels: 6)
  }

  private static func holdsTable(_ element: PlanElement, levels: Int) -> Bool {
    guard levels > 0 else { return false }
    if let items = element.items { return items.contains { holdsTable($0, levels: levels - 1) } }
    return element.fields?.contains { field in
      field.key == "table" && field.value.fields != nil || field.key == "query_block"
        || holdsTable(field.value, levels: levels - 1)
    } ?? false
  }

  /// Lists of steps that are no step themselves.
  private static func isList(_ field: PlanField) -> Bool {
    field.key.hasSuffix("subqueries") || field.key == "query_specifications"
  }

  private static func label(_ field: PlanField) -> String {
    guard field.key == "table" else { return field.key }
    if let message = field.value["message"]?.text { return message }
    return ["table", field.value["access_type"]?.text].compactMap(\.self).joined(separator: " ")
  }

  private static func operation(_ field: PlanField) -> PlanOperation {
    switch field.key {
    case "query_block": .query
    case "table": field.value["message"] == nil ? .tableScan : .result
    case "nested_loop", "block-nl-join": .nestedLoop
    case "filesort": .sort
    case "read_sorted_file": .result
    case "ordering_operation": isFilesort(field) ? .sort : .result
    case "temporary_table", "buffer_result", "materialization", "materialized",
      "materialized_from_subquery", "insert_from":
      .materialize
    case "window_functions_computation", "windowing": .windowAggregate
    case "sorts": .append
    case "union_result", "except_result", "intersect_result", "unit_result": .setOperation
    case "grouping_operation": .aggregate
    case "duplicates_removal", "duplicate_removal": .unique
    case "expression_cache": .memoize
    default: .other(field.key)
    }
  }

  private static func isFilesort(_ field: PlanField) -> Bool {
    field.value["using_filesort"]?.text == "true"
  }
}
