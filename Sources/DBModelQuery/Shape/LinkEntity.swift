public import DBModelWorkload

/// The rows that keep a many-to-many relationship: both sides' keys.
public struct LinkEntity: Sendable {
  public let entity: EntityID
  public let owner: EntityID
  public let target: EntityID
  /// The fields that hold the owner's key, in the order of the owner's key.
  public let ownerFields: [FieldID]
  /// The fields that hold the target's key, in the order of the target's key.
  public let targetFields: [FieldID]

  /// `nil` where the attribute is not many-to-many.
  public init?(_ attribute: AttributeReference, workload: Workload) {
    guard case .many(let target, let link, _, _) = workload[attribute].kind else { return nil }
    let ownerKey = workload[attribute.entity].key
    let fields = workload[link].key
    guard fields.count == ownerKey.count + workload[target].key.count else { return nil }
    entity = link
    owner = attribute.entity
    self.target = target
    ownerFields = Array(fields.prefix(ownerKey.count))
    targetFields = Array(fields.dropFirst(ownerKey.count))
  }
}
