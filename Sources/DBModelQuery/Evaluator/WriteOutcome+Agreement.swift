extension WriteOutcome {
  /// Whether a SQL store's outcome says the same: it cannot tell every reason of a refusal.
  public func agrees(with actual: SQLWriteRunner.Outcome) -> Bool {
    switch (self, actual) {
    case (.applied, .applied): true
    case (.conditionFailed(let a), .conditionFailed(let b)): a == b
    case (.duplicateKey(let a), .duplicate(let b)): a == b
    case (.duplicateUnique(let a, _), .duplicate(let b)): a == b
    case (.missingReference, .refused), (.stillReferenced, .refused), (.rejected, .refused): true
    default: false
    }
  }

  /// Whether the outcome on DynamoDB says the same.
  public func agrees(with actual: DynamoDBWriteOutcome) -> Bool {
    switch (self, actual) {
    case (.applied, .applied), (.repeated, .applied): true
    case (.conditionFailed(let a), .conditionFailed(let b)): a == b
    case (.duplicateKey(let a), .duplicateKey(let b)): a == b
    case (.missingReference(let a), .missingReference(let b)): a == b
    // What holds another unique combination needs no guard of its own: the smaller one refuses.
    case (.duplicateUnique(let a, let fields), .duplicateUnique(let b, let own)):
      a == b && Set(fields).isSuperset(of: own)
    default: false
    }
  }
}
