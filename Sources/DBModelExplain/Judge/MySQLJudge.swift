import DBModelDiagnostics

/// The rules as they show in plans of MySQL and MariaDB.
///
/// Loops come in two shapes: MySQL's iterators join two inputs; query blocks and the table format
/// list all tables of a SELECT, outermost first.
struct MySQLJudge {
  let index: PlanIndex
  var context: PlanContext { index.context }
  var thresholds: PlanThresholds { context.thresholds }

  init(index: PlanIndex) { self.index = index }

  func judge(_ found: inout PlanJudge.Found) {
    let ran = index.steps.indices.filter { index.node($0).actual?.loops != 0 }
    for place in ran { correlated(place, &found) }
    for place in ran { inner(place, &found) }
    for place in ran { conversion(place, &found) }
    for place in ran { scan(place, &found) }
    for place in ran { sort(place, &found) }
    for place in ran { discards(place, &found) }
    for place in ran { spill(place, &found) }
    misestimates(ran, &found)
  }

  func table(_ node: PlanNode) -> String {
    guard let relation = node.relation.map(PlanFigure.quoted) else { return "a table" }
    guard let alias = node.alias.map(PlanFigure.quoted), alias != relation else {
      return "`\(relation)`"
    }
    return "`\(relation)` (as `\(alias)`)"
  }

  /// A table of the schema from end to end: not what a step below has made (`<derived2>`).
  func isFullScan(_ place: Int) -> Bool {
    let node = index.node(place)
    guard let relation = node.relation, !relation.hasPrefix("<"),
      node.children.allSatisfy({ $0.parentRelationship == "SubPlan" })
    else { return false }
    switch node.operation {
    case .tableScan: return true
    case .indexScan, .indexOnlyScan: return node.indexCondition == nil
    default: return false
    }
  }

  // MARK: figures

  /// Rows that one run of a scan reads.
  func read(_ place: Int) -> PlanIndex.Figure? {
    let node = index.node(place)
    if let measured = measured(place) {
      guard isFullScan(place) else { return measured }
      return index.atDeclaredSize(place, measured, mayStopEarly: mayHaveStopped(place))
    }
    if isFullScan(place), let relation = node.relation, let rows = index.declaredRows(of: relation)
    {
      return PlanIndex.Figure(value: rows, source: "declared")
    }
    let rows =
      node.properties["rows"]?.number ?? node.properties["rows_examined_per_scan"]?.number
      ?? node.estimate?.rows
    return rows.map { PlanIndex.Figure(value: $0, source: "the optimiser's estimate") }
  }

  private func measured(_ place: Int) -> PlanIndex.Figure? {
    index.node(place).actual.map { actual in
      PlanIndex.Figure(value: actual.rows + (actual.rowsRemovedByFilter ?? 0), source: "measured")
    }
  }

  /// MariaDB does not show a LIMIT: a scan that read less than half of what the table is thought to
  /// hold may have been stopped by one.
  private func mayHaveStopped(_ place: Int) -> Bool {
    let properties = index.node(place).properties
    if mayStopEarly(place) { return true }
    guard !runsToItsEnd(place), let read = properties["r_rows"]?.number else { return false }
    return read < (properties["rows"]?.number ?? 0) / 2
  }

  /// The factor between what a step has given and what it gives at the declared size of the table
  /// that it reads; 1 where nothing was measured or declared.
  func scale(_ place: Int) -> Double {
    let scan = index.scan(below: place)
    guard let measured = measured(scan), measured.value > 0, let read = read(scan) else {
      return 1
    }
    return read.value / measured.value
  }

  /// Rows a step gives out per run.
  func out(_ place: Int) -> Double? {
    index.node(place).actual?.rows ?? index.node(place).estimate?.rows
  }

  /// The rows that are left of a scan's, and what drops the others. `nil` where the plan does not
  /// say how many those are.
  func kept(_ place: Int) -> (rows: Double, by: String)? {
    let node = index.node(place)
    if let parent = index.steps[place].parent, index.node(parent).operation == .filter,
      let rows = out(parent)
    {
      return (rows, "the filter above")
    }
    let isOfTable =
      node.properties["rows"] != nil || node.properties["rows_examined_per_scan"] != nil
    // 100 beside a condition says that nothing is known of it: no histogram, no index.
    if node.filter != nil, node.actual == nil, isOfTable,
      node.properties["filtered"]?.number ?? 100 >= 100
    {
      return nil
    }
    return out(place).map { ($0, "its filter") }
  }

  /// How often a step runs because of the steps before it in its loop: measured (at the declared
  /// sizes of what those read), else the product of the rows that they give out.
  func runs(_ place: Int) -> Double {
    let loops = index.node(place).actual?.loops
    var runs = max(loops ?? 1, 1)
    var below = place
    for above in index.ancestors(place) {
      if index.node(above).operation == .nestedLoop {
        let before = index.steps[above].children.prefix { $0 < below }
        for outer in before where index.node(outer).parentRelationship != "SubPlan" {
          runs *= loops == nil ? max(out(outer) ?? 1, 1) : scale(outer)
        }
      }
      switch index.node(above).operation {
      // What is made once is read from there.
      case .materialize, .hashJoin, .hash, .query, .subquery, .sort: return runs
      default: break
      }
      below = above
    }
    return runs
  }

  // MARK: correlated subqueries

  private func correlated(_ place: Int, _ found: inout PlanJudge.Found) {
    guard case .subquery(true) = index.node(place).operation else { return }
    let inside = index.descendants(place).filter { below in
      isFullScan(below) && !isMade(below, within: place)
    }
    guard let scan = inside.first, let read = read(scan) else { return }
    let count = index.node(scan).actual?.loops ?? outerRows(of: place)
    guard let count, count > 1 else { return }
    let visits = count * read.value
    guard visits >= thresholds.subqueryVisits else { return }
    found.add(
      PlanFinding(
        PlanRules.correlatedSubquery,
        "a subquery scans \(table(index.node(scan))) once per row",
        on: index.node(place),
        notes: [
          "\(PlanFigure.runs(count)) x \(PlanFigure.count(read.value)) rows (\(read.source)) "
            + "= \(PlanFigure.count(visits)) visits; threshold "
            + PlanFigure.count(thresholds.subqueryVisits)
        ],
        help: ["add an index for the column compared with the outer query, or join instead"]
      ),
      at: place,
      explaining: inside
    )
  }

  private func isMade(_ place: Int, within top: Int) -> Bool {
    index.ancestors(place).prefix { $0 > top }.contains { index.node($0).operation == .materialize }
  }

  /// Rows of the query that a subquery belongs to: the last step of its loop runs for each.
  private func outerRows(of place: Int) -> Double? {
    guard let parent = index.steps[place].parent else { return nil }
    if index.node(parent).operation.readsRelation {
      return read(parent).map { $0.value * runs(parent) }
    }
    var rows = 1.0
    var isKnown = false
    for sibling in index.steps[parent].children where sibling != place {
      if case .subquery = index.node(sibling).operation { continue }
      let scans =
        index.node(sibling).operation == .nestedLoop
        ? index.steps[sibling].children : [sibling]
      for scan in scans {
        guard let own = read(scan)?.value ?? out(scan) else { continue }
        isKnown = true
        rows *= max(own, 1)
      }
    }
    return isKnown ? rows : nil
  }

  // MARK: nested loops

  private func inner(_ place: Int, _ found: inout PlanJudge.Found) {
    guard isFullScan(place), !found.isExplained(place), let loop = loop(place),
      !usesHash(place, loop), let read = read(place)
    else { return }
    let count = isBuffered(place, loop) ? bufferedRows(place) : runs(place)
    let visits = count * read.value
    guard count > 1, read.value >= 2, visits >= thresholds.loopVisits else { return }
    let node = index.node(place)
    let isProduct =
      node.filter == nil && block(place)?.joinCondition == nil
      && index.parentNode(place)?.operation != .filter
    var notes = [
      "\(PlanFigure.count(count)) outer rows x \(PlanFigure.count(read.value)) inner rows "
        + "(\(read.source)) = \(PlanFigure.count(visits)) visits"
    ]
    if isBuffered(place, loop) {
      notes.append("a join buffer saves reading, not comparing: every pair is formed")
    } else if isProduct {
      notes.append("no condition joins the two: every pair is formed")
    }
    found.add(
      PlanFinding(
        PlanRules.unindexedInner,
        severity: visits >= thresholds.loopVisitsDanger ? .danger : .warning,
        "\(table(node)) is read from end to end once per outer row",
        on: node,
        notes: notes,
        help: [
          isProduct
            ? "add the join condition that is missing"
            : "add an index on the columns \(table(node)) is joined by"
        ]
      ),
      at: place,
      explaining: [loop]
    )
  }

  /// The loop that a step is an inner side of; what is read from a made table is not.
  private func loop(_ place: Int) -> Int? {
    var below = place
    for above in index.ancestors(place) {
      switch index.node(above).operation {
      case .nestedLoop:
        if index.node(above).label == "block-nl-join" { break }
        return index.steps[above].children.first == below ? nil : above
      case .filter, .limit, .result: break
      default: return nil
      }
      below = above
    }
    return nil
  }

  private func block(_ place: Int) -> PlanNode? {
    index.parentNode(place).flatMap { $0.label == "block-nl-join" ? $0 : nil }
  }

  private func usesHash(_ place: Int, _ loop: Int) -> Bool {
    let extra = index.node(place).properties["Extra"]?.text ?? ""
    let buffer = index.node(place).properties["using_join_buffer"]?.text ?? ""
    let type = block(place)?.properties["join_type"]?.text ?? ""
    return index.node(place).strategy != nil || extra.contains("hash join")
      || extra.contains("BNLH") || buffer.contains("hash") || type.contains("BNLH")
  }

  private func isBuffered(_ place: Int, _ loop: Int) -> Bool {
    index.node(place).properties["Extra"]?.text?.contains("join buffer") == true
      || index.node(place).properties["using_join_buffer"] != nil || block(place) != nil
  }

  /// Rows that fill the join buffer, all buffers together: measured at the block.
  private func bufferedRows(_ place: Int) -> Double {
    if let block = block(place), let loops = block.properties["r_loops"]?.number { return loops }
    guard let parent = index.steps[place].parent else { return 1 }
    let step = block(place) == nil ? place : parent
    guard let loop = index.steps[step].parent else { return 1 }
    var rows = 1.0
    for outer in index.steps[loop].children.prefix(while: { $0 < step }) {
      rows *= max(out(outer) ?? 1, 1)
    }
    return rows
  }
}
