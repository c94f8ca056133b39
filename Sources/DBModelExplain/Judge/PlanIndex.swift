/// A plan's steps in one array, parents before children, so that rules can look up and down.
struct PlanIndex {
  struct Step {
    let node: PlanNode
    let parent: Int?
    /// Which child of its parent, from 0.
    let position: Int
    fileprivate(set) var children: [Int] = []
    /// One of the children is a subquery in an expression.
    fileprivate(set) var hasSubplan = false
  }

  private(set) var steps: [Step] = []
  let tree: PlanTree
  let context: PlanContext
  private let sizes: [String: Double]

  init(_ tree: PlanTree, _ context: PlanContext) {
    self.tree = tree
    self.context = context
    sizes = Dictionary(
      context.sizes.map { ($0.relation.lowercased(), $0.rows) },
      uniquingKeysWith: { a, _ in a }
    )
    add(tree.root, parent: nil, position: 0)
  }

  /// Depth is bounded by the readers (`PlanLimits.depth`).
  private mutating func add(_ node: PlanNode, parent: Int?, position: Int) {
    let place = steps.count
    steps.append(Step(node: node, parent: parent, position: position))
    steps[place].hasSubplan = node.children.contains { $0.parentRelationship == "SubPlan" }
    for (position, child) in node.children.enumerated() {
      steps[place].children.append(steps.count)
      add(child, parent: place, position: position)
    }
  }

  /// Rows of the table a plan calls by this name or alias; letter case does not count.
  func declaredRows(of name: String) -> Double? {
    sizes.isEmpty ? nil : sizes[(context.aliases[name] ?? name).lowercased()]
  }

  func node(_ place: Int) -> PlanNode { steps[place].node }

  func parentNode(_ place: Int) -> PlanNode? { steps[place].parent.map { node($0) } }

  /// The steps above, innermost first.
  func ancestors(_ place: Int) -> [Int] {
    var above: [Int] = []
    var at = steps[place].parent
    while let place = at {
      above.append(place)
      at = steps[place].parent
    }
    return above
  }

  /// Every step below, in order.
  func descendants(_ place: Int) -> Range<Int> {
    var last = place
    while let child = steps[last].children.last { last = child }
    return (place + 1)..<(last + 1)
  }
}

extension PlanIndex {
  /// What a step gives out for the whole statement run once, as far as its own loops go.
  ///
  /// Estimates of a parallel step are per process: total = estimate x divisor.
  func rowsOut(_ place: Int) -> Double? {
    let node = node(place)
    if let actual = node.actual {
      return isShared(place) ? actual.rows * max(actual.loops, 1) : actual.rows
    }
    guard let rows = node.estimate?.rows else { return nil }
    return rows * divisor(place)
  }

  /// Whether the processes of a Gather share the step's work, rather than each doing all of it.
  func isShared(_ place: Int) -> Bool {
    guard gather(place) != nil else { return false }
    return node(place).isParallelAware
      || descendants(place).contains { node($0).isParallelAware }
  }

  func gather(_ place: Int) -> Int? {
    ancestors(place).first { node($0).operation == .gather }
  }

  /// Workers plus the leader's share, as PostgreSQL reckons it (`get_parallel_divisor`,
  /// costsize.c: the leader gives 1 - 0.3 x workers while that is above 0).
  private func divisor(_ place: Int) -> Double {
    guard let gather = gather(place), isShared(place),
      let workers = node(gather).workersPlanned, workers > 0
    else { return 1 }
    let count = Double(workers)
    return count + max(0, 1 - 0.3 * count)
  }

  /// A figure and the words that say where it comes from.
  struct Figure {
    let value: Double
    let source: String
    /// A product with a mean that the engine has rounded.
    var isRounded = false
    /// `about ` before such a one.
    var prefix: String { isRounded ? "about " : "" }
  }

  /// Rows one run of a scan reads; `nil` where nothing says it.
  func rowsRead(_ place: Int) -> Figure? {
    let node = node(place)
    if let actual = node.actual {
      let removed =
        (actual.rowsRemovedByFilter ?? 0) + (actual.rowsRemovedByIndexRecheck ?? 0)
      let times = isShared(place) ? max(actual.loops, 1) : 1
      return Figure(
        value: (actual.rows + removed) * times,
        source: "measured",
        isRounded: actual.loops > 1
      )
    }
    if let relation = node.relation, let rows = declaredRows(of: relation) {
      return Figure(value: rows, source: "declared")
    }
    guard let estimate = node.estimate, let rows = estimate.rows else { return nil }
    if node.filter == nil {
      return Figure(value: rows * divisor(place), source: "the planner's estimate")
    }
    // A subquery per row is inside the cost and cannot be taken out; a hashed one is in the start.
    guard let total = estimate.totalCost else { return nil }
    let cost = total - (estimate.startupCost ?? 0)
    if steps[place].hasSubplan, (estimate.startupCost ?? 0) == 0 {
      return Figure(
        value: rows * divisor(place),
        source: "at least; the planner's estimate of rows kept"
      )
    }
    let operators = Self.operators(node.filter ?? "")
    let implied =
      impliedRows(cost: cost, width: estimate.widthBytes ?? 0, operators: operators)
      * divisor(place)
    return Figure(
      value: max(implied, rows * divisor(place)),
      source: "about, from cost \(PlanFigure.count(cost)) at rows of 200 bytes"
    )
  }

  /// A filtered scan says what it keeps, not what it reads; the cost says that:
  /// cost = pages x seq_page_cost + rows x (cpu_tuple_cost + operators x cpu_operator_cost), in
  /// pages of 8 KB.
  ///
  /// Rows are taken as at least 200 bytes wide (and 28 of header and pointer), which errs towards
  /// few rows and so towards silence. Source: costsize.c, `cost_seqscan`; defaults 1, 0.01, 0.0025.
  private func impliedRows(cost: Double, width: Double, operators: Double) -> Double {
    let page = setting("seq_page_cost") ?? 1
    let tuple =
      (setting("cpu_tuple_cost") ?? 0.01) + operators * (setting("cpu_operator_cost") ?? 0.0025)
    let perRow = tuple + page * (max(width, 200) + 28) / 8192
    return perRow > 0 ? max(0, cost) / perRow : 0
  }

  /// At least as many as there are conditions: each has one, and functions have their own.
  private static func operators(_ filter: String) -> Double {
    var count = 1.0
    for word in [" AND ", " OR "] {
      var rest = filter[...]
      while let range = PlanText.firstRange(of: word, in: rest) {
        count += 1
        rest = rest[range.upperBound...]
      }
    }
    return count
  }

  /// A changed setting, where the plan prints it.
  func setting(_ name: String) -> Double? {
    tree.properties["Settings"]?.fields[name]?.number
  }

  /// The share of its rows a step has to give before a LIMIT above is satisfied; 1 without one.
  func limitFraction(_ place: Int) -> Double {
    var below = place
    for above in ancestors(place) {
      let node = node(above)
      switch node.operation {
      case .limit:
        guard let wanted = node.estimate?.rows, let has = self.node(below).estimate?.rows,
          has > 0
        else { return 1 }
        return min(1, wanted / has)
      case .gather, .subqueryScan, .append, .lockRows, .result: break
      case .nestedLoop: if steps[below].position != 0 { return 1 }
      default: return 1
      }
      below = above
    }
    return 1
  }
}
