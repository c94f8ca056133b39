public import DBModelWorkload

extension Expression {
  /// `state in (.open, .held)`: one of several literals of one field of the row itself.
  public var isListOfCases: Bool { listedField != nil }

  /// The field that is one of several literals; `nil` of every other condition.
  public var listedField: FieldID? {
    guard case .or(let parts) = self, parts.count > 1 else { return nil }
    var found: FieldPath?
    for part in parts {
      guard case .comparison(.equal, .field(let path), .literal(let value)) = part,
        value != .null, path.via.isEmpty, found == nil || found == path
      else { return nil }
      found = path
    }
    return found?.field.field
  }

  /// How many different literals such a condition names; 1 of every other.
  public var listedCount: Int {
    guard isListOfCases, case .or(let parts) = self else { return 1 }
    return Set(parts).count
  }
}
