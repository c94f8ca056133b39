public import DBModelWorkload

/// The rows of every entity of a workload, independent of any store.
public struct Dataset: Sendable {
  /// Per entity, in its id's order: rows, each one value per field in declared order, `.null` where
  /// a value is missing. The order of rows means nothing.
  public private(set) var rows: [[[Value]]]
  /// Tokens of idempotent writes that were applied, and when (nanoseconds since 1970).
  var tokens: [IdempotencyToken: Int64] = [:]

  /// No rows at all.
  public init(workload: Workload) {
    rows = workload.entities.map { _ in [] }
  }

  public subscript(entity: EntityID) -> [[Value]] {
    get { rows[entity.rawValue] }
    // In place: a setter would copy all rows for each that is added.
    _modify { yield &rows[entity.rawValue] }
  }

  public var rowCount: Int { rows.reduce(0) { $0 + $1.count } }
}

/// What makes a repeated call of a write recognisable.
struct IdempotencyToken: Hashable, Sendable {
  let pattern: PatternID
  let value: Value
}
