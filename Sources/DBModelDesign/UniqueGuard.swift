public import DBModelWorkload

/// A unique constraint that items of their own keep: for each row with all of its values there is
/// one guard item, whose key is those values. A service that keeps nothing but keys unique then
/// refuses the second row that wants them.
public struct UniqueGuard: Hashable, Sendable {
  public let entity: EntityID
  /// The attribute or the combination that is unique, in declared order.
  public let fields: [FieldID]
  /// The guard's key: a text that begins with the names of the entity and the attributes.
  public let template: KeyTemplate

  /// - Parameter name: What its keys begin with, `Entity.attribute`; no two guards of a table share
  ///   it.
  /// - Parameter separator: Stands before each value; no encoded value holds it.
  public init(entity: EntityID, fields: [FieldID], name: String, separator: String) {
    self.entity = entity
    self.fields = fields
    var segments: [KeySegment] = []
    for field in fields {
      segments.append(.literal(segments.isEmpty ? name + separator : separator))
      segments.append(.field(field))
    }
    template = .text(segments)
  }
}

/// What an earlier step read of a row that a request changes.
public struct ReadBefore: Hashable, Sendable {
  /// The step that read it.
  public let step: Int
  /// The change holds only while these fields are what was read, and while there is a row or none
  /// as there was.
  public let fields: [FieldID]

  public init(step: Int, fields: [FieldID]) {
    self.step = step
    self.fields = fields
  }
}
