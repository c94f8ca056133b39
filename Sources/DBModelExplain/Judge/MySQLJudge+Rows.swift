import DBModelDiagnostics

/// Scans, sorts and what is thrown away.
extension MySQLJudge {
  // MARK: scans

  func scan(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard isFullScan(place), !found.isExplained(place), let read = read(place),
      hasCondition(place)
    else { return }
    let fraction = node.actual == nil ? limitFraction(place) : 1
    if context.stopsEarly == true, fraction < 1 { return }
    if context.stopsEarly == true, node.actual == nil, isReadInOrder(place),
      kept(place).map({ $0.rows * scale(place) >= Self.oftenKept * read.value }) ?? true
    {
      return
    }
    let rows = read.value * fraction
    guard rows >= thresholds.scanRows else { return }
    var notes = ["rows read: \(PlanFigure.count(rows)) (\(read.source))"]
    if fraction < 1 { notes.append("a LIMIT above ends it after \(PlanFigure.percent(fraction))") }
    var severity: Severity = rows >= thresholds.scanRowsDanger ? .danger : .warning
    if var kept = kept(place) {
      kept.rows *= scale(place)
      let share = kept.rows / max(rows, 1)
      guard share < thresholds.scanKeptShare else { return }
      notes.append(
        "rows kept by \(kept.by): \(PlanFigure.count(kept.rows)) = \(PlanFigure.percent(share)); "
          + "an index pays below \(PlanFigure.percent(thresholds.scanKeptShare))"
      )
    } else {
      severity = .note
      notes.append("how many of them the condition keeps, the plan does not say")
    }
    if let keys = node.properties["possible_keys"]?.texts, !keys.isEmpty, node.index == nil {
      notes.append("not taken: " + keys.map { "`\($0)`" }.joined(separator: ", "))
    }
    found.add(
      PlanFinding(
        PlanRules.largeScan,
        severity: severity,
        "\(table(node)) is read from end to end",
        on: node,
        notes: notes,
        help: ["add an index that begins with the columns of the filter"]
      ),
      at: place
    )
  }

  /// Of rows that are kept so often a LIMIT finds enough among a few thousand.
  private static let oftenKept = 0.01

  /// Whether nothing above has to see all rows of a step first: MariaDB shows no LIMIT, and the
  /// text of the statement does.
  private func isReadInOrder(_ place: Int) -> Bool {
    var below = place
    for above in index.ancestors(place) {
      switch index.node(above).operation {
      case .limit, .filter, .result, .append: break
      case .nestedLoop: if index.steps[below].position != 0 { return false }
      default: return false
      }
      below = above
    }
    return true
  }

  private func hasCondition(_ place: Int) -> Bool {
    index.node(place).filter != nil || index.parentNode(place)?.operation == .filter
  }

  /// The share of its rows a step gives before a LIMIT above has enough.
  private func limitFraction(_ place: Int) -> Double {
    var below = place
    for above in index.ancestors(place) {
      switch index.node(above).operation {
      case .limit:
        guard let wanted = index.node(above).estimate?.rows, let has = out(below), has > 0 else {
          return 1
        }
        return min(1, wanted / has)
      case .filter, .result, .append: break
      case .nestedLoop: if index.steps[below].position != 0 { return 1 }
      default: return 1
      }
      below = above
    }
    return 1
  }

  // MARK: sorts

  func sort(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard node.operation == .sort, let input = sorted(place), index.sortsTableRows(place),
      !index.descendants(place).contains(where: { index.node($0).operation == .materialize }),
      let output = wanted(place)
    else { return }
    guard input >= thresholds.sortRows, input >= max(output, 1) * thresholds.sortRowsPerResult
    else { return }
    found.add(.unservedSort(node, input: input, output: output), at: place)
  }

  /// Rows that go into a sort.
  private func sorted(_ place: Int) -> Double? {
    guard let child = index.steps[place].children.first else { return nil }
    return out(child).map { $0 * scale(child) }
  }

  /// Rows that a LIMIT takes of a sort; `nil` without one. MariaDB says it at a sort that ran, and
  /// nowhere of one that is planned: there the statement says it of what nothing else follows.
  private func wanted(_ place: Int) -> Double? {
    let properties = index.node(place).properties
    if let limit = properties["r_limit"]?.number, let rows = properties["r_output_rows"]?.number {
      return min(limit, rows)
    }
    var below = place
    for above in index.ancestors(place) {
      switch index.node(above).operation {
      case .limit: return out(above)
      case .result, .query, .filter: break
      // The rows of the first table, in whose order the others follow.
      case .nestedLoop where index.steps[below].position == 0: break
      default: return nil
      }
      below = above
    }
    return context.stopsEarly == true ? context.resultRows : nil
  }

  // MARK: filters

  func discards(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard let actual = node.actual, !found.isExplained(place), !isFullScan(place),
      [.indexScan, .indexOnlyScan, .keyLookup].contains(node.operation)
    else { return }
    var kept = actual.rows * actual.loops
    var removed = (actual.rowsRemovedByFilter ?? 0) * actual.loops
    var filter = node.filter
    if let above = index.parentNode(place), above.operation == .filter, let own = above.actual {
      removed = max(kept - own.rows * own.loops, 0)
      kept = own.rows * own.loops
      filter = above.filter
    }
    let share = removed / max(removed + kept, 1)
    guard removed >= thresholds.discardedRows, share >= thresholds.discardedShare else { return }
    found.add(
      PlanFinding(
        PlanRules.filterDiscards,
        "the scan of \(table(node)) throws away \(PlanFigure.percent(share)) of its rows",
        on: node,
        notes: [
          "\(PlanFigure.count(removed)) rows discarded, \(PlanFigure.count(kept)) kept in "
            + "\(PlanFigure.runs(actual.loops))",
          "filter: " + PlanFigure.quoted(filter ?? ""),
        ],
        help: ["add the filtered columns to `\(node.index ?? "the index")`"]
      ),
      at: place
    )
  }

  // MARK: memory

  func spill(_ place: Int, _ found: inout PlanJudge.Found) {
    let node = index.node(place)
    guard node.operation == .sort, let passes = node.properties["r_sort_passes"]?.number,
      passes > 0
    else { return }
    let buffer = node.properties["r_buffer_size"]?.text.map { " of a buffer of \($0)" } ?? ""
    found.add(
      PlanFinding(
        PlanRules.spill,
        "the sort does not fit in memory and goes to disk",
        on: node,
        notes: ["\(PlanFigure.count(passes)) merge passes\(buffer)"],
        help: ["raise sort_buffer_size for this statement, or read fewer or narrower rows"]
      ),
      at: place
    )
  }

  // MARK: estimates

  /// Scans whose expectation is wrong; what joins them inherits the error.
  func misestimates(_ places: [Int], _ found: inout PlanJudge.Found) {
    for place in places {
      let node = index.node(place)
      guard let actual = node.actual, node.operation.readsRelation, !mayStopEarly(place),
        let estimate = node.properties["rows"]?.number ?? node.estimate?.rows
      else { continue }
      // Query blocks expect rows read: without a histogram, they expect that a filter keeps all.
      let given = node.properties["r_rows"]?.number ?? actual.rows
      let expected = max(estimate, 1)
      let got = max(given, 1)
      let factor = max(expected, got) / min(expected, got)
      guard max(expected, got) >= thresholds.misestimateRows,
        factor >= thresholds.misestimateFactor, got > expected || runsToItsEnd(place)
      else { continue }
      found.add(
        PlanFinding(
          PlanRules.rowMisestimate,
          "the scan of \(table(node)) gives \(PlanFigure.count(factor)) times "
            + "\(got > expected ? "more" : "fewer") rows than expected",
          on: node,
          notes: [
            "expected \(PlanFigure.count(estimate)), got \(PlanFigure.count(given)) per run "
              + "in \(PlanFigure.runs(actual.loops))"
          ],
          help: ["run ANALYZE TABLE; for a skewed column add a histogram"]
        ),
        at: place
      )
    }
  }

  /// MariaDB does not show a LIMIT: only below a step that takes all of its input are few rows an
  /// error. MySQL's iterators show it.
  func runsToItsEnd(_ place: Int) -> Bool {
    index.node(place).properties["r_rows"] == nil
      || index.ancestors(place).contains {
        [.sort, .materialize].contains(index.node($0).operation)
      }
  }

  /// Whether something above may have stopped asking.
  func mayStopEarly(_ place: Int) -> Bool {
    if index.node(place).properties["first_match"] != nil { return true }
    var below = place
    for above in index.ancestors(place) {
      let node = index.node(above)
      switch node.operation {
      case .limit, .subquery: return true
      case .sort, .aggregate, .materialize, .hash: return false
      case .nestedLoop, .hashJoin:
        if ["Semi", "Anti"].contains(node.joinType ?? ""), index.steps[below].position > 0 {
          return true
        }
      default: break
      }
      below = above
    }
    return false
  }
}
