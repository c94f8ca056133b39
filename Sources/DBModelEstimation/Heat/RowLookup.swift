import DBModelDesign
import DBModelStatistics
import DBModelWorkload

/// How rows were found by an earlier request of a path, and what that says of the popularity of
/// what is then done with each of them.
struct RowLookup {
  /// How the key was asked for under which they were found.
  private let finding: KeyFinding
  /// Found by one of the requests of a call.
  private let rows: Interval
  /// Whether the key is that of one row, so that it is the same row each time.
  private let isOfOneRow: Bool
  let path: DynamoDBPath

  init(
    finding: KeyFinding,
    rows: Interval,
    lookups: Interval,
    request: DynamoDBRequest,
    path: DynamoDBPath,
    workload: Workload
  ) {
    self.finding = finding
    self.rows = Interval(rows.low / max(1, lookups.high), rows.high / max(1, lookups.low))
    self.path = path
    let fixed = Set(
      request.keyEquals.flatMap { key in key.template.fields.prefix(key.operands.count) }
    )
    isOfOneRow =
      request.entities.count == 1
      && request.entities.contains { id in
        let entity = workload[id]
        return ([entity.key] + entity.uniqueCombinations)
          .contains { $0.allSatisfy(fixed.contains) }
      }
  }

  /// Rows found under a popular key are popular too: each of those found in a call may be asked for
  /// as often as the key it was found by, and is where that is the key of one row. So is the key
  /// that it stands under.
  func bounded(_ own: KeyFinding) -> KeyFinding {
    guard case .top(let share) = own.share else { return own }
    let earlier = finding.share.hottest
    let most = max(share.high, earlier.high / max(1, rows.low))
    let least = isOfOneRow ? max(share.low, earlier.low / max(1, rows.high)) : share.low
    guard most > share.high || least > share.low else { return own }
    return KeyFinding(
      .top(Interval(least, most)),
      least > share.low ? finding.spread : own.spread,
      ranking: least > share.low ? finding.ranking : nil,
      isDistinct: own.isDistinct || isOfOneRow && finding.isDistinct,
      basis: finding.basis,
      finding.span
    )
  }
}
