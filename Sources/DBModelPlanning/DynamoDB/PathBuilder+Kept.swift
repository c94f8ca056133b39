import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What the writes of rows do to the attributes that other rows keep of them.
extension PathBuilder {
  /// What is kept through one reference in one way.
  struct KeptGroup {
    let reference: AttributeReference
    let isByStream: Bool
    var aggregates: [KeptAggregate]
  }

  /// What rows of an entity count for, as far as something keeps it.
  func kept(from entity: EntityID) -> [KeptGroup] {
    var groups: [KeptGroup] = []
    for plan in context.kept where plan.aggregate.reference.entity == entity {
      guard let isByStream = plan.isByStream, catalog.table(of: plan.aggregate.target.entity) != nil
      else { continue }
      let reference = plan.aggregate.reference
      if let place = groups.firstIndex(where: {
        $0.reference == reference && $0.isByStream == isByStream
      }) {
        groups[place].aggregates.append(plan.aggregate)
      } else {
        groups.append(
          KeptGroup(
            reference: reference,
            isByStream: isByStream,
            aggregates: [plan.aggregate]
          )
        )
      }
    }
    return groups
  }

  /// What a statement may change of it.
  func kept(by statement: StatementShape) -> [KeptGroup] {
    let all = kept(from: statement.entity)
    guard statement.kind == .update else { return all }
    let assigned = Set(statement.assignments.map(\.field))
    return all.compactMap { group in
      var group = group
      group.aggregates.removeAll { assigned.isDisjoint(with: $0.watched(in: workload)) }
      return group.aggregates.isEmpty ? nil : group
    }
  }

  /// Appends the requests that keep other rows' attributes, behind the change and its guards.
  mutating func appendKept(_ groups: [KeptGroup], of step: Int) {
    let change = requests[step]
    for group in groups {
      guard let target = group.aggregates.first?.target.entity,
        let base = catalog.base(of: target)
      else { continue }
      guard Set(base.partitionFields + base.sortFields).isSubset(of: workload[target].key) else {
        add(
          reason: "\(names(group)) is not kept: the key of its table holds more than the rows that"
            + " count for it know"
        )
        continue
      }
      for side in sides(of: group, change) {
        let keys = (base.partition + base.sort).map { part in
          KeyValue(
            attribute: part.attribute,
            entity: target,
            template: part.template,
            operands: part.template.fields.map { operand(of: $0, group, side, change) }
          )
        }
        _ = append(
          DynamoDBRequest(
            kind: .updateItem,
            table: base.table,
            entities: [target],
            keyEquals: keys,
            repetition: change.repetition,
            assignments: group.aggregates.map { assignment($0, side, change) },
            source: change.source,
            keeping: KeptChange(
              aggregates: group.aggregates,
              side: side,
              isByStream: group.isByStream
            )
          ),
          node: nodes[step]
        )
      }
      explain(group, change)
    }
  }

  private func sides(of group: KeptGroup, _ change: DynamoDBRequest) -> [KeptChange.Side] {
    switch change.kind {
    case .putItem: return [.arriving]
    case .deleteItem: return [.leaving]
    default:
      let fields = context.fields(of: group.reference)
      let moved = change.assignments.filter { fields.contains($0.field) }
      if moved.isEmpty { return [.staying] }
      return moved.contains { $0.value == .literal(.null) } ? [.leaving] : [.leaving, .arriving]
    }
  }

  /// The field of the row that counts which holds a field of the kept row's key.
  private func operand(
    of key: FieldID,
    _ group: KeptGroup,
    _ side: KeptChange.Side,
    _ change: DynamoDBRequest
  ) -> Operand {
    let fields = workload[group.reference.entity].fields(of: group.reference.attribute)
    guard let own = fields.first(where: { $0.references?.field == key }) else {
      preconditionFailure("a reference holds every field of its target's key")
    }
    if side == .leaving { return .row(FieldReference(group.reference.entity, own.id)) }
    return after(own.id, of: group.reference.entity, change)
  }

  /// What is added or taken, as far as the pattern says it.
  private func assignment(
    _ kept: KeptAggregate,
    _ side: KeptChange.Side,
    _ change: DynamoDBRequest
  ) -> Assignment {
    let value: Expression
    if let source = kept.source, kept.function != .count {
      if side != .leaving, let given = change.source {
        value = .parameter(ParameterReference(given, field: source))
      } else if side == .staying,
        let assigned = change.assignments.first(where: { $0.field == source.field })
      {
        let old = Expression.field(FieldPath(field: source))
        value =
          assigned.assignmentOperator == .set
          ? .arithmetic(.subtract, assigned.value, old) : assigned.value
      } else {
        value = .field(FieldPath(field: source))
      }
    } else {
      value = .literal(.integer(1))
    }
    return Assignment(
      field: kept.target.field,
      assignmentOperator: side == .leaving ? .subtract : .add,
      value: value,
      span: kept.span
    )
  }

  /// `Topic.size`, `Topic.likes` and `Topic.rated`.
  private func names(_ group: KeptGroup) -> String {
    PlanPhrase.list(
      group.aggregates.map { "`\(workload[$0.target.entity].name).\(workload[$0.target].name)`" }
    )
  }

  private mutating func explain(_ group: KeptGroup, _ change: DynamoDBRequest) {
    let child = workload[group.reference.entity].name
    let verb = group.aggregates.count == 1 ? ("follows", "is") : ("follow", "are")
    if group.isByStream {
      add(
        reason: "\(names(group)) \(verb.0) by the stream of `\(child)`, after the call: each change"
          + " is a transaction of its own, whose token makes a repeated delivery harmless"
      )
      return
    }
    add(
      reason: "\(names(group)) \(verb.1) kept in one transaction with the `\(child)`, which costs"
        + " twice the units"
    )
    guard change.readBefore != nil else { return }
    add(
      reason: "what the row counted for is read before, and the change holds only while it is still"
        + " so: otherwise another call was first, and this one is tried again"
    )
    if pattern.idempotency != nil {
      add(
        reason: "a repetition that finds what the first call left adds something else, and so is"
          + " another transaction: the service answers IdempotentParameterMismatchException"
      )
    }
  }
}
