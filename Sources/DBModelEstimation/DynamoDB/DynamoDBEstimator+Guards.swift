import DBModelDesign
import DBModelStatistics
import DBModelWorkload

extension DynamoDBEstimator {
  /// What the put or the delete of a unique value's guard costs.
  func guardWrite(
    _ own: UniqueGuard,
    _ request: DynamoDBRequest,
    _ repetitions: Interval,
    path: DynamoDBPath,
    at position: Int
  ) -> RequestUnits {
    let size = sizes.guardItem(request.table, own)
    let times = repetitions * guardShare(request, path, at: position)
    let units = design.table(named: request.table) == nil ? .zero : times * (2 * size.writeBlocks)
    return RequestUnits(
      structure: request.table,
      readUnits: .zero,
      writeUnits: [(request.table, units)],
      items: times,
      // It goes with the change of its row.
      requests: .zero,
      repetitions: times,
      bytes: times * size.meanBytes,
      basis: .writes(
        times,
        meanBytes: size.meanBytes,
        transactionFactor: Interval(2),
        indexWrites: 0
      )
    )
  }

  /// How many times its units a change of a row costs: twice in a transaction, which one that
  /// writes no guard and counts for no other row is not, where the pattern declares none.
  func transactionFactor(_ path: DynamoDBPath, at position: Int) -> Interval {
    if path.isTransactional || path.requests[position].keeping != nil { return Interval(2) }
    let shares =
      path.guards(of: position).map { guardShare(path.requests[$0], path, at: $0) }
      + path.keepers(of: position).compactMap { place in
        path.requests[place].keeping.map { keptShare($0, path, at: place) }
      }
    func atLeastOne(_ end: (Interval) -> Double) -> Double {
      1 - shares.reduce(1) { $0 * (1 - min(1, max(0, end($1)))) }
    }
    return Interval(1 + atLeastOne { $0.low }, 1 + atLeastOne { $0.high })
  }

  /// In which part of the changes a guard is written: where the row has all of its values. That a
  /// value is set to what it was costs nothing, but nobody declares how often that happens, so it
  /// is not counted on.
  private func guardShare(
    _ request: DynamoDBRequest,
    _ path: DynamoDBPath,
    at position: Int
  ) -> Interval {
    guard let own = request.guarding,
      let change = path.owner(of: position)
    else { return .zero }
    let sizes = ItemSizes(workload: workload)
    let stored = sizes.share(ofRowsWith: own.fields, of: own.entity)
    guard change.kind == .updateItem else { return Interval(stored) }
    let assigned = change.assignments.filter { own.fields.contains($0.field) }
    // Whether an upsert finds a row is not declared.
    if request.kind == .deleteItem {
      return change.createsMissing ? Interval(0, stored) : Interval(stored)
    }
    let others = own.fields.filter { field in !assigned.contains { $0.field == field } }
    let put = sizes.share(ofRowsWith: others, of: own.entity)
    return change.createsMissing && assigned.isEmpty ? Interval(0, put) : Interval(put)
  }
}
