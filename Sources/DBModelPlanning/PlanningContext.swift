import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// A workload with what every planner asks of it again and again.
final class PlanningContext {
  let workload: Workload
  /// By pattern.
  let shapes: [PatternShape]
  /// By entity: the references that lead to it.
  let referrers: [[AttributeReference]]
  /// By entity and field, those included that its items may carry or hold besides: the top-level
  /// attribute of an item that holds it.
  let attributeNames: [[String]]
  /// By entity: the names of its own attributes, in declared order, each once.
  let ownAttributeNames: [[String]]
  /// By entity and attribute: the fields of a reference, in the order of the target's key.
  private let referenceFields: [[[FieldID]]]
  /// Fields that some pattern assigns, with the first pattern that does.
  let assigned: [FieldReference: PatternID]
  /// Fields that some pattern sets to the empty string, which no key attribute may be.
  let emptied: Set<FieldReference>
  /// By DynamoDB store: the unique constraints that are no keys and are written there.
  let uniques: [StoreID: [UniqueConstraint]]
  /// By DynamoDB store: the table of the guard items that derived designs keep.
  let guardTables: [StoreID: DynamoDBTable]
  /// How DynamoDB stores keep the aggregates that are changed there.
  let kept: [KeptPlan]
  /// By DynamoDB store that prefers one table: what stands in it.
  let singleTables: [StoreID: SingleTable]

  init(_ workload: Workload) {
    self.workload = workload
    singleTables = Self.singleTables(workload)
    kept = KeptPlan.all(workload)
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
      (0..<entity.fieldCount).map { StoredAttribute.name(FieldID($0), of: entity) }
    }
    ownAttributeNames = zip(workload.entities, attributeNames).map { entity, names in
      var seen: Set<String> = []
      return names.prefix(entity.fields.count).filter { seen.insert($0).inserted }
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
    let uniques = Self.uniques(workload, shapes)
    self.uniques = uniques
    guardTables = Dictionary(
      uniqueKeysWithValues: uniques.compactMap { store, constraints in
        GuardTable.table(constraints, entities: workload.entities(in: store)).map { (store, $0) }
      }
    )
  }

  private static func uniques(
    _ workload: Workload,
    _ shapes: [PatternShape]
  ) -> [StoreID: [UniqueConstraint]] {
    var makers: [EntityID: PatternID] = [:]
    var setters: [FieldReference: PatternID] = [:]
    for (pattern, shape) in zip(workload.patterns, shapes) {
      guard case .write(let statements, _) = shape else { continue }
      for statement in statements
      where workload[statement.entity].home == workload.store(of: pattern) {
        if statement.kind == .insert || statement.kind == .upsert {
          makers[statement.entity] = makers[statement.entity] ?? pattern.id
        }
        for assignment in statement.assignments {
          let field = FieldReference(statement.entity, assignment.field)
          setters[field] = setters[field] ?? pattern.id
        }
      }
    }
    var found: [StoreID: [UniqueConstraint]] = [:]
    for entity in workload.entities
    where workload.stores.indices.contains(entity.home.rawValue)
      && workload[entity.home].kind == .dynamodb
    {
      found[entity.home, default: []] += UniqueConstraint.of(entity, in: workload[entity.home]) {
        fields in
        ([makers[entity.id]] + fields.map { setters[FieldReference(entity.id, $0)] })
          .compactMap { $0 }.min()
      }
    }
    return found
  }

  /// The fields of a reference, in the order of the target's key.
  func fields(of reference: AttributeReference) -> [FieldID] {
    referenceFields[reference.entity.rawValue][reference.attribute.rawValue]
  }

  func reference(_ attribute: AttributeReference) -> EntityReference? {
    guard case .reference(let reference) = workload[attribute].kind else { return nil }
    return reference
  }

  /// What the rows of a store may carry of the rows they refer to.
  func copied(in store: StoreID) -> Set<FieldReference> {
    Set(
      workload.entities(in: store).flatMap { entity in
        entity.copies.map { FieldReference(entity.id, $0.field.id) }
      }
    )
  }

  /// The references that copies are carried over.
  func references(of copied: Set<FieldReference>) -> Set<AttributeReference> {
    Set(copied.compactMap { workload[$0.entity].copy($0.field)?.reference })
  }

  /// The patterns that run on a store, in declared order.
  func patterns(on store: StoreID) -> [AccessPattern] {
    workload.patterns.filter { workload.store(of: $0) == store }
  }
}
