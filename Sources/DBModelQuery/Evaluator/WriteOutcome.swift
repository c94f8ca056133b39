public import DBModelWorkload

/// How a write ended. Anything but `applied` changed nothing at all.
public enum WriteOutcome: Hashable, Sendable {
  /// So many rows were inserted, changed or deleted by the statements, cascades not counted.
  case applied(rows: Int)
  /// The idempotency token was seen within the declared time: nothing is done again.
  case repeated
  /// What a statement demands of its rows does not hold; counted from 0 in the order written, a
  /// loop's statements counted once.
  case conditionFailed(statement: Int)
  /// A row with this primary key exists.
  case duplicateKey(EntityID)
  /// A row with these values of a unique combination exists.
  case duplicateUnique(EntityID, [FieldID])
  /// A row refers to one that does not exist.
  case missingReference(AttributeReference)
  /// A row is referred to, and its deletion is restricted.
  case stillReferenced(AttributeReference)
  /// A value does not fit its field, or cannot be computed.
  case rejected(EvaluationError)
}
