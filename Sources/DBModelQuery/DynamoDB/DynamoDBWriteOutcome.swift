public import DBModelWorkload

/// How a write on DynamoDB ended.
public enum DynamoDBWriteOutcome: Hashable, Sendable {
  case applied
  /// What a statement demands of its rows does not hold; counted from 0 in the order written, a
  /// loop's statements counted once.
  case conditionFailed(statement: Int)
  /// A row with this primary key exists.
  case duplicateKey(EntityID)
  /// A row with these values of a unique combination exists: their guard is there already.
  case duplicateUnique(EntityID, [FieldID])
  /// A row leads to none that could keep what it counts for.
  case missingReference(AttributeReference)
  /// Other calls changed the row between its being read and its being changed, each time it was
  /// tried.
  case lostRace(EntityID)
}

/// Which conditions of a refused request did not hold.
public struct ConditionFailure: Hashable, Sendable {
  /// Positions among the actions of the request, ascending; 0 for a request of its own.
  public let actions: [Int]

  public init(actions: [Int]) { self.actions = actions }
}
