import DBModelDesign
import DBModelStatistics
import DBModelWorkload

extension DynamoDBEstimator {
  /// The rows that one item holds in the mean, those that a filter leaves of them.
  func rowsHeld(
    _ held: EmbeddedRows,
    _ filter: Expression?,
    _ pattern: AccessPattern
  ) -> Interval {
    let fields = workload[held.entity].fields(of: held.reference.attribute).map(\.id)
    let all = rows.rows(of: held.entity, sharing: fields, pattern: pattern).mean
    guard let filter else { return all }
    let share = rows.share(of: filter, entity: held.entity, pattern: pattern, given: fields)
    return Interval(all.low * share.low, all.high * share.high)
  }
}
