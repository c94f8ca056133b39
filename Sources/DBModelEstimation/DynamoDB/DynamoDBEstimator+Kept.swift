import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension DynamoDBEstimator {
  /// What it costs to keep attributes of the row that a changed row counts for: the whole item and
  /// the entries of its indexes that hold them, twice as any action of a transaction.
  func keptWrite(
    _ kept: KeptChange,
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    _ repetitions: Interval,
    path: DynamoDBPath,
    at position: Int
  ) -> RequestUnits {
    var times = repetitions * keptShare(kept, path, at: position)
    if kept.isByStream {
      // A change that fails is none.
      times = times * (1 - (pattern.failsShare?.value ?? 0))
    } else {
      times = Interval(min(times.low, leastActions(request, path, at: position)), times.high)
    }
    var units = write(
      request,
      pattern,
      times,
      path: path,
      at: position,
      succeeds: kept.isByStream ? 1 : 1 - (pattern.failsShare?.value ?? 0)
    )
    // An action goes with its row; a stream's call is one of its own.
    units.requests = kept.isByStream ? times : .zero
    return units
  }

  /// In which part of the changes some row is changed that the row counts for. That a value is set
  /// to what it was costs nothing, but nobody declares how often that happens, so it is not counted
  /// on.
  func keptShare(_ kept: KeptChange, _ path: DynamoDBPath, at position: Int) -> Interval {
    guard let change = path.owner(of: position) else { return .zero }
    let entity = kept.reference.entity
    let fields = workload[entity].fields(of: kept.reference.attribute).map(\.id)
    let sizes = ItemSizes(workload: workload)
    func share(_ without: Set<FieldID>) -> Double {
      let all = kept.aggregates.map { aggregate -> Double in
        let watched = fields + [aggregate.source?.field].compactMap { $0 }
        return sizes.share(ofRowsWith: watched.filter { !without.contains($0) }, of: entity)
      }
      return all.max() ?? 0
    }
    guard change.kind == .updateItem else { return Interval(share([])) }
    let assigned = Set(change.assignments.map(\.field))
    switch kept.side {
    case .leaving: return change.createsMissing ? Interval(0, share([])) : Interval(share([]))
    case .arriving: return Interval(share(assigned))
    case .staying:
      // Whether an upsert that assigns nothing of it finds a row is not declared.
      let isSet = !assigned.isDisjoint(with: fields + kept.aggregates.compactMap(\.source?.field))
      return change.createsMissing && !isSet ? Interval(0, share([])) : Interval(share(assigned))
    }
  }

  /// How few actions the rows of one transaction need: those that count for one row share it, and a
  /// row that is made in the same transaction is made with what it keeps.
  private func leastActions(
    _ request: DynamoDBRequest,
    _ path: DynamoDBPath,
    at position: Int
  ) -> Double {
    guard path.isTransactional else { return .infinity }
    let isShared = path.requests.enumerated().contains { place, other in
      place != position && other.kind.isWrite && other.guarding == nil
        && other.entities == request.entities && other.keeping?.isByStream != true
    }
    return isShared ? 0 : 1
  }
}
