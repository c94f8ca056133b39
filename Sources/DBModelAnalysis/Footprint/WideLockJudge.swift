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
      guard case .write(let statements, _) = PatternShape(pattern, workload: workload),
        let held = estimates.latency(of: pattern.id)?.meanMs
      else { return nil }
      return statements.lazy.compactMap { finding($0, access, pattern, held, counts) }.first
    }
  }

  private func finding(
    _ statement: StatementShape,
    _ access: PatternAccess,
    _ pattern: AccessPattern,
    _ held: Interval,
    _ counts: AnsweredRows
  ) -> Diagnostic? {
    guard statement.kind == .update || statement.kind == .delete, !statement.isUniqueLookup,
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
    guard let first = waiting.first, let budget = first.latency else { return nil }
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
      secondary: waiting.prefix(4).compactMap { other in
        other.latency.map { Label($0.span, "`\(other.name)` waits") }
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
  /// if all goes well, in declared order.
  private func waiting(
    for entity: EntityID,
    besides pattern: AccessPattern,
    _ held: Interval
  ) -> [AccessPattern] {
    accesses.map { workload[$0.pattern] }.filter { other in
      guard other.id != pattern.id, other.schedule == nil, let budget = other.latency,
        held.low > budget.milliseconds,
        case .write(let statements, _) = PatternShape(other, workload: workload)
      else { return false }
      return statements.contains {
        $0.entity == entity && $0.kind != .insert && $0.isUniqueLookup
      }
    }
  }
}
