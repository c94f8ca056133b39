public import DBModelDiagnostics

/// An attribute that is kept from the rows that refer to its row: `= sum(orders.total)`.
public struct KeptAggregate: Hashable, Sendable {
  /// The attribute that is kept.
  public let target: FieldReference
  /// Never `avg`, which is a sum and a count.
  public let function: AggregateFunction
  /// The reference by which a row counts for the row it leads to.
  public let reference: AttributeReference
  /// What is added up or compared; `nil` for the count of rows.
  public let source: FieldReference?
  /// How old the value may be, seconds; `nil` where it may not be older than the rows.
  public let freshWithinSeconds: Double?
  public let span: SourceSpan

  public init(
    target: FieldReference,
    function: AggregateFunction,
    reference: AttributeReference,
    source: FieldReference?,
    freshWithinSeconds: Double?,
    span: SourceSpan
  ) {
    self.target = target
    self.function = function
    self.reference = reference
    self.source = source
    self.freshWithinSeconds = freshWithinSeconds
    self.span = span
  }

  /// Whether a change of a row changes the value by a difference, whatever the other rows hold.
  public var isAdditive: Bool { function == .sum || function == .count }

  /// How old a value has to be allowed to become for a stream to keep it, seconds. Lambda asks a
  /// shard of a stream four times a second (Lambda Developer Guide, "Using AWS Lambda with Amazon
  /// DynamoDB", checked 2026-11-28), and the call that follows takes some dozens of milliseconds.
  private static let streamSeconds = 1.0

  /// Whether it may be as old as a stream makes it.
  public var mayFollow: Bool { freshWithinSeconds.map { $0 >= Self.streamSeconds } ?? false }

  /// The fields of a row that decide what it counts for.
  public func watched(in workload: Workload) -> [FieldID] {
    let fields = workload[reference.entity].fields(of: reference.attribute).map(\.id)
    guard let source, !fields.contains(source.field) else { return fields }
    return fields + [source.field]
  }
}

extension KeptAggregate {
  /// Every kept attribute of some entities, in declared order. What leads nowhere is left out: it
  /// has been reported.
  static func all(_ entities: [Entity]) -> [KeptAggregate] {
    entities.flatMap { entity in
      entity.fields.compactMap { field -> KeptAggregate? in
        guard let derivation = entity[field.attribute].derivation,
          let function = AggregateFunction(rawValue: derivation.function),
          let name = derivation.path.first,
          let found = reference(name, to: entity, among: entities)
        else { return nil }
        var source: FieldReference?
        if derivation.path.count > 1 {
          let child = entities[found.entity.rawValue]
          guard let own = child.fields.first(where: { $0.path == [derivation.path[1]] }) else {
            return nil
          }
          source = FieldReference(child.id, own.id)
        }
        return KeptAggregate(
          target: FieldReference(entity.id, field.id),
          function: function,
          reference: found,
          source: source,
          freshWithinSeconds: derivation.freshWithinSeconds,
          span: derivation.span
        )
      }
    }
  }

  /// The reference that a way back follows backwards; for many-to-many, that of the link rows.
  private static func reference(
    _ inverse: String,
    to target: Entity,
    among entities: [Entity]
  ) -> AttributeReference? {
    for entity in entities {
      for (position, attribute) in entity.attributes.enumerated() {
        switch attribute.kind {
        case .reference(let reference)
        where reference.target == target.id && reference.inverseName == inverse:
          return AttributeReference(entity.id, AttributeID(position))
        case .many(target.id, let link, _, inverse?):
          let rows = entities[link.rawValue]
          let last = rows.attributes.lastIndex { side in
            if case .reference(let reference) = side.kind { return reference.target == target.id }
            return false
          }
          return last.map { AttributeReference(link, AttributeID($0)) }
        default: continue
        }
      }
    }
    return nil
  }
}

extension KeptAggregate {
  /// Whether a statement may change the value, by itself or by what its deletes take with them.
  public func isChanged(by statement: WriteStatement, in workload: Workload) -> Bool {
    switch statement {
    case .insert(let entity, _, _), .upsert(let entity, _, _, _, _): entity == reference.entity
    case .update(let entity, _, let assignments, _, _):
      entity == reference.entity
        && !Set(assignments.map(\.field)).isDisjoint(with: watched(in: workload))
    case .delete(let entity, _, _, _):
      workload.entitiesDeleted(with: entity).contains(reference.entity)
    case .forEach(_, let body, _): body.contains { isChanged(by: $0, in: workload) }
    }
  }
}

extension Workload {
  /// The entities of which rows may go with a deleted row of one, itself among them.
  public func entitiesDeleted(with entity: EntityID) -> Set<EntityID> {
    EntityReference.deleted(with: [entity], among: entities)
  }
}

extension EntityReference {
  /// The entities of which rows may go with deleted rows of some, these among them.
  static func deleted(with first: Set<EntityID>, among entities: [Entity]) -> Set<EntityID> {
    var found = first
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for other in entities where !found.contains(other.id) {
        let goes = other.attributes.contains { attribute in
          guard case .reference(let reference) = attribute.kind, found.contains(reference.target)
          else { return false }
          return reference.deleteAction == .cascade
        }
        guard goes else { continue }
        found.insert(other.id)
        isGrowing = true
      }
    }
    return found
  }
}
