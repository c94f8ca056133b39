/// Gives the fields of a step their meaning: the names that MariaDB and MySQL's JSON version 1 use,
/// and those of the table format.
enum MySQLTableFields {
  /// - Parameter key: The name that the step stood under.
  static func resolve(_ node: inout PlanNode, key: String) {
    if node.operation == .sort { sort(&node) }
    if key == "block-nl-join",
      let place = node.properties.firstIndex(where: {
        $0.key == "attached_condition"
      })
    {
      node.joinCondition = node.properties.remove(at: place).value.text
      node.joinType = "Inner"
    }
    guard key == "table", node.operation != .result else {
      if let loops = node.properties["r_loops"]?.number, key != "query_block" {
        var actual = PlanActual()
        actual.loops = loops
        actual.rows = node.properties["r_output_rows"]?.number ?? 0
        if node.properties["r_output_rows"] != nil { node.actual = actual }
      }
      return
    }
    table(&node)
  }

  private static func sort(_ node: inout PlanNode) {
    guard let keys = node.properties["sort_key"]?.text else { return }
    var sort = PlanSort()
    sort.keys = PostgreSQLTextProperty.items(keys[...])
    if let passes = node.properties["r_sort_passes"]?.number, passes > 0 { sort.spaceType = "Disk" }
    node.sort = sort
    node.properties.removeAll { $0.key == "sort_key" }
  }

  /// A table's fields, under the names of JSON.
  static func table(_ node: inout PlanNode) {
    var access = ""
    var rest: [PlanProperty] = []
    for property in node.properties {
      let text = property.value.text
      switch property.key {
      case "table_name": node.relation = text
      case "access_type": access = text ?? ""
      case "key" where text != "NULL": node.index = text
      case "attached_condition": node.filter = text
      case "using_index":
        node.isCovering = text == "true" || text == "1"
      default: rest.append(property)
      }
    }
    node.properties = rest
    // `<derived2>` and its like are no table of the schema.
    node.operation = operation(access, node)
    if access.hasPrefix("hash_") { node.strategy = "hash join buffer" }
    condition(access, &node)
    estimate(&node)
    actual(&node)
  }

  private static func operation(_ access: String, _ node: PlanNode) -> PlanOperation {
    switch access {
    case "ALL", "hash_ALL": .tableScan
    case "system", "const": .keyLookup
    case "eq_ref" where node.index == "PRIMARY": .keyLookup
    case "index_merge": .multiIndexOr
    case "index", "range", "ref", "eq_ref", "ref_or_null", "fulltext", "unique_subquery",
      "index_subquery", "hash_index", "hash_range", "hash_ref", "hash_eq_ref":
      node.isCovering ? .indexOnlyScan : .indexScan
    case "", "NULL": .result
    default: .other("table \(access)")
    }
  }

  /// What the index is entered with: its parts and what they are compared with.
  private static func condition(_ access: String, _ node: inout PlanNode) {
    let parts = node.properties["used_key_parts"]?.texts ?? []
    let references = node.properties["ref"]?.texts ?? []
    switch access {
    case "ref", "eq_ref", "const", "ref_or_null", "unique_subquery", "index_subquery", "system":
      guard !parts.isEmpty || !references.isEmpty else { return }
      if parts.count == references.count {
        node.indexTerms = parts.map { PlanTerm(columns: [$0], comparison: .equal) }
        node.indexCondition = zip(parts, references).map { "\($0) = \($1)" }
          .joined(separator: " AND ")
      } else {
        node.indexTerms = parts.map { PlanTerm(columns: [$0], comparison: .equal) }
        node.indexCondition = (parts.isEmpty ? references : parts).joined(separator: ", ")
      }
    case "range", "index_merge", "fulltext", "hash_range":
      node.indexTerms = parts.map { PlanTerm(columns: [$0], comparison: .other) }
      node.indexCondition =
        node.properties["index_condition"]?.text
        ?? (parts.isEmpty ? node.index : parts.joined(separator: ", "))
    default: return
    }
  }

  /// Rows given out are the rows read times the share that the condition keeps.
  private static func estimate(_ node: inout PlanNode) {
    var estimate = PlanEstimate()
    let properties = node.properties
    let read =
      properties["rows"]?.number ?? properties["rows_examined_per_scan"]?.number
    if let read {
      estimate.rows = read * (properties["filtered"]?.number ?? 100) / 100
    }
    estimate.totalCost =
      properties["cost_info"]?.fields["prefix_cost"]?.number ?? properties["cost"]?.number
    if estimate.rows != nil || estimate.totalCost != nil { node.estimate = estimate }
  }

  /// As PostgreSQL has it: averages per loop. MariaDB's times are of all loops together.
  private static func actual(_ node: inout PlanNode) {
    let properties = node.properties
    guard properties["r_loops"] != nil || properties["r_rows"] != nil else { return }
    var actual = PlanActual()
    actual.loops = properties["r_loops"]?.number ?? (properties["r_rows"]?.number == nil ? 0 : 1)
    let read = properties["r_rows"]?.number ?? 0
    let kept = read * (properties["r_filtered"]?.number ?? 100) / 100
    actual.rows = kept
    if kept < read { actual.rowsRemovedByFilter = read - kept }
    let table = properties["r_table_time_ms"]?.number
    let other = properties["r_other_time_ms"]?.number
    if table != nil || other != nil, actual.loops > 0 {
      actual.totalTimeMs = ((table ?? 0) + (other ?? 0)) / actual.loops
    }
    node.actual = actual
  }
}
