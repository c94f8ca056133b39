import DBModelExplain

/// Everything a tree holds as lines, so that two trees can be compared and a difference read.
enum PlanDump {
  /// - Parameters:
  ///   - isReduced: Without what the text format leaves out: counters of 0, flags that are
  ///     false, and what it prints with VERBOSE only; properties in the order of their names.
  ///   - collapsesSpace: Filters with one space for each stretch of white space: psql's frame pads
  ///     the lines of a value.
  static func lines(
    _ plan: PlanTree,
    isReduced: Bool = false,
    collapsesSpace: Bool = false
  ) -> [String] {
    var lines = ["\(plan.engine) analyzed=\(plan.isAnalyzed)"]
    lines += properties(plan.properties, isReduced)
    if let time = plan.planningTimeMs { lines.append("planning \(time)") }
    if let time = plan.executionTimeMs { lines.append("execution \(time)") }
    walk(plan.root, 1, isReduced, &lines)
    guard collapsesSpace || isReduced else { return lines }
    // A line end in a value cannot be told from one that a terminal made.
    return lines.map { line in
      line.prefix { $0 == " " }
        + line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  private static func walk(
    _ node: PlanNode,
    _ depth: Int,
    _ isReduced: Bool,
    _ lines: inout [String]
  ) {
    let alias = node.alias == node.relation && isReduced ? nil : node.alias
    var own = ["\(node.label): \(node.operation)"]
    own += text("relation", node.relation) + text("alias", alias) + text("index", node.index)
    own += text("condition", node.indexCondition) + text("filter", node.filter)
    own += text("on", node.joinCondition) + text("join", node.joinType)
    own += text("is", node.parentRelationship) + text("subplan", node.subplanName)
    own += text("strategy", node.strategy)
    own.append("parallel \(node.isParallelAware) \(node.workersPlanned ?? -1)")
    own.append("terms \(node.indexTerms)")
    if let sort = node.sort { own.append("sort \(sort)") }
    if let estimate = node.estimate { own.append("estimate \(estimate)") }
    if let actual = node.actual {
      let removed = [
        actual.rowsRemovedByFilter, actual.rowsRemovedByJoinFilter,
        actual.rowsRemovedByIndexRecheck,
      ].map { $0 ?? 0 }
      own.append("actual \(actual.rows) x \(actual.loops), removed \(removed)")
      if !isReduced || actual.loops > 0 {
        own.append("time \(actual.startupTimeMs ?? -1) \(actual.totalTimeMs ?? -1)")
      }
    }
    own += properties(node.properties, isReduced)
    let indent = String(repeating: "  ", count: depth)
    lines += own.map { indent + $0 }
    for child in node.children { walk(child, depth + 1, isReduced, &lines) }
  }

  private static func text(_ name: String, _ value: String?) -> [String] {
    value.map { ["\(name) \($0)"] } ?? []
  }

  private static func properties(_ properties: [PlanProperty], _ isReduced: Bool) -> [String] {
    var lines: [String] = []
    for property in properties {
      if isReduced, ["Inner Unique", "Schema"].contains(property.key) { continue }
      guard let text = value(property.value, isReduced) else { continue }
      lines.append("\(property.key) = \(text)")
    }
    return isReduced ? lines.sorted() : lines
  }

  private static func value(_ value: PlanValue, _ isReduced: Bool) -> String? {
    switch value {
    case .text(let text):
      let isSilent = ["false", "0", "0.000", ""].contains(text)
      return isReduced && isSilent ? nil : "`\(text)`"
    case .items(let items):
      let texts = items.compactMap { self.value($0, isReduced) }
      return texts.isEmpty ? nil : "[" + texts.joined(separator: "; ") + "]"
    case .fields(let fields):
      let texts = properties(fields, isReduced)
      return texts.isEmpty ? nil : "{" + texts.joined(separator: "; ") + "}"
    }
  }
}
