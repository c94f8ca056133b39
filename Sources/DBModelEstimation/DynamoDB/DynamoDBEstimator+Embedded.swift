import DBModelDesign
import DBModelStatistics
import DBModelWorkload
import Glibc

extension DynamoDBEstimator {
  /// The rows that one item holds in the mean, those that a filter leaves of them.
  func rowsHeld(
    _ held: EmbeddedRows,
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern
  ) -> Interval {
    let fields = workload[held.entity].fields(of: held.reference.attribute).map(\.id)
    let all = rows.rows(of: held.entity, sharing: fields, pattern: pattern).mean
    // A filter is over the rows that are asked for, and over none that come with them.
    guard let filter = request.embeddedFilter, case .read(let read) = pattern.operation,
      read.entity == held.entity
    else { return all }
    let share = rows.share(of: filter, entity: held.entity, pattern: pattern, given: fields)
    return Interval(all.low * share.low, all.high * share.high)
  }

  /// How many items new rows are added to, those of one item together: by the declared skew of the
  /// rows that they refer to; without one, evenly.
  func itemsAddedTo(
    _ count: Double,
    _ request: DynamoDBRequest,
    _ source: ParameterID,
    _ pattern: AccessPattern
  ) -> Double {
    var referring: FieldReference?
    for case .parameter(let given) in request.keyEquals.flatMap(\.operands) {
      referring = referring ?? given.field
    }
    guard let referring, let holder = request.entities.first else { return count }
    let skew = PopularityReader(workload: workload)
      .skew(of: ParameterReference(source, field: referring), in: pattern)
    let holders = max(1, Cardinality(workload: workload).rows(holder).middle)
    return CountShape.classes(skew?.popularity ?? .uniform, parents: holders).reduce(0) {
      let chance = min(1, $1.weight / holders)
      return $0 + $1.chance * holders * -expm1(count * log1p(-min(chance, 1 - 1e-12)))
    }
  }
}
