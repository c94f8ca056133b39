import DBModelDiagnostics

/// The rules as they show in PostgreSQL's plans.
struct PostgreSQLJudge {
  let index: PlanIndex
  var context: PlanContext { index.context }
  var thresholds: PlanThresholds { context.thresholds }

  init(index: PlanIndex) { self.index = index }

  func judge(_ found: inout PlanJudge.Found) {
    for place in index.steps.indices where index.steps[place].hasSubplan {
      let hashed = hashedSubplans(place)
      for child in index.steps[place].children where !neverRan(child) {
        if hashed.contains(index.node(child).subplanName ?? "") { continue }
        correlated(child, below: place, &found)
      }
    }
    for place in index.steps.indices where !neverRan(place) { inner(place, &found) }
    for place in index.steps.indices where !neverRan(place) { scan(place, &found) }
    for place in index.steps.indices where !neverRan(place) { sort(place, &found) }
    for place in index.steps.indices where !neverRan(place) { discards(place, &found) }
    for place in index.steps.indices where !neverRan(place) { spill(place, &found) }
    for place in index.steps.indices where !neverRan(place) { lossy(place, &found) }
    misestimates(&found)
  }

  private func neverRan(_ place: Int) -> Bool { index.node(place).actual?.loops == 0 }

  func table(_ node: PlanNode) -> String {
    guard let relation = node.relation.map(PlanFigure.quoted) else { return "a table" }
    guard let alias = node.alias.map(PlanFigure.quoted), alias != relation else {
      return "`\(relation)`"
    }
    return "`\(relation)` (as `\(alias)`)"
  }

  func isFullScan(_ place: Int) -> Bool {
    let node = index.node(place)
    switch node.operation {
    // A TID scan reads the pages it names, a sample what it was asked for.
    case .tableScan: return node.label == "Seq Scan"
    case .indexScan, .indexOnlyScan: return node.indexCondition == nil
    default: return false
    }
  }

  // MARK: figures

  /// Rows one run of a scan reads: at the declared size where a whole table was scanned.
  func read(_ place: Int) -> PlanIndex.Figure? {
    guard let read = index.rowsRead(place), isFullScan(place) else { return index.rowsRead(place) }
    return index.atDeclaredSize(place, read, mayStopEarly: mayStopEarly(place))
  }

  /// The factor between what a step has given and what it gives at the declared size of the table
  /// that it reads; 1 where nothing was measured or declared.
  private func scale(_ place: Int) -> Double {
    let scan = index.scan(below: place)
    guard index.node(scan).actual != nil, let measured = index.rowsRead(scan), measured.value > 0,
      let read = read(scan)
    else { return 1 }
    return read.value / measured.value
  }

  // MARK: correlated subqueries

  private func correlated(_ place: Int, below parent: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard node.parentRelationship == "SubPlan" else { return }
    let inside = [place] + Array(index.descendants(place))
    let scans = inside.filter { isFullScan($0) && !isBehindMaterialize($0, within: place) }
    guard let scan = scans.first else { return }
    let measured = node.actual.map { $0.loops * scale(parent) }
    let runs = measured ?? index.rowsRead(parent)?.value ?? index.rowsOut(parent)
    guard let runs, let read = read(scan) else { return }
    // EXISTS stops at its first row, which the estimate knows by its cost alone.
    let visits = runs * read.value
    guard runs > 1, visits >= thresholds.subqueryVisits else { return }
    found.add(
      PlanFinding(
        PlanRules.correlatedSubquery,
        "a subquery scans \(table(index.node(scan))) once per row",
        on: node,
        notes: [
          "\(PlanFigure.runs(runs)) x \(PlanFigure.count(read.value)) rows (\(read.source)) "
            + "= \(PlanFigure.count(visits)) visits; threshold "
            + PlanFigure.count(thresholds.subqueryVisits)
        ],
        help: ["add an index for the column compared with the outer query, or join instead"]
      ),
      at: place,
      explaining: scans
    )
  }

  /// The names of the subplans a step has hashed, as its expressions say: those run once.
  private func hashedSubplans(_ place: Int) -> Set<String> {
    let node = index.node(place)
    let texts =
      [node.filter, node.joinCondition, node.indexCondition].compactMap(\.self)
      + node.properties.flatMap { $0.value.texts }
    var names: Set<String> = []
    for text in texts {
      var rest = text[...]
      while let range = PlanText.firstRange(of: "hashed SubPlan ", in: rest) {
        rest = rest[range.upperBound...]
        names.insert("SubPlan " + rest.prefix { $0.isNumber })
      }
    }
    return names
  }

  private func isBehindMaterialize(_ place: Int, within top: Int) -> Bool {
    index.ancestors(place).prefix { $0 > top }.contains {
      [.materialize, .hash, .cteScan].contains(index.node($0).operation)
    }
  }

  // MARK: nested loops

  private func inner(_ place: Int, _ found: inout PlanJudge.Found) {
    guard index.node(place).operation == .nestedLoop,
      let outer = index.steps[place].children.first(where: { relationship($0) == "Outer" }),
      let inner = index.steps[place].children.first(where: { relationship($0) == "Inner" }),
      let outerRows = outerRows(outer), outerRows > 1
    else { return }
    // What is kept in memory is read once, but every outer row walks through it again.
    var scan = inner
    var isKept = false
    while [.materialize, .memoize, .subqueryScan].contains(index.node(scan).operation),
      let child = index.steps[scan].children.first
    {
      if index.node(scan).operation == .memoize { return }
      isKept = isKept || index.node(scan).operation == .materialize
      scan = child
    }
    guard isFullScan(scan), !found.isExplained(scan), !neverRan(scan),
      let read = read(scan)
    else { return }
    let perRow = isKept ? (index.rowsOut(scan).map { $0 * scale(scan) } ?? read.value) : read.value
    let visits = outerRows * perRow
    guard perRow >= 2, visits >= thresholds.loopVisits else { return }
    var notes = [
      "\(PlanFigure.count(outerRows)) outer rows x \(PlanFigure.count(perRow)) inner rows "
        + "(\(isKept ? "kept in memory" : read.source)) = \(PlanFigure.count(visits)) visits"
    ]
    let join = index.node(place)
    let isProduct = join.joinCondition == nil && index.node(scan).filter == nil
    if isProduct { notes.append("no condition joins the two: every pair is formed") }
    found.add(
      PlanFinding(
        PlanRules.unindexedInner,
        severity: visits >= thresholds.loopVisitsDanger ? .danger : .warning,
        isKept
          ? "every outer row walks through all rows kept of \(table(index.node(scan)))"
          : "\(table(index.node(scan))) is read from end to end once per outer row",
        on: index.node(scan),
        notes: notes,
        help: [
          isProduct
            ? "add the join condition that is missing"
            : "add an index on the columns \(table(index.node(scan))) is joined by"
        ]
      ),
      at: scan,
      explaining: [place]
    )
  }

  private func relationship(_ place: Int) -> String? { index.node(place).parentRelationship }

  /// Executions of the inner side: measured per loop of the join, else estimated.
  private func outerRows(_ place: Int) -> Double? {
    index.node(place).actual.map { $0.rows * scale(place) } ?? index.node(place).estimate?.rows
  }

  // MARK: scans

  private func scan(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard isFullScan(place), !found.isExplained(place), node.operation == .tableScan,
      let read = read(place), !isModified(place)
    else { return }
    let fraction = node.actual == nil ? index.limitFraction(place) : 1
    if context.stopsEarly == true, node.filter == nil, fraction < 1 { return }
    let rows = read.value * fraction
    guard rows >= thresholds.scanRows, var kept = kept(place, found) else { return }
    kept.rows *= scale(place)
    let share = kept.rows / max(rows, 1)
    let limit = kept.isJoin ? thresholds.scanJoinedShare : thresholds.scanKeptShare
    guard share < limit else { return }
    var notes = ["rows read: \(read.prefix)\(PlanFigure.count(rows)) (\(read.source))"]
    if fraction < 1 { notes.append("a LIMIT above ends it after \(PlanFigure.percent(fraction))") }
    notes.append(
      "rows kept by \(kept.by): \(PlanFigure.count(kept.rows)) = \(PlanFigure.percent(share)); "
        + "an index pays below \(PlanFigure.percent(limit))"
    )
    if let loops = node.actual?.loops, loops > 1, !index.isShared(place) {
      notes.append("it ran \(PlanFigure.runs(loops))")
    }
    let severity: Severity = rows >= thresholds.scanRowsDanger ? .danger : .warning
    if !kept.isJoin, let converted = node.filter.flatMap(ConvertedColumn.first) {
      found.add(conversion(converted, node, severity, notes), at: place)
      return
    }
    found.add(
      PlanFinding(
        PlanRules.largeScan,
        severity: severity,
        "\(table(node)) is read from end to end",
        on: node,
        notes: notes,
        help: [
          kept.isJoin
            ? "add an index on the columns \(table(node)) is joined by"
            : "add an index that begins with the columns of the filter"
        ]
      ),
      at: place
    )
  }

  /// No index on the column serves, whichever there is.
  func conversion(
    _ converted: ConvertedColumn,
    _ node: PlanNode,
    _ severity: Severity,
    _ notes: [String]
  ) -> PlanFinding {
    let column = PlanFigure.quoted(converted.column)
    return PlanFinding(
      PlanRules.columnConverted,
      severity: severity,
      "`\(column)` of \(table(node)) is converted to "
        + "\(PlanFigure.quoted(converted.type)) in each row",
      on: node,
      notes: ["filter: " + PlanFigure.quoted(node.filter ?? "")] + notes + [
        "an index on `\(column)` holds its values as they are, and does not serve"
      ],
      help: [
        converted.isWidened
          ? "cast the value to the column's type instead, or index the expression that is compared"
          : "compare `\(column)` as it is with a range of values, or make an index on the "
            + "expression"
      ]
    )
  }

  /// The target of an UPDATE or DELETE of every row.
  private func isModified(_ place: Int) -> Bool {
    index.node(place).filter == nil
      && index.parentNode(place)?.operation == .modifyTable
  }

  /// Rows that survive the scan's own filter, and the joins above up to where rows are merged.
  private func kept(_ place: Int, _ found: PlanJudge.Found)
    -> (rows: Double, by: String, isJoin: Bool)?
  {
    guard let own = index.rowsOut(place) else { return nil }
    var least = (rows: own, by: "its filter", isJoin: false)
    var below = place
    loop: for above in index.ancestors(place) {
      let node = index.node(above)
      if ["SubPlan", "InitPlan"].contains(index.node(below).parentRelationship ?? "") { break }
      switch node.operation {
      case .hash, .gather, .materialize, .sort, .incrementalSort, .memoize, .lockRows: break
      case .nestedLoop, .hashJoin, .mergeJoin:
        // What the join discards is told at its inner side already.
        if found.isExplained(above) { break loop }
        // The inner side of a nested loop is judged there.
        if node.operation == .nestedLoop, index.steps[below].position > 0 { break loop }
        // A semi or anti join may keep few rows of a table it has to look through.
        guard node.joinType == "Inner", let rows = matched(above) else { break loop }
        if rows < least.rows { least = (rows, "the join above", true) }
        // What a filter on pairs drops, no index on either side would.
        if hasPairFilter(node) { break loop }
      default: break loop
      }
      below = above
    }
    return least
  }

  private func hasPairFilter(_ node: PlanNode) -> Bool {
    node.joinFilter != nil && node.operation != .nestedLoop
  }

  /// Pairs that a join's equality lets through; `nil` where a filter on pairs hides how many.
  private func matched(_ place: Int) -> Double? {
    let node = index.node(place)
    guard let rows = index.rowsOut(place) else { return nil }
    guard hasPairFilter(node) else { return rows }
    guard let actual = node.actual else { return nil }
    let times = index.isShared(place) ? max(actual.loops, 1) : 1
    return rows + (actual.rowsRemovedByJoinFilter ?? 0) * times
  }

  // MARK: sorts

  private func sort(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard node.operation == .sort, let limit = limit(above: place),
      let child = index.steps[place].children.first, index.sortsTableRows(place),
      var input = index.rowsOut(child), let output = index.rowsOut(limit)
    else { return }
    input *= scale(child)
    let perResult = thresholds.sortRowsPerResult
    guard input >= thresholds.sortRows, input >= max(output, 1) * perResult else { return }
    found.add(.unservedSort(node, input: input, output: output), at: place)
  }

  private func limit(above place: Int) -> Int? {
    for above in index.ancestors(place) {
      switch index.node(above).operation {
      case .limit: return above
      case .gather, .lockRows, .subqueryScan, .result: continue
      default: return nil
      }
    }
    return nil
  }
}
