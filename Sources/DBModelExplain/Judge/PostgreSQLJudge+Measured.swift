import DBModelDiagnostics

/// The rules that need EXPLAIN ANALYZE, but for a sort that is expected to spill.
extension PostgreSQLJudge {
  // MARK: filters

  func discards(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard let actual = node.actual, !found.isExplained(place) else { return }
    let isJoin = node.operation.isJoin
    let removed =
      isJoin ? actual.rowsRemovedByJoinFilter ?? 0 : actual.rowsRemovedByFilter ?? 0
    guard isJoin || [.indexScan, .indexOnlyScan, .bitmapHeapScan].contains(node.operation)
    else { return }
    let thrown = removed * actual.loops
    let kept = actual.rows * actual.loops
    let share = thrown / max(thrown + kept, 1)
    guard thrown >= thresholds.discardedRows, share >= thresholds.discardedShare else { return }
    let counts =
      "\(PlanFigure.count(thrown)) rows discarded, \(PlanFigure.count(kept)) kept in "
      + PlanFigure.runs(actual.loops)
    if !isJoin, let converted = node.filter.flatMap(ConvertedColumn.first) {
      let severity: Severity = thrown >= thresholds.scanRowsDanger ? .danger : .warning
      found.add(conversion(converted, node, severity, [counts]), at: place)
      return
    }
    let isNested = node.operation == .nestedLoop
    let whose = isJoin ? "the join" : "the scan of \(table(node))"
    found.add(
      PlanFinding(
        PlanRules.filterDiscards,
        "\(whose) throws away \(PlanFigure.percent(share)) of its rows",
        on: node,
        notes: [
          counts,
          "filter: " + PlanFigure.quoted((isJoin ? node.joinFilter : node.filter) ?? ""),
        ],
        help: [
          isJoin
            ? isNested
              ? "add an index for the join condition"
              : "let fewer pairs meet: join on one more column, or filter before the join"
            : "add the filtered columns to `\(node.index ?? "the index")`"
        ]
      ),
      at: place
    )
  }

  // MARK: memory

  func spill(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    if let (what, size) = measuredSpill(node) {
      found.add(
        PlanFinding(
          PlanRules.spill,
          "\(what) does not fit in memory and goes to disk",
          on: node,
          notes: [size],
          help: ["raise work_mem for this statement, or read fewer or narrower rows"]
        ),
        at: place
      )
      return
    }
    guard node.actual == nil, node.operation == .sort, index.limitFraction(place) == 1,
      index.parentNode(place)?.operation != .limit, let rows = node.estimate?.rows,
      let width = node.estimate?.widthBytes
    else { return }
    let bytes = rows * width
    let memory = workMemory
    guard bytes > memory.value else { return }
    found.add(
      PlanFinding(
        PlanRules.spill,
        severity: .note,
        "the sort is expected to go to disk",
        on: node,
        notes: [
          "\(PlanFigure.count(rows)) rows x \(PlanFigure.count(width)) bytes = "
            + "\(PlanFigure.count(bytes)) bytes, above work_mem "
            + "\(PlanFigure.count(memory.value)) (\(memory.source))"
        ],
        help: ["raise work_mem for this statement, or read fewer or narrower rows"]
      ),
      at: place
    )
  }

  private func measuredSpill(_ node: PlanNode) -> (String, String)? {
    if node.sort?.spaceType == "Disk" {
      let space = node.sort?.spaceKB.map { "\(PlanFigure.count($0)) kB on disk" }
      return ("the sort", [node.sort?.method, space].compactMap(\.self).joined(separator: ", "))
    }
    guard node.actual != nil else { return nil }
    if node.operation == .hash, let batches = node.properties["Hash Batches"]?.number, batches > 1 {
      return ("the hash table", "\(PlanFigure.count(batches)) batches; one is read from memory")
    }
    if let disk = node.properties["Disk Usage"]?.number, disk > 0 {
      return ("the aggregate", "\(PlanFigure.count(disk)) kB on disk")
    }
    if node.properties["Storage"]?.text == "Disk" {
      let space = node.properties["Maximum Storage"]?.number ?? 0
      return ("the \(node.operation.title)", "\(PlanFigure.count(space)) kB on disk")
    }
    return nil
  }

  private var workMemory: PlanIndex.Figure {
    if let text = index.tree.properties["Settings"]?.fields["work_mem"]?.text,
      let bytes = PostgreSQLMemory.bytes(text)
    {
      return PlanIndex.Figure(value: bytes, source: "from Settings")
    }
    return PlanIndex.Figure(
      value: thresholds.workMemBytes,
      source: "PostgreSQL's default; the plan does not say"
    )
  }

  // MARK: bitmaps

  func lossy(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard node.operation == .bitmapHeapScan,
      let lossy = node.properties["Lossy Heap Blocks"]?.number
    else { return }
    let exact = node.properties["Exact Heap Blocks"]?.number ?? 0
    let share = lossy / max(lossy + exact, 1)
    guard lossy >= thresholds.lossyPages, share >= thresholds.lossyShare else { return }
    var notes = [
      "\(PlanFigure.count(lossy)) of \(PlanFigure.count(lossy + exact)) pages = "
        + PlanFigure.percent(share)
    ]
    if let rechecked = node.actual?.rowsRemovedByIndexRecheck, rechecked > 0 {
      notes.append("\(PlanFigure.count(rechecked)) rows were checked again and dropped")
    }
    found.add(
      PlanFinding(
        PlanRules.lossyBitmap,
        "the bitmap of \(table(node)) points at pages instead of rows",
        on: node,
        notes: notes,
        help: ["raise work_mem for this statement, or make the index more selective"]
      ),
      at: place
    )
  }

  // MARK: estimates

  /// The deepest steps where the expectation goes wrong: what stands above inherits the error.
  func misestimates(_ found: inout PlanJudge.Found) {
    var isWrong = [Bool](repeating: false, count: index.steps.count)
    // A parent comes before its children, so that children are known when it is looked at.
    for place in index.steps.indices.reversed() {
      let inherited = index.steps[place].children.contains { isWrong[$0] }
      isWrong[place] = inherited
      guard !inherited, let (expected, actual) = misestimate(place) else { continue }
      isWrong[place] = true
      let node = index.node(place)
      let factor = max(expected, actual) / min(expected, actual)
      let what = node.relation == nil ? "the \(node.operation.title)" : "the scan of \(table(node))"
      let side = actual > expected ? "more" : "fewer"
      found.add(
        PlanFinding(
          PlanRules.rowMisestimate,
          "\(what) gives \(PlanFigure.count(factor)) times \(side) rows than expected",
          on: node,
          notes: [
            "expected \(PlanFigure.count(node.estimate?.rows ?? 0)), got "
              + "\(PlanFigure.count(node.actual?.rows ?? 0)) per run in "
              + "\(PlanFigure.runs(node.actual?.loops ?? 0))"
          ],
          help: ["run ANALYZE; for conditions on several columns add extended statistics"]
        ),
        at: place
      )
    }
  }

  /// Both sides at least 1: older versions round averages per loop to whole rows.
  private func misestimate(_ place: Int) -> (expected: Double, actual: Double)? {
    let node = index.node(place)
    guard let actual = node.actual, actual.loops > 0, let rows = node.estimate?.rows,
      givesRows(node), !mayStopEarly(place)
    else { return nil }
    let expected = max(rows, 1)
    let got = max(actual.rows, 1)
    guard max(expected, got) >= thresholds.misestimateRows,
      max(expected, got) / min(expected, got) >= thresholds.misestimateFactor
    else { return nil }
    return (expected, got)
  }

  /// Bitmap combinations always print no rows, and a ModifyTable gives none.
  private func givesRows(_ node: PlanNode) -> Bool {
    switch node.operation {
    case .bitmapAnd, .bitmapOr, .modifyTable, .hash, .limit: false
    default: true
    }
  }

  /// Whether something above may have stopped asking, or asked again for rows given before.
  func mayStopEarly(_ place: Int) -> Bool {
    var below = place
    for above in index.ancestors(place) {
      let node = index.node(above)
      if ["SubPlan", "InitPlan"].contains(index.node(below).parentRelationship ?? "") {
        return true
      }
      switch node.operation {
      case .limit, .mergeJoin: return true
      case .nestedLoop, .hashJoin:
        if ["Semi", "Anti"].contains(node.joinType ?? "") || isUniqueInner(node) {
          if index.node(below).parentRelationship == "Inner" { return true }
        }
      // These read all of their input before they give a row.
      case .sort, .hash: return false
      case .aggregate: if node.strategy != "Sorted" { return false }
      default: break
      }
      below = above
    }
    return false
  }

  /// The first match ends the search where the planner knows there is only one.
  private func isUniqueInner(_ node: PlanNode) -> Bool {
    node.properties["Inner Unique"]?.text == "true"
  }
}

/// PostgreSQL's memory settings: `64MB`, `4096kB`, `1GB`; a bare number is in kB for work_mem.
enum PostgreSQLMemory {
  static func bytes(_ text: String) -> Double? {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    guard let number = Double(digits) else { return nil }
    switch text.dropFirst(digits.count).drop(while: { $0 == " " }) {
    case "B": return number
    case "kB", "": return number * 1024
    case "MB": return number * 1024 * 1024
    case "GB": return number * 1024 * 1024 * 1024
    case "TB": return number * 1024 * 1024 * 1024 * 1024
    default: return nil
    }
  }
}
