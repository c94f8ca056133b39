import DBModelDesign
import DBModelJSON
import DBModelWorkload

/// One change of one row, with the guards and the kept attributes that go with it.
struct RowChange {
  let kind: String
  let members: JSONValue
  /// The whole primary key of the item.
  let key: JSONValue
  let request: DynamoDBRequest
  /// The statement it is for.
  let statement: Int
  /// Whether the statement asks for a condition; without one, no row found is nothing to do.
  let isDemanded: Bool
  /// For a change that may find nothing: a check that there is nothing to be found.
  let absence: JSONValue?
  let guards: [GuardChange]
  /// What other rows keep of it, in the same transaction.
  let deltas: [KeptDelta]
  /// What was known of the row when the change was made up.
  let before: KnownRow?
  /// The same change of another state of the row; `nil` where it can never hold.
  let remade: (KnownRow) throws -> RowChange?
  /// The rows that it adds to the item of the row that they refer to.
  var adding: [EmbeddedAddition] = []

  var entity: EntityID { request.entities[0] }

  /// A row that is not there is not changed.
  var findsNothing: Bool {
    before.map { $0.values == nil } ?? false && !request.createsMissing
  }

  /// Whether it has no condition but that the row is as it was read: then nothing but another call
  /// can make it fail.
  var onlyRaces: Bool { before != nil && request.condition == nil }

  /// What a condition that does not hold means; `nil` where it means that there is nothing to do.
  var failure: DynamoDBWriteOutcome? {
    if kind == "Put" { return .duplicateKey(entity) }
    return isDemanded ? .conditionFailed(statement: statement) : nil
  }
}
