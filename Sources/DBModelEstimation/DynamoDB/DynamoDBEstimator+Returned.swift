import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension DynamoDBEstimator {
  /// The rows of each entity that come back from a request, behind its filter.
  func rowsReturned(
    _ request: DynamoDBRequest,
    _ pattern: AccessPattern,
    _ units: RequestUnits,
    _ repetitions: Interval
  ) -> [EntityID: Interval] {
    guard request.kind == .query || request.kind == .scan, let first = request.entities.first else {
      return Dictionary(
        request.entities.map { ($0, units.items) },
        uniquingKeysWith: { known, _ in known }
      )
    }
    if request.entities.count > 1 {
      return Dictionary(
        request.entities.map { entity in
          let alone = DynamoDBRequest(
            kind: request.kind,
            table: request.table,
            entities: [entity],
            keyEquals: request.keyEquals
          )
          return (entity, repetitions * matching(alone, pattern) * kept(request, entity, pattern))
        },
        uniquingKeysWith: { known, _ in known }
      )
    }
    return [first: units.rows]
  }

  /// The part of an entity's rows that a filter leaves which is about them.
  private func kept(
    _ request: DynamoDBRequest,
    _ entity: EntityID,
    _ pattern: AccessPattern
  ) -> Interval {
    guard let filter = request.filter,
      filter.fieldPaths.contains(where: { ($0.via.first?.entity ?? $0.field.entity) == entity })
    else { return .one }
    return share(of: filter, request, entity, pattern)
  }

  /// The part of the rows that a request's key leaves which its filter leaves as well.
  func share(
    of filter: Expression,
    _ request: DynamoDBRequest,
    _ entity: EntityID,
    _ pattern: AccessPattern
  ) -> Interval {
    rows.share(
      of: filter,
      entity: entity,
      pattern: pattern,
      bounded: request.sortRange?.field,
      given: fixed(request, entity).fields
    )
  }
}
