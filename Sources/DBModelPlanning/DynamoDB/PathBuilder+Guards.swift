import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What the writes of rows do to the guards of their unique values.
extension PathBuilder {
  /// Every guard that a row of an entity may have.
  func guards(of entity: EntityID) -> [UniqueGuard] {
    guardTable?.guards.filter { $0.entity == entity } ?? []
  }

  /// The guards that a statement may put or take away.
  func guards(of statement: StatementShape) -> [UniqueGuard] {
    let all = guards(of: statement.entity)
    guard statement.kind == .update else { return all }
    let assigned = Set(statement.assignments.map(\.field))
    return all.filter { !assigned.isDisjoint(with: $0.fields) }
  }

  /// The fields that a statement has to know of a row before it changes it: those that its guards
  /// are made of and that it counts for other rows by, and those that new values of these are
  /// computed from. No key changes, but whether there is a row has to be known even of guards that
  /// are made of key fields.
  ///
  /// - Returns: `nil` where nothing goes with it in one transaction.
  func watched(by statement: StatementShape) -> [FieldID]? {
    if statement.kind == .insert { return nil }
    return watched(
      by: guards(of: statement),
      kept(by: statement),
      statement.assignments,
      of: workload[statement.entity]
    )
  }

  func watched(
    by guards: [UniqueGuard],
    _ kept: [KeptGroup],
    _ assignments: [Assignment],
    of entity: Entity
  ) -> [FieldID]? {
    let counting = kept.filter { !$0.isByStream }.flatMap(\.aggregates)
    guard !guards.isEmpty || !counting.isEmpty else { return nil }
    let fields = Set(
      guards.flatMap(\.fields) + counting.flatMap { $0.watched(in: workload) }
    )
    let sources = assignments.filter { fields.contains($0.field) }
      .flatMap { ownFields($0.value.fieldPaths, of: entity.id) }
    return fields.union(sources).filter { !entity.isKey($0) }.sorted()
  }

  /// Reads the rows that a statement names by their whole keys, where something goes with them in
  /// one transaction.
  ///
  /// An index could be behind, and a projection lack what is asked: it is the item that is read.
  mutating func readBefore(
    _ statement: StatementShape,
    keys: [KeyValue],
    _ repetition: DynamoDBRequest.Repetition
  ) -> ReadBefore? {
    guard let watched = watched(by: statement), let base = catalog.base(of: statement.entity)
    else { return nil }
    let step = append(
      DynamoDBRequest(
        kind: repetition == .once ? .getItem : .batchGetItem,
        table: base.table,
        entities: [statement.entity],
        keyEquals: keys,
        projection: Attributes(context: context, catalog: catalog)
          .projection(watched, of: statement.entity, key: base),
        isStrong: true,
        repetition: repetition
      ),
      node: []
    )
    return ReadBefore(step: step, fields: watched)
  }

  /// Appends the guards that go with the change of a row, right behind it.
  mutating func appendGuards(_ guards: [UniqueGuard], of step: Int) {
    guard let table = guardTable, !guards.isEmpty else { return }
    let change = requests[step]
    for own in guards {
      let assigned = change.assignments.filter { own.fields.contains($0.field) }
      // A row that was there gives up only what is assigned, and none takes a missing value.
      let stays = change.kind == .updateItem && assigned.isEmpty
      let isCleared = assigned.contains { $0.value == .literal(.null) }
      if change.kind != .putItem, !stays {
        let old = own.fields.map { Operand.row(FieldReference(own.entity, $0)) }
        append(.deleteItem, own, old, in: table, of: change, node: nodes[step])
      }
      if change.kind != .deleteItem, !isCleared {
        let new = own.fields.map { after($0, of: own.entity, change) }
        append(.putItem, own, new, in: table, of: change, node: nodes[step])
      }
    }
    explain(guards, table, change)
  }

  private mutating func append(
    _ kind: DynamoDBRequest.Kind,
    _ own: UniqueGuard,
    _ operands: [Operand],
    in table: DynamoDBTable,
    of change: DynamoDBRequest,
    node: [String]
  ) {
    let key = KeyValue(
      attribute: table.partitionKey,
      entity: own.entity,
      template: own.template,
      operands: operands
    )
    _ = append(
      DynamoDBRequest(
        kind: kind,
        table: table.name,
        entities: [own.entity],
        keyEquals: [key],
        repetition: change.repetition,
        source: change.source,
        guarding: own
      ),
      node: node
    )
  }

  /// What stands in a field when a row has been changed, as far as the pattern says it.
  func after(_ field: FieldID, of entity: EntityID, _ change: DynamoDBRequest) -> Operand {
    let reference = FieldReference(entity, field)
    if let source = change.source {
      return .parameter(ParameterReference(source, field: reference))
    }
    if let assigned = change.assignments.first(where: { $0.field == field }) {
      return assigned.assignmentOperator == .set
        ? assigned.value.requestOperand : .computed(.field(FieldPath(field: reference)))
    }
    for key in change.keyEquals {
      for (part, operand) in zip(key.template.fields, key.operands) where part == field {
        return operand
      }
    }
    return .row(reference)
  }

  private mutating func explain(
    _ guards: [UniqueGuard],
    _ table: DynamoDBTable,
    _ change: DynamoDBRequest
  ) {
    let entity = workload[guards[0].entity]
    let names = guards.map { own in own.fields.map { entity[$0].name }.joined(separator: ", ") }
    let list = names.map { "`\($0)`" }.joined(separator: " and ")
    add(
      reason: "guards in `\(table.name)` keep \(list) of `\(entity.name)` unique: each is written"
        + " in one transaction with the row, which costs twice the units"
    )
    guard change.readBefore != nil else { return }
    add(
      reason: "what the guards are made of is read before, and the change holds only while it is"
        + " still so: otherwise another call was first, and this one is tried again"
    )
    if pattern.idempotency != nil {
      add(
        reason: "a repetition that reads other unique values than the first call did is another"
          + " transaction: the service answers IdempotentParameterMismatchException"
      )
    }
  }

  mutating func add(reason: String) {
    if !reasons.contains(reason) { reasons.append(reason) }
  }
}
