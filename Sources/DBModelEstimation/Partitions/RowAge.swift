public import DBModelWorkload

/// How rows of an entity get old.
public struct RowAge {
  public let field: FieldID
  /// The pattern that deletes them; `nil` where they expire by themselves.
  public let deletedBy: AccessPattern?
  /// Whether that is all that the pattern does, whatever the rows are like.
  let isAlone: Bool
  /// Seconds behind their time, more than 0; `nil` where the call says it, or the row.
  public let keptSeconds: Double?
}
