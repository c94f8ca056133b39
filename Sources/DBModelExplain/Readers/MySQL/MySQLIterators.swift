import DBModelDiagnostics

/// Makes plan trees of MySQL's JSON version 2, and holds what it has in common with TREE.
struct MySQLIterators {
  private let file: SourceFile
  private let limits: PlanLimits
  private(set) var nodeCount: Int

  init(file: SourceFile, nodesBefore: Int, limits: PlanLimits) {
    self.file = file
    self.limits = limits
    nodeCount = nodesBefore
  }

  /// Whether a document is of this form: 8.3 has the tree at the top, later versions in
  /// `query_plan`.
  static func isPlan(_ element: PlanElement) -> Bool {
    element["query_plan"] != nil || element["operation"] != nil
  }

  mutating func read(_ element: PlanElement) throws(PlanProblem) -> PlanTree {
    let ofStatement = ["query", "query_type", "json_schema_version"]
    let top = element["query_plan"] ?? element
    var tree = Self.tree([try node(top, depth: 1)])
    for field in element.fields ?? [] where field.key != "query_plan" {
      let isTop = element["query_plan"] != nil || ofStatement.contains(field.key)
      guard isTop, let value = field.value.property else { continue }
      tree.properties.append(PlanProperty(field.key, value))
    }
    tree.root.properties.removeAll { ofStatement.contains($0.key) }
    return tree
  }

  private mutating func node(_ element: PlanElement, depth: Int) throws(PlanProblem) -> PlanNode {
    try limits.count(element, &nodeCount, depth: depth)
    guard let fields = element.fields else {
      throw PlanProblem(title: "a step of the plan is no object", offset: element.place.lowerBound)
    }
    let words = element["operation"]
    var node = MySQLOperation.node(words?.text ?? element["heading"]?.text ?? "")
    let place = words?.place ?? element.place
    node.span = SourceSpan(file: file.id, lower: place.lowerBound, upper: place.upperBound)
    var figures: [PlanProperty] = []
    for field in fields {
      switch field.key {
      case "operation": continue
      case "inputs", "inputs_from_select_list", "inputs_from_condition":
        guard let inputs = field.value.items else { break }
        for input in inputs { node.children.append(try self.node(input, depth: depth + 1)) }
        continue
      default: break
      }
      if let value = field.value.property { figures.append(PlanProperty(field.key, value)) }
    }
    Self.take(figures, &node)
    if let heading = element["heading"]?.text, words != nil {
      let subquery = MySQLOperation.node(heading)
      node.subplanName = subquery.subplanName
      node.parentRelationship = subquery.parentRelationship
    }
    return node
  }

  /// The trees of a statement under one root; what stands beside the first is a subquery of it.
  static func tree(_ roots: [PlanNode]) -> PlanTree {
    var root = PlanNode(.query, label: "query")
    root.children = roots
    var tree = PlanTree(
      engine: .mysql,
      root: roots.count == 1 ? roots[0] : root
    )
    tree.isAnalyzed = roots.contains { $0.actual != nil }
    return tree
  }

  /// Figures under the names of either format; what is none stays a property.
  static func take(_ properties: [PlanProperty], _ node: inout PlanNode) {
    var estimate = PlanEstimate()
    var actual = PlanActual()
    var hasEstimate = false
    var hasActual = false
    for property in properties {
      let number = property.value.number
      switch property.key {
      case "table_name":
        if let table = property.value.text {
          if let shown = node.relation, shown != table { node.alias = shown }
          node.relation = table
        }
      case "index_name": node.index = property.value.text ?? node.index
      case "covering": node.properties.append(property)
      case "estimated_rows", "Plan Rows":
        (estimate.rows, hasEstimate) = (number, true)
      case "estimated_total_cost", "Total Cost":
        (estimate.totalCost, hasEstimate) = (number, true)
      case "estimated_first_row_cost", "Startup Cost":
        (estimate.startupCost, hasEstimate) = (number, true)
      case "cost":
        (estimate.totalCost, hasEstimate) = (number, true)
      case "actual_rows", "Actual Rows": (actual.rows, hasActual) = (number ?? 0, true)
      case "actual_loops", "Actual Loops": (actual.loops, hasActual) = (number ?? 1, true)
      case "actual_first_row_ms", "Actual Startup Time": actual.startupTimeMs = number
      case "actual_last_row_ms", "Actual Total Time": actual.totalTimeMs = number
      default: node.properties.append(property)
      }
    }
    if hasEstimate { node.estimate = estimate }
    if hasActual { node.actual = actual }
  }
}
