import DBModelQuery
import DBModelWorkload

/// A workload with what every planner asks of it again and again.
final class PlanningContext {
  let workload: Workload
  /// By pattern.
  let shapes: [PatternShape]
  /// By entity: the references that lead to it.
  let referrers: [[AttributeReference]]
  /// By entity and field: the top-level attribute of an item that holds it.
  let attributeNames: [[String]]
  /// By entity: the names of its own attributes, in declared order, each once.
  let ownAttributeNames: [[String]]
  /// By entity and attribute: the fields of a reference, in the order of the target's key.
  private let referenceFields: [[[FieldID]]]
  /// Fields that some pattern assigns, with the first pattern that does.
  let assigned: [FieldReference: PatternID]
  /// Fields that some pattern sets to the empty string, which no key attribute may be.
  let emptied: Set<FieldReference>

  init(_ workload: Workload) {
    self.workload = workload
    shapes = workload.patterns.map { PatternShape($0, workload: workload) }
    var referrers = [[AttributeReference]](repeating: [], count: workload.entities.count)
    for entity in workload.entities {
      for (position, attribute) in entity.attributes.enumerated() {
        guard case .reference(let reference) = attribute.kind else { continue }
        referrers[reference.target.rawValue].append(
          AttributeReference(entity.id, AttributeID(position))
        )
      }
    }
    self.referrers = referrers
    attributeNames = workload.entities.map { entity in
      entity.fields.map { StoredAttribute.name($0.id, of: entity) }
    }
    ownAttributeNames = attributeNames.map { names in
      var seen: Set<String> = []
      return names.filter { seen.insert($0).inserted }
    }
    referenceFields = workload.entities.map { entity in
      entity.attributes.indices.map { position in
        guard case .reference(let target) = entity.attributes[position].kind else { return [] }
        let fields = entity.fields(of: AttributeID(position))
        return workload[target.target].key.compactMap { key in
          fields.first { $0.references == FieldReference(target.target, key) }?.id
        }
      }
    }
    var assigned: [FieldReference: PatternID] = [:]
    var emptied: Set<FieldReference> = []
    for (pattern, shape) in zip(workload.patterns, shapes) {
      guard case .write(let statements, _) = shape else { continue }
      for statement in statements {
        for assignment in statement.assignments {
          let field = FieldReference(statement.entity, assignment.field)
          if assigned[field] == nil { assigned[field] = pattern.id }
          if case .literal(.string("")) = assignment.value { emptied.insert(field) }
        }
      }
    }
    self.assigned = assigned
    self.emptied = emptied
  }

  /// The fields of a reference, in the order of the target's key.
  func fields(of reference: AttributeReference) -> [FieldID] {
    referenceFields[reference.entity.rawValue][reference.attribute.rawValue]
  }

  func reference(_ attribute: AttributeReference) -> EntityReference? {
    guard case .reference(let reference) = workload[attribute].kind else { return nil }
    return reference
  }

  /// The patterns that run on a store, in declared order.
  func patterns(on store: StoreID) -> [AccessPattern] {
    workload.patterns.filter { workload.store(of: $0) == store }
  }
}
