import DBModelQuery
import DBModelWorkload

/// How patterns find the rows of entities: by their own key, or by a reference to another row.
struct KeyUse {
  struct Use {
    var patterns: [PatternID] = []
    var strongPatterns: [PatternID] = []

    mutating func add(_ pattern: AccessPattern) {
      if patterns.last != pattern.id { patterns.append(pattern.id) }
      if pattern.needsStrongRead, strongPatterns.last != pattern.id {
        strongPatterns.append(pattern.id)
      }
    }
  }

  /// Rows of the entity found by its own key alone.
  private(set) var byKey: [EntityID: Use] = [:]
  /// Rows found by exactly a reference and ordered by nothing but their key.
  private(set) var byReference: [AttributeReference: Use] = [:]

  init(_ context: PlanningContext, patterns: [AccessPattern]) {
    for pattern in patterns {
      switch context.shapes[pattern.id.rawValue] {
      case .read(let read):
        addFilter(read.filter, read.entity, pattern, context, order: read.order, read.uniqueLookup)
        for node in read.root.all { addStep(node.step, pattern, context) }
        for path in read.filter.fields + read.root.all.flatMap(\.outputFields) {
          for step in path.via { addStep(.reference(step), pattern, context) }
        }
      case .write(let statements, _):
        for statement in statements where statement.kind != .insert {
          addFilter(
            statement.filter,
            statement.entity,
            pattern,
            context,
            order: [],
            statement.uniqueLookup
          )
        }
      case .sql: break
      }
    }
  }

  private mutating func addFilter(
    _ filter: FilterShape,
    _ entity: EntityID,
    _ pattern: AccessPattern,
    _ context: PlanningContext,
    order: [OrderTerm],
    _ lookup: [FieldID]?
  ) {
    let (need, joined, links) = RowNeed.of(filter, entity: entity, workload: context.workload)
    let key = context.workload[entity].key
    let fixed = Set(need.fixedFields)
    if links.isEmpty == false || need.memberships.contains(where: { $0.fields == key }) {
      byKey[entity, default: Use()].add(pattern)
    }
    for conjunct in joined {
      for step in conjunct.field.via.dropFirst() { addStep(.inverse(of: step), pattern, context) }
      conjunct.field.via.first.map { addStep(.inverse(of: $0), pattern, context) }
    }
    var isByReference = false
    for reference in references(of: entity, context) {
      let fields = context.fields(of: reference)
      guard !fields.isEmpty, fields.allSatisfy(fixed.contains) else { continue }
      let isKeyOrder = order.allSatisfy { term in
        if case .field(let path) = term.subject {
          return path.via.isEmpty
            && (key.contains(path.field.field) || fixed.contains(path.field.field))
        }
        return false
      }
      guard isKeyOrder, need.ranges.allSatisfy({ key.contains($0.field) }) else { continue }
      isByReference = true
      byReference[reference, default: Use()].add(pattern)
    }
    if lookup == key, !isByReference { byKey[entity, default: Use()].add(pattern) }
  }

  private mutating func addStep(
    _ step: RelationshipStep?,
    _ pattern: AccessPattern,
    _ context: PlanningContext
  ) {
    switch step {
    case nil: break
    case .reference(let attribute)?:
      guard let reference = context.reference(attribute) else { return }
      byKey[reference.target, default: Use()].add(pattern)
    case .inverse(let attribute)?:
      byReference[attribute, default: Use()].add(pattern)
    case .many(let attribute)?, .inverseMany(let attribute)?:
      guard let link = LinkEntity(attribute, workload: context.workload) else { return }
      let target = if case .many? = step { link.target } else { link.owner }
      byKey[target, default: Use()].add(pattern)
    }
  }

  private func references(
    of entity: EntityID,
    _ context: PlanningContext
  ) -> [AttributeReference] {
    context.workload[entity].attributes.indices
      .map { AttributeReference(entity, AttributeID($0)) }
      .filter { context.reference($0) != nil }
  }
}

extension AccessPattern {
  /// Only a read of the table itself is fresh enough. An index follows its table with no bound that
  /// the service promises (Developer Guide, global secondary indexes, checked 2026-11-23), so
  /// reading one's own writes needs the table too.
  var needsStrongRead: Bool {
    switch consistency?.value {
    case .strong, .readYourWrites: true
    case .eventual, nil: false
    }
  }
}
