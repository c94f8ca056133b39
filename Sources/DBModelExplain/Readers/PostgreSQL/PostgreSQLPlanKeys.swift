/// Gives PostgreSQL's property names their meaning (versions 12 to 18; source: `explain.c`).
///
/// A key that is not listed stays among the node's properties.
enum PostgreSQLPlanKeys {
  static func resolve(_ node: inout PlanNode) {
    var rest: [PlanProperty] = []
    var facts = Facts()
    for property in node.properties where !take(property, &node, &facts) {
      rest.append(property)
    }
    node.properties = rest
    node.estimate = facts.estimate
    node.actual = facts.hasActual ? facts.actual : nil
    if let sort = facts.sort { node.sort = sort }
    node.operation = operation(node, partialMode: rest["Partial Mode"]?.text)
    node.isCovering = node.operation == .indexOnlyScan
    if let condition = node.indexCondition { node.indexTerms = IndexCondition.terms(condition) }
    if node.relation == nil { node.relation = facts.otherRelation }
  }

  private struct Facts {
    var estimate: PlanEstimate?
    var actual = PlanActual()
    var hasActual = false
    var sort: PlanSort?
    var otherRelation: String?
  }

  private static func take(
    _ property: PlanProperty,
    _ node: inout PlanNode,
    _ facts: inout Facts
  ) -> Bool {
    let value = property.value
    switch property.key {
    case "Node Type": node.label = value.text ?? ""
    case "Parent Relationship": node.parentRelationship = value.text
    case "Subplan Name": node.subplanName = value.text
    case "Relation Name": node.relation = value.text
    case "CTE Name", "Function Name", "Table Function Name", "Tuplestore Name":
      facts.otherRelation = value.text
      return false
    case "Alias": node.alias = value.text
    case "Index Name": node.index = value.text
    case "Index Cond": node.indexCondition = value.text
    case "Filter", "One-Time Filter": node.filter = value.text
    case "Join Type": node.joinType = value.text
    case "Join Filter", "Hash Cond", "Merge Cond":
      if property.key == "Join Filter" { node.joinFilter = value.text }
      node.joinCondition = [node.joinCondition, value.text].compactMap(\.self)
        .joined(separator: " AND ")
    case "Strategy": node.strategy = value.text
    case "Parallel Aware": node.isParallelAware = value.text == "true"
    case "Workers Planned":
      node.workersPlanned = value.number.flatMap { Int(exactly: $0.rounded()) }
    default: return takeFigure(property, &facts)
    }
    return true
  }

  private static func takeFigure(_ property: PlanProperty, _ facts: inout Facts) -> Bool {
    let value = property.value
    switch property.key {
    case "Sort Key": facts.sort = facts.sort.with { $0.keys = value.texts }
    case "Presorted Key": facts.sort = facts.sort.with { $0.presortedKeys = value.texts }
    case "Sort Method": facts.sort = facts.sort.with { $0.method = value.text }
    case "Sort Space Type": facts.sort = facts.sort.with { $0.spaceType = value.text }
    default:
      // A number that cannot be read is passed through as it stands.
      guard let number = value.number else { return false }
      return take(property.key, number, &facts)
    }
    return true
  }

  private static func take(_ key: String, _ number: Double, _ facts: inout Facts) -> Bool {
    switch key {
    case "Sort Space Used": facts.sort = facts.sort.with { $0.spaceKB = number }
    case "Startup Cost": facts.estimate = facts.estimate.with { $0.startupCost = number }
    case "Total Cost": facts.estimate = facts.estimate.with { $0.totalCost = number }
    case "Plan Rows": facts.estimate = facts.estimate.with { $0.rows = number }
    case "Plan Width": facts.estimate = facts.estimate.with { $0.widthBytes = number }
    case "Actual Rows": facts.actual.rows = number
    case "Actual Loops":
      facts.actual.loops = number
      facts.hasActual = true
    case "Actual Startup Time": facts.actual.startupTimeMs = number
    case "Actual Total Time": facts.actual.totalTimeMs = number
    case "Rows Removed by Filter": facts.actual.rowsRemovedByFilter = number
    case "Rows Removed by Join Filter": facts.actual.rowsRemovedByJoinFilter = number
    case "Rows Removed by Index Recheck": facts.actual.rowsRemovedByIndexRecheck = number
    default: return false
    }
    return true
  }

  private static func operation(_ node: PlanNode, partialMode: String?) -> PlanOperation {
    switch node.label {
    case "Seq Scan", "Sample Scan", "Tid Range Scan": .tableScan
    case "Index Scan": .indexScan
    case "Index Only Scan": .indexOnlyScan
    case "Bitmap Index Scan": .bitmapIndexScan
    case "Bitmap Heap Scan": .bitmapHeapScan
    case "BitmapAnd": .bitmapAnd
    case "BitmapOr": .bitmapOr
    case "Tid Scan": .keyLookup
    case "Sort": .sort
    case "Incremental Sort": .incrementalSort
    case "Nested Loop": .nestedLoop
    case "Hash Join": .hashJoin
    case "Merge Join": .mergeJoin
    case "Hash": .hash
    case "Aggregate": .aggregate
    case "Group": .group
    case "Unique": .unique
    case "WindowAgg": .windowAggregate
    case "Limit": .limit
    default: rareOperation(node.label)
    }
  }

  private static func rareOperation(_ label: String) -> PlanOperation {
    switch label {
    case "LockRows": .lockRows
    case "Gather", "Gather Merge": .gather
    case "Memoize": .memoize
    case "Materialize": .materialize
    case "SetOp": .setOperation
    case "Append", "Merge Append": .append
    case "Recursive Union": .recursiveUnion
    case "ModifyTable": .modifyTable
    case "Subquery Scan": .subqueryScan
    case "CTE Scan", "WorkTable Scan", "Named Tuplestore Scan": .cteScan
    case "Function Scan", "Table Function Scan": .functionScan
    case "Values Scan": .valuesScan
    case "Foreign Scan": .foreignScan
    case "Result", "ProjectSet": .result
    default: .other(label.isEmpty ? "step without a type" : label)
    }
  }
}

extension Optional where Wrapped == PlanSort {
  fileprivate func with(_ change: (inout PlanSort) -> Void) -> PlanSort {
    var value = self ?? PlanSort()
    change(&value)
    return value
  }
}

extension Optional where Wrapped == PlanEstimate {
  fileprivate func with(_ change: (inout PlanEstimate) -> Void) -> PlanEstimate {
    var value = self ?? PlanEstimate()
    change(&value)
    return value
  }
}
