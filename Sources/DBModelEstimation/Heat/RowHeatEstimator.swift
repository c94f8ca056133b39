import DBModelDesign
import DBModelQuery
public import DBModelStatistics
public import DBModelWorkload

/// The locks that the changes of a relational store hold on single rows, and on the whole file
/// where there is one writer.
public struct RowHeatEstimator {
  private let workload: Workload
  private let store: Store
  private let popularity: PopularityReader

  public init(workload: Workload, store: StoreID) {
    self.workload = workload
    self.store = workload[store]
    popularity = PopularityReader(workload: workload)
  }

  /// The entities of which single rows are changed, in declared order.
  ///
  /// - Parameter patterns: Those that run on the store.
  public func rows(_ patterns: [AccessPattern]) -> [RowHeat] {
    var locks: [EntityID: [RowLock]] = [:]
    for pattern in patterns {
      for (entity, lock) in self.locks(pattern) { locks[entity, default: []].append(lock) }
    }
    return locks.sorted { $0.key < $1.key }.map {
      RowHeat(entity: $0.key, store: store.id, locks: $0.value)
    }
  }

  /// The part of the time for which each pattern has the one writer's lock, where the store has
  /// one: SQLite lets one transaction write at a time (www.sqlite.org/isolation.html, checked
  /// 2026-11-29).
  public func writer(_ patterns: [AccessPattern]) -> [(pattern: PatternID, busy: Interval)] {
    guard store.kind == .sqlite else { return [] }
    return patterns.compactMap { pattern in
      guard let peak = PeakRate.interval(of: pattern),
        case .write(let statements, let isTransaction) = PatternShape(pattern, workload: workload)
      else { return nil }
      let count = statements.reduce(0) { $0 + times($1, pattern) }
      // One by one, each statement commits; in a transaction all of them once.
      let seconds =
        isTransaction
        ? statementSeconds * count + commitSeconds : (statementSeconds + commitSeconds) * count
      return (pattern.id, Interval(peak.low * seconds.low, peak.high * seconds.high))
    }
  }

  // MARK: Locks

  private func locks(_ pattern: AccessPattern) -> [(EntityID, RowLock)] {
    guard let peak = PeakRate.interval(of: pattern),
      case .write(let statements, let isTransaction) = PatternShape(pattern, workload: workload)
    else { return [] }
    let counts = statements.map { times($0, pattern) }
    var found: [(EntityID, RowLock)] = []
    for (place, statement) in statements.enumerated() {
      func add(_ entity: EntityID, _ finding: KeyFinding) {
        // What the transaction has locked before it does not lock again.
        if isTransaction, found.contains(where: { $0.0 == entity && $0.1.isOnSameRows(finding) }) {
          return
        }
        found.append(
          (
            entity,
            RowLock(
              pattern: pattern.id,
              callsPerSecond: peak,
              timesPerCall: counts[place],
              isTransaction: isTransaction,
              isDistinct: finding.isDistinct,
              statementsBehind: isTransaction ? counts[(place + 1)...].reduce(0, +) : 0,
              statementSeconds: statementSeconds,
              commitSeconds: commitSeconds,
              share: finding.share,
              ranking: finding.ranking,
              basis: finding.basis,
              basisSpan: finding.span
            )
          )
        )
      }
      if let finding = changed(statement, pattern) { add(statement.entity, finding) }
      for kept in workload.keptAggregates where kept.reference.entity == statement.entity {
        // A trigger changes the row that keeps, in the same transaction.
        if let finding = keeping(kept, statement, pattern) { add(kept.target.entity, finding) }
      }
    }
    return found
  }

  /// How often each row is changed; `nil` for new rows, and where other rows are picked each time.
  private func changed(_ statement: StatementShape, _ pattern: AccessPattern) -> KeyFinding? {
    guard statement.kind != .insert else { return nil }
    let key = statement.uniqueLookup
    guard key != nil || picksTheSameRows(statement) else { return nil }
    var asked: Set<ParameterID> = []
    let findings = statement.filter.equalities.compactMap { equality -> KeyFinding? in
      let field = equality.field.field
      guard equality.field.via.isEmpty, key?.contains(field.field) ?? true else { return nil }
      let operand = equality.operand.requestOperand
      if case .parameter(let reference) = operand, !asked.insert(reference.parameter).inserted {
        return nil
      }
      return popularity.asked(field, by: operand, in: pattern)
    }
    return popularity.combined(findings, in: pattern)
  }

  /// Whether an update picks rows by what they have in common, and leaves that as it is: each of
  /// them is then changed by every call with their value.
  private func picksTheSameRows(_ statement: StatementShape) -> Bool {
    let filter = statement.filter
    let assigned = Set(statement.assignments.map(\.field))
    return statement.kind == .update && !filter.equalities.isEmpty && filter.memberships.isEmpty
      && filter.ranges.isEmpty && filter.links.isEmpty && filter.residual.isEmpty
      && filter.equalities.allSatisfy {
        $0.field.via.isEmpty && !$0.isOptional && !assigned.contains($0.field.field.field)
      }
  }

  /// How often each row is met that keeps something of rows that are made, changed or deleted.
  private func keeping(
    _ kept: KeptAggregate,
    _ statement: StatementShape,
    _ pattern: AccessPattern
  ) -> KeyFinding? {
    let fields = workload[kept.reference.entity].fields(of: kept.reference.attribute)
      .map { FieldReference(kept.reference.entity, $0.id) }
    if let source = statement.source {
      let inserted = fields.map { popularity.inserted($0, source: source, in: pattern) }
      return popularity.combined(inserted, in: pattern)
    }
    let watched = kept.watched(in: workload)
    let isChanged =
      statement.kind == .delete || statement.assignments.contains { watched.contains($0.field) }
    // Rows that a condition picks are met at no rate that is known.
    guard isChanged, statement.isUniqueLookup else { return nil }
    let asked = fields.map { field -> KeyFinding in
      let fixed = statement.filter.equalities.first {
        $0.field.via.isEmpty && $0.field.field == field
      }
      return fixed.map { popularity.asked(field, by: $0.operand.requestOperand, in: pattern) }
        ?? popularity.stored(field, in: pattern)
    }
    return popularity.combined(asked, in: pattern)
  }

  /// Statements of one call.
  private func times(_ statement: StatementShape, _ pattern: AccessPattern) -> Double {
    statement.repeatedBy.reduce(1) { product, list in
      guard case .many(_, let count) = pattern[list].type else { return product }
      return product * count.average
    }
  }

  // MARK: Time

  private var statementSeconds: Interval {
    Self.meanSeconds(
      store.kind == .sqlite ? LatencyPriors.embeddedCall : LatencyPriors.sqlRoundTrip
    )
  }
  private var commitSeconds: Interval {
    Self.meanSeconds(store.kind == .sqlite ? LatencyPriors.embeddedCommit : LatencyPriors.commit)
  }

  private static func meanSeconds(_ prior: LatencyPriors.Prior) -> Interval {
    Interval(
      LogNormal(median: prior.medianMs.low, p95: prior.p95Ms.low).mean / 1_000,
      LogNormal(median: prior.medianMs.high, p95: prior.p95Ms.high).mean / 1_000
    )
  }
}
