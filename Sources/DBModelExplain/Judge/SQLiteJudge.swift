import DBModelDiagnostics

/// The rules as they show in SQLite's plans, which carry no row counts: sizes come from the
/// context, and where they are unknown a finding is a note.
struct SQLiteJudge {
  let index: PlanIndex
  private var context: PlanContext { index.context }
  private var thresholds: PlanThresholds { context.thresholds }

  /// What the children of a step are together; asked for at every child, and so kept.
  private struct Group {
    /// Those that read relations: nested loops, outermost first.
    var loops: [Int] = []
    /// Rows are merged or made anew before an ORDER BY could use an index.
    var isMerged = false
  }

  /// By the step they stand under.
  private let groups: [Group]
  /// Names the statement itself gives to rows it makes: subqueries, CTEs.
  private let madeNames: Set<String>

  init(index: PlanIndex) {
    self.index = index
    var groups = [Group](repeating: Group(), count: index.steps.count)
    var names: Set<String> = []
    for (place, step) in index.steps.enumerated() {
      let node = step.node
      if let parent = step.parent {
        if node.operation.readsRelation { groups[parent].loops.append(place) }
        if Self.merges(node.operation) { groups[parent].isMerged = true }
        // The table of a recursive CTE is read inside its own step.
        if index.node(parent).label == "RECURSIVE STEP", let name = node.relation,
          index.declaredRows(of: name) == nil
        {
          names.insert(name)
        }
      }
      if node.operation == .materialize || node.operation == .subqueryScan,
        let name = node.relation
      {
        names.insert(name)
      }
    }
    self.groups = groups
    madeNames = names
  }

  private static func merges(_ operation: PlanOperation) -> Bool {
    switch operation {
    case .temporaryBTree(.groupBy), .temporaryBTree(.distinct), .subqueryScan, .materialize,
      .append, .setOperation:
      true
    default: false
    }
  }

  func judge(_ found: inout PlanJudge.Found) {
    for place in index.steps.indices { automaticIndex(place, &found) }
    for place in index.steps.indices { correlated(place, &found) }
    for place in index.steps.indices { inner(place, &found) }
    let told = Set(found.explained.compactMap { index.steps[$0].parent })
    for place in index.steps.indices { scan(place, told, &found) }
    for place in index.steps.indices { sort(place, &found) }
  }

  /// Reads a whole table or a whole index: no condition to enter by.
  private func isFullScan(_ place: Int) -> Bool {
    let node = index.node(place)
    switch node.operation {
    case .tableScan: return node.relation != nil && node.indexTerms.isEmpty
    case .indexScan, .indexOnlyScan:
      // A search without a condition is that of the least or the greatest (SQLite, where.c,
      // WHERE_ORDERBY_MIN): it ends with the first row.
      return node.indexCondition == nil && !node.label.hasPrefix("SEARCH ")
    default: return false
    }
  }

  private func rows(_ place: Int) -> Double? {
    index.node(place).relation.flatMap { index.declaredRows(of: $0) }
  }

  private func table(_ node: PlanNode) -> String {
    guard let relation = node.relation else { return "a table" }
    if let table = context.aliases[relation], table != relation {
      return "`\(table)` (as `\(relation)`)"
    }
    return "`\(relation)`"
  }

  // MARK: rules

  private func automaticIndex(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard node.operation == .automaticIndex else { return }
    var notes = ["SQLite builds it at every run of the statement and throws it away"]
    if let rows = rows(place), rows > 1 {
      let steps = rows * Log2.ceiling(rows)
      notes.append(
        "\(PlanFigure.count(rows)) rows x \(PlanFigure.count(Log2.ceiling(rows))) levels = "
          + "\(PlanFigure.count(steps)) steps per run"
      )
    }
    let columns = node.indexTerms.flatMap(\.columns).joined(separator: ", ")
    found.add(
      PlanFinding(
        PlanRules.automaticIndex,
        "an index on \(table(node)) is built at run time",
        on: node,
        notes: notes,
        help: columns.isEmpty
          ? [] : ["add an index on \(table(node)) that begins with `\(columns)`"]
      ),
      at: place
    )
  }

  private func correlated(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard node.operation == .subquery(correlated: true) else { return }
    let scans = index.descendants(place).filter { isFullScan($0) && !found.isExplained($0) }
    // Small enough to be read once per row without anybody noticing.
    let large = scans.filter { (rows($0) ?? .infinity) >= 100 }
    guard let scan = large.first else { return }
    let outer = outerRows(ofSubquery: place)
    var notes = ["`\(index.node(scan).label)` has no condition to enter an index by"]
    var severity = Severity.note
    if let inner = rows(scan) {
      severity = .warning
      if let outer {
        let visits = outer * inner
        if visits < thresholds.subqueryVisits { return }
        notes.append(
          "\(PlanFigure.count(outer)) outer rows x \(PlanFigure.count(inner)) rows of "
            + "\(table(index.node(scan))) = \(PlanFigure.count(visits)) visits per run"
        )
      } else {
        notes.append("each run reads \(PlanFigure.count(inner)) rows")
      }
    } else {
      notes.append("how many rows it reads is not known: the plan does not say")
    }
    found.add(
      PlanFinding(
        PlanRules.correlatedSubquery,
        severity: severity,
        "a correlated subquery scans \(table(index.node(scan))) once per row",
        on: node,
        notes: notes,
        help: ["add an index for the column compared with the outer query, or join instead"]
      ),
      at: place,
      explaining: large
    )
  }

  /// Rows of the scan the subquery hangs beside, where it is the only one.
  private func outerRows(ofSubquery place: Int) -> Double? {
    guard let parent = index.steps[place].parent else { return nil }
    let scans = groups[parent].loops
    guard scans.count == 1, let scan = scans.first, isFullScan(scan) else { return nil }
    return rows(scan)
  }

  /// Siblings that read relations are nested loops, outermost first.
  private func inner(_ place: Int, _ found: inout PlanJudge.Found) {
    let loops = groups[place].loops
    // The greatest known outer side; a join can only narrow it by a condition we cannot see.
    var greatest: Double?
    var hasOneRow = true
    for (order, scan) in loops.enumerated() {
      let outerRows = greatest
      let outerIsOneRow = hasOneRow
      hasOneRow = hasOneRow && isOneRow(scan)
      if isFullScan(scan), let rows = rows(scan) { greatest = max(greatest ?? 0, rows) }
      guard !outerIsOneRow, isFullScan(scan), !found.isExplained(scan) else { continue }
      let node = index.node(scan)
      var notes = [
        "it is inside the loop over `\(PlanFigure.quoted(index.node(loops[order - 1]).label))`"
      ]
      var severity = Severity.note
      if let inner = rows(scan) {
        if inner < 2 { continue }
        if let outerRows {
          let visits = outerRows * inner
          if visits < thresholds.loopVisits { continue }
          severity = visits >= thresholds.loopVisitsDanger ? .danger : .warning
          notes.append(
            "\(PlanFigure.count(outerRows)) outer rows x \(PlanFigure.count(inner)) inner rows = "
              + "\(PlanFigure.count(visits)) visits"
          )
        } else {
          if inner < thresholds.scanRows { continue }
          severity = .warning
          notes.append("each outer row reads \(PlanFigure.count(inner)) rows")
        }
      } else {
        notes.append("its size is not known: the plan does not say")
      }
      found.add(
        PlanFinding(
          PlanRules.unindexedInner,
          severity: severity,
          "\(table(node)) is read from end to end once per outer row",
          on: node,
          notes: notes,
          help: ["add an index on the columns \(table(node)) is joined by"]
        ),
        at: scan
      )
    }
  }

  private func isOneRow(_ place: Int) -> Bool {
    let node = index.node(place)
    if let rows = rows(place), rows <= 1 { return true }
    return node.operation == .keyLookup && node.indexCondition == "rowid=?"
  }

  private func scan(_ place: Int, _ told: Set<Int>, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard isFullScan(place), !found.isExplained(place), !isSubqueryResult(node) else { return }
    let isIndex = node.operation != .tableScan
    // Walking an index is how an order is given; a LIMIT ends it.
    if context.stopsEarly == true, isIndex { return }
    let what = isIndex ? "the whole of index `\(node.index ?? "")`" : table(node)
    guard let rows = rows(place) else {
      found.add(
        PlanFinding(
          PlanRules.largeScan,
          severity: .note,
          "\(what) is read from end to end",
          on: node,
          notes: ["its size is not known: SQLite's plan does not say"],
          help: ["add an index if \(table(node)) grows and few of its rows are wanted"]
        ),
        at: place
      )
      return
    }
    guard rows >= thresholds.scanRows else { return }
    var notes = ["rows read: \(PlanFigure.count(rows)) (declared)"]
    var severity = rows >= thresholds.scanRowsDanger ? Severity.danger : .warning
    // A LIMIT takes few of the rows that match, and says nothing of how many those are.
    let returned = context.stopsEarly == true ? nil : context.resultRows
    if let wanted = context.matchingRows ?? returned {
      let share = wanted / rows
      if share >= thresholds.scanKeptShare { return }
      notes.append(
        "rows wanted: \(PlanFigure.count(wanted)) = \(PlanFigure.percent(share)) of them"
      )
    } else {
      // The outer side of a loop that was told already.
      if let parent = index.steps[place].parent, told.contains(parent) { return }
      severity = severity == .danger ? .warning : .note
      notes.append("how many of them are wanted is not known")
    }
    found.add(
      PlanFinding(
        PlanRules.largeScan,
        severity: severity,
        "\(what) is read from end to end",
        on: node,
        notes: notes,
        help: ["add an index that begins with the columns \(table(node)) is filtered by"]
      ),
      at: place
    )
  }

  /// A scan of a materialised subquery or CTE reads what the statement itself made.
  private func isSubqueryResult(_ node: PlanNode) -> Bool {
    guard let relation = node.relation else { return true }
    return madeNames.contains(relation)
  }

  private func sort(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    // A partly sorted input is sorted in small groups.
    guard node.operation == .temporaryBTree(.orderBy), node.sort == nil else { return }
    let afterGrouping = index.steps[place].parent.map { groups[$0].isMerged } ?? false
    // Arms of a compound statement are sorted to be merged.
    let isArm = index.parentNode(place)?.operation == .append
    if afterGrouping || isArm || context.stopsEarly == false { return }
    guard context.stopsEarly == true, let input = context.matchingRows ?? context.sortedRows else {
      found.add(
        PlanFinding(
          PlanRules.unservedSort,
          severity: .note,
          "rows are sorted at run time",
          on: node,
          notes: ["how many is not known; it matters where a LIMIT needs only a few of them"],
          help: ["add the ORDER BY columns to the index, after those compared with `=`"]
        ),
        at: place
      )
      return
    }
    let output = max(context.resultRows ?? 1, 1)
    guard input >= thresholds.sortRows, input >= output * thresholds.sortRowsPerResult else {
      return
    }
    found.add(
      PlanFinding(
        PlanRules.unservedSort,
        "every matching row is sorted to return a few",
        on: node,
        notes: [
          "\(PlanFigure.count(input)) matching rows are read and sorted for "
            + "\(PlanFigure.count(output)) returned"
        ],
        help: ["add the ORDER BY columns to the index, after those compared with `=`"]
      ),
      at: place
    )
  }
}

/// The number of levels a sort of n things goes through.
enum Log2 {
  static func ceiling(_ value: Double) -> Double {
    guard value.isFinite, value > 1 else { return 0 }
    return Double(value.exponent) + (value.significand > 1 ? 1 : 0)
  }
}
