import DBModelDiagnostics

/// Makes plan trees of the values of PostgreSQL's JSON and YAML.
struct PostgreSQLDocument {
  private let file: SourceFile
  private let limits: PlanLimits
  private(set) var plans: [PlanTree] = []
  /// Steps so far, of the whole file.
  private(set) var nodeCount: Int

  init(file: SourceFile, nodesBefore: Int, limits: PlanLimits) {
    self.file = file
    self.limits = limits
    nodeCount = nodesBefore
  }

  /// Takes a document: a list of statements, one statement, or one step.
  ///
  /// A part without a plan behind one with a plan belongs to it (pg_store_plans writes its YAML
  /// so). Drivers put the list into a row: `{"QUERY PLAN": […]}`.
  mutating func take(_ element: PlanElement, depth: Int = 0) throws(PlanProblem) {
    if let items = element.items, depth < 4 {
      for item in items { try take(item, depth: depth + 1) }
      return
    }
    guard let fields = element.fields else { return }
    if let plan = element["Plan"] {
      var tree = PlanTree(engine: .postgresql, root: try node(plan, depth: 1))
      tree.properties = properties(fields.filter { $0.key != "Plan" })
      plans.append(tree.finished())
    } else if element["Node Type"] != nil {
      plans.append(PlanTree(engine: .postgresql, root: try node(element, depth: 1)).finished())
    } else if fields.count == 1, depth < 4 {
      try take(fields[0].value, depth: depth + 1)
    } else if var last = plans.popLast() {
      last.properties += properties(fields)
      plans.append(last.finished())
    }
  }

  private func properties(_ fields: [PlanField]) -> [PlanProperty] {
    fields.compactMap { field in field.value.property.map { PlanProperty(field.key, $0) } }
  }

  /// - Parameter depth: Of the step, from 1; bounded by the limits.
  private mutating func node(_ element: PlanElement, depth: Int) throws(PlanProblem) -> PlanNode {
    try limits.count(element, &nodeCount, depth: depth)
    guard let fields = element.fields else {
      throw PlanProblem(title: "a step of the plan is no object", offset: element.place.lowerBound)
    }
    var node = PlanNode(.other(""), label: "")
    let place = element["Node Type"]?.place ?? element.place
    node.span = SourceSpan(file: file.id, lower: place.lowerBound, upper: place.upperBound)
    for field in fields {
      if field.key == "Plans", let steps = field.value.items {
        for step in steps { node.children.append(try self.node(step, depth: depth + 1)) }
      } else if let value = field.value.property {
        node.properties.append(PlanProperty(field.key, value))
      }
    }
    PostgreSQLPlanKeys.resolve(&node)
    return node
  }
}

extension PlanTree {
  /// The measurements of the statement taken out of its properties.
  func finished() -> PlanTree {
    var tree = self
    tree.isAnalyzed = root.actual != nil
    let planning = tree.take("Planning Time")
    let execution = tree.take("Execution Time")
    tree.planningTimeMs = planning ?? planningTimeMs
    tree.executionTimeMs = execution ?? executionTimeMs
    return tree
  }

  /// A figure among the properties, which it leaves; one that is no number stays.
  private mutating func take(_ key: String) -> Double? {
    guard let place = properties.firstIndex(where: { $0.key == key }),
      let number = properties[place].value.number
    else { return nil }
    properties.remove(at: place)
    return number
  }
}
