import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Changes of many rows at once, whose locks others wait for longer than they may take.
struct WideLockJudge {
  /// Rows of one call from which on it is worth a word. Judgement.
  static let manyRows = 1_000.0
  /// The part of the time for which locks are held that is worth a word: what is rarer is above the
  /// percentile of every budget but p99 and beyond. Judgement.
  static let heldPart = 0.01

  let workload: Workload
  let store: Store
  /// How those get to their rows that run on the store.
  let accesses: [PatternAccess]
  let estimates: Estimates

  func findings() -> [Diagnostic] {
    // An embedded store has one writer, which is another finding.
    guard store.kind == .auroraPostgreSQL || store.kind == .auroraMySQL else { return [] }
    let counts = AnsweredRows(workload: workload)
    return accesses.compactMap { access in
      let pattern = workload[access.pattern]
      guard
        case .write(let statements, let isTransaction) = PatternShape(pattern, workload: workload),
        let held = estimates.latency(of: pattern.id)?.meanMs, isOften(pattern, held)
      else { return nil }
      // Turns of a loop that commit by themselves let their rows go.
      return statements.lazy.filter { isTransaction || $0.repeatedBy.isEmpty }
        .compactMap { finding($0, access, pattern, held, counts) }.first
    }
  }

  /// Whether the locks may be held for a part of the time that is worth a word; of what comes at an
  /// unknown rate nobody knows.
  private func isOften(_ pattern: AccessPattern, _ held: Interval) -> Bool {
    let calls =
      pattern.schedule.map { $0.runsPerMonth / MonthLength.seconds }
      ?? PeakRate.sustained(of: pattern)?.high
    return calls.map { $0 * held.high * 1e-3 >= Self.heldPart } ?? true
  }

  private func finding(
    _ statement: StatementShape,
    _ access: PatternAccess,
    _ pattern: AccessPattern,
    _ held: Interval,
    _ counts: AnsweredRows
  ) -> Diagnostic? {
    guard statement.kind == .update || statement.kind == .delete,
      !statement.isUniqueLookup || !statement.repeatedBy.isEmpty,
      let changed = counts.changed(statement, pattern)
    else { return nil }
    let entity = workload[statement.entity]
    let all = Cardinality(workload: workload).rows(statement.entity)
    // Without an index InnoDB locks what it reads: all there is.
    var isScan = false
    if case .sql(let path) = access.path, store.kind == .auroraMySQL {
      isScan = path.plannedScans.contains(entity.name)
    }
    // Whom rows that go are of use to is not known.
    guard statement.kind == .update || isScan else { return nil }
    let locked = isScan ? all : changed
    guard locked.low >= Self.manyRows else { return nil }
    let waiting = waiting(for: statement.entity, besides: pattern, held)
    guard let (first, budget) = waiting.first else { return nil }
    let share = Interval(
      min(1, locked.low / max(1, all.high)),
      min(1, locked.high / max(1, all.low))
    )
    let rows = FigureFormatter.interval(locked)
    let part = FigureFormatter.range(low: share.low * 100, high: share.high * 100, unit: "%")
    return Diagnostic(
      WorkloadRules.wideLock,
      "`\(pattern.name)` locks \(rows) rows of `\(entity.name)` for longer than others may take",
      at: Label(pattern.rows?.span ?? pattern.nameSpan, "\(rows) rows in one transaction"),
      secondary: waiting.prefix(4).map { other, budget in
        budget == other.latency
          ? Label(budget.span, "`\(other.name)` waits")
          : Label(other.nameSpan, "`\(other.name)` waits, and a goal says for how long it may")
      },
      notes: [
        isScan
          ? "no index finds them, and InnoDB locks every row that it reads: all \(rows) of them"
          : "rows stay locked until the commit: \(part) of `\(entity.name)`",
        "a call takes \(FigureFormatter.interval(held, "ms")), and who changes one of them waits for "
          + "what is left of it: `\(first.name)` may take "
          + FigureFormatter.range(
            low: budget.milliseconds,
            high: budget.milliseconds,
            unit: "ms"
          ),
      ],
      help: [
        isScan
          ? "let an index find the rows, or change them in portions of some hundreds by their keys"
          : "change them in portions of some hundreds, each in a transaction of its own"
      ],
      path: "\(store.name)/\(entity.name)"
    )
  }

  /// Patterns that change single rows of the entity and may take less than the locks are held even
  /// if all goes well, in declared order, with what they may take.
  private func waiting(
    for entity: EntityID,
    besides pattern: AccessPattern,
    _ held: Interval
  ) -> [(pattern: AccessPattern, budget: LatencyBudget)] {
    let budgets = LatencyBudgets(workload: workload)
    return accesses.compactMap { access in
      let other = workload[access.pattern]
      guard other.id != pattern.id, other.schedule == nil,
        let budget = budgets.tightest(other, access), held.low > budget.milliseconds,
        case .write(let statements, _) = PatternShape(other, workload: workload)
      else { return nil }
      let isSingle = statements.contains {
        $0.entity == entity && $0.kind != .insert && $0.isUniqueLookup
      }
      return isSingle ? (other, budget) : nil
    }
  }
}
