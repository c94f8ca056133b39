import DBModelQuery
import DBModelWorkload

/// A workload with what every planner asks of it again and again.
struct PlanningContext {
  let workload: Workload
  /// By pattern.
  let shapes: [PatternShape]
  /// By entity: the references that lead to it.
  let referrers: [[AttributeReference]]
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
    let entity = workload[reference.entity]
    guard case .reference(let target) = entity[reference.attribute].kind else { return [] }
    let fields = entity.fields(of: reference.attribute)
    return workload[target.target].key.compactMap { key in
      fields.first { $0.references == FieldReference(target.target, key) }?.id
    }
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
