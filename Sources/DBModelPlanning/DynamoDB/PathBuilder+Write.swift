import DBModelDesign
import DBModelQuery
import DBModelWorkload

extension PathBuilder {
  /// Levels of cascading deletes that are followed.
  private static let cascadeDepth = 8

  /// Builds the path of a write; `nil` where there is none, with the reasons in `failures`.
  mutating func writePath(_ statements: [StatementShape], isTransaction: Bool) -> DynamoDBPath? {
    self.statements = statements
    for statement in statements { add(statement, isTransaction: isTransaction) }
    guard failures.isEmpty else { return nil }
    if isTransaction, isOneItem {
      reasons.append("one item is all or nothing by itself: that takes no transaction")
    }
    let isTransaction = isTransaction && !isOneItem
    if isTransaction {
      reasons.append("all changes are one TransactWriteItems, which costs twice the units")
      if let idempotency = pattern.idempotency {
        reasons.append(
          "`$\(pattern[idempotency.parameter].name)` is the client token: the service remembers it"
            + " for 10 minutes"
        )
      }
    }
    return DynamoDBPath(
      requests: requests,
      nodes: nodes,
      collectionNodes: collectionNodes,
      clientSteps: [],
      isTransactional: isTransaction,
      isOrderedByKey: false,
      reasons: reasons
    )
  }

  /// Whether all of it is the insert of one item, or of one row into one: that is all or nothing by
  /// itself. A token that makes a repeated call harmless takes a transaction.
  private var isOneItem: Bool {
    let writes = requests.filter(\.kind.isWrite)
    return pattern.idempotency == nil && writes.count == 1 && writes[0].source != nil
      && writes[0].repetition == .once
  }

  private mutating func add(_ statement: StatementShape, isTransaction: Bool) {
    guard let table = catalog.table(of: statement.entity) else {
      lacksTables = true
      failures.append("no table of the design holds `\(workload[statement.entity].name)`")
      return
    }
    if statement.repeatedBy.count > 1 {
      failures.append("a loop within a loop has no bound that one request could hold")
      return
    }
    let loop = statement.repeatedBy.first
    if let holder = catalog.holder(of: statement.entity) {
      return addHeld(statement, to: holder, loop: loop)
    }
    if statement.kind == .insert {
      appendTargets(statement, loop: loop)
      let step = append(
        DynamoDBRequest(
          kind: .putItem,
          table: table.name,
          entities: [statement.entity],
          repetition: loop.map { .perElement(of: $0) } ?? .once,
          condition: statement.condition,
          source: statement.source,
          embedded: EmbeddedInsertShape(pattern, statements, context)
            .put(with: table.layout(of: statement.entity)?.embedded ?? [])
            .map { FieldReference(statement.entity, $0.field.id) }
        ),
        node: []
      )
      appendGuards(guards(of: statement), of: step)
      appendKept(kept(by: statement), of: step)
      return
    }
    change(statement, loop: loop)
  }

  private mutating func change(_ statement: StatementShape, loop: ParameterID?) {
    var (need, joined, links) = RowNeed.of(
      statement.filter,
      entity: statement.entity,
      workload: workload
    )
    let entity = workload[statement.entity]
    if let base = catalog.base(of: statement.entity), joined.isEmpty, links.isEmpty,
      let match = KeyMatcher(entity: entity, need: need).match(base), match.isWholeKey
    {
      let list = match.list ?? loop
      if match.list != nil, loop != nil {
        failures.append("a list inside a loop has no bound that one request could hold")
        return
      }
      let repetition = list.map { DynamoDBRequest.Repetition.perElement(of: $0) } ?? .once
      let before = readBefore(statement, keys: match.equals, repetition)
      write(
        statement,
        keys: match.equals,
        repetition: repetition,
        also: match.leftover,
        before: before
      )
      if statement.kind == .delete {
        let operands = match.equals.flatMap { zip($0.template.fields, $0.operands) }
        cascade(
          statement.entity,
          operands: { field in operands.first { $0.0 == field }?.1 },
          parent: nil,
          loop: list,
          depth: 0
        )
      }
      return
    }
    if statement.kind == .upsert {
      fail(statement.entity, need.fixedFields)
      return
    }
    if let loop, usesLoopVariable(statement, loop) {
      failures.append(
        "the rows of `\(entity.name)` must be looked up for each element, and what is assigned"
          + " depends on the element"
      )
      return
    }
    need.reads = entity.key + (watched(by: statement) ?? [])
    need.isUnique = statement.isUniqueLookup
    lookUp(statement, need, joined, links, loop: loop)
  }

  /// Finds the keys first, then changes row by row.
  private mutating func lookUp(
    _ statement: StatementShape,
    _ need: RowNeed,
    _ joined: [EqualityConjunct],
    _ links: [LinkConjunct],
    loop: ParameterID?
  ) {
    guard let base = catalog.base(of: statement.entity) else { return }
    var need = need
    need.reads += base.partitionFields + base.sortFields
    need.isLooped = loop != nil
    let before = clientFilters.count
    guard let step = lookUpStep(need, joined, links, loop: loop) else { return }
    let rest = Array(clientFilters.dropFirst(before))
    clientFilters.removeLast(rest.count)
    let entity = workload[statement.entity]
    let keys = (base.partition + base.sort).map { part in
      KeyValue(
        attribute: part.attribute,
        entity: statement.entity,
        template: part.template,
        operands: part.template.fields.map { .row(FieldReference(statement.entity, $0)) }
      )
    }
    reasons.append(
      "the rows of `\(entity.name)` are looked up first, then changed one by one; a row that changes"
        + " in between is changed as it is then"
    )
    write(
      statement,
      keys: keys,
      repetition: .perRow(ofStep: step),
      also: rest,
      before: watched(by: statement).map { ReadBefore(step: step, fields: $0) }
    )
    if statement.kind == .delete {
      cascade(
        statement.entity,
        operands: { .row(FieldReference(statement.entity, $0)) },
        parent: step,
        loop: nil,
        depth: 0
      )
    }
  }

  private mutating func lookUpStep(
    _ need: RowNeed,
    _ joined: [EqualityConjunct],
    _ links: [LinkConjunct],
    loop: ParameterID?
  ) -> Int? {
    if joined.isEmpty, links.isEmpty, let match = match(need) {
      return append(match, need, node: [], loop: loop, isRoot: true)
    }
    var need = need
    return rootStep(&need, joined, links)?.step
  }

  private func usesLoopVariable(_ statement: StatementShape, _ loop: ParameterID) -> Bool {
    let expressions = statement.assignments.map(\.value) + [statement.condition].compactMap { $0 }
    return expressions.contains { expression in
      expression.parameters.contains { id in
        if id == loop { return true }
        if case .element(of: loop) = pattern[id].type { return true }
        return false
      }
    }
  }

  /// The change of one item, whose further filters hold as conditions.
  private mutating func write(
    _ statement: StatementShape,
    keys: [KeyValue],
    repetition: DynamoDBRequest.Repetition,
    also filters: [Expression],
    before: ReadBefore?
  ) {
    guard let table = catalog.table(of: statement.entity) else { return }
    let parts = filters + [statement.condition].compactMap { $0 }
    for part in parts where !ConditionWriter.isSupported(part) {
      failures.append(
        "a condition of the change is none that the service can check: it looks at other rows or"
          + " searches text"
      )
      return
    }
    let step = append(
      DynamoDBRequest(
        kind: statement.kind == .delete ? .deleteItem : .updateItem,
        table: table.name,
        entities: [statement.entity],
        keyEquals: keys,
        repetition: repetition,
        assignments: statement.assignments,
        condition: parts.isEmpty ? nil : parts.count == 1 ? parts[0] : .and(parts),
        createsMissing: statement.kind == .upsert,
        readBefore: before
      ),
      node: []
    )
    appendGuards(guards(of: statement), of: step)
    appendKept(kept(by: statement), of: step)
  }

  // MARK: Deletes that go on

  /// Deletes the rows that refer to a deleted row and are declared to go with it.
  private mutating func cascade(
    _ target: EntityID,
    operands: (FieldID) -> Operand?,
    parent: Int?,
    loop: ParameterID?,
    depth: Int
  ) {
    for reference in context.referrers[target.rawValue] {
      guard let declared = context.reference(reference),
        workload[reference.entity].home == workload[target].home
      else { continue }
      let child = workload[reference.entity]
      switch declared.deleteAction {
      case .cascade?: break
      case .setNull?:
        reasons.append(
          "`\(child.name).\(workload[reference].name)` is not set to null with it: no request here"
            + " does"
        )
        continue
      case .restrict?, nil:
        if depth == 0 {
          reasons.append(
            "the service does not check that no `\(child.name)` refers to the row any more"
          )
        }
        continue
      }
      guard depth < Self.cascadeDepth else {
        failures.append("deletes cascade through more than \(Self.cascadeDepth) levels")
        return
      }
      deleteRows(of: reference, target, operands, parent: parent, loop: loop, depth: depth)
    }
  }

  private mutating func deleteRows(
    of reference: AttributeReference,
    _ target: EntityID,
    _ operands: (FieldID) -> Operand?,
    parent: Int?,
    loop: ParameterID?,
    depth: Int
  ) {
    let child = workload[reference.entity]
    if catalog.holder(of: child.id)?.rows.reference == reference {
      add(reason: "`\(child.name)` goes with the item that holds it")
      return
    }
    var need = RowNeed(child.id)
    for (field, key) in zip(context.fields(of: reference), workload[target].key) {
      guard let operand = operands(key) else { return }
      need.fixed.append(RowNeed.Fixed(field: field, operand: operand, expression: nil))
    }
    guard let base = catalog.base(of: child.id) else { return fail(child.id, need.fixedFields) }
    let guards = guards(of: child.id)
    let kept = kept(from: child.id).filter { $0.reference != reference }
    let watched = watched(by: guards, kept, [], of: child)
    need.reads = child.key + base.partitionFields + base.sortFields + (watched ?? [])
    need.isPerRow = parent != nil
    need.isLooped = loop != nil
    guard let match = match(need) else { return fail(child.id, need.fixedFields) }
    let step = append(match, need, node: [workload[reference].name], parent: parent, loop: loop)
    let change = append(
      DynamoDBRequest(
        kind: .deleteItem,
        table: base.table,
        entities: [child.id],
        keyEquals: (base.partition + base.sort).map { part in
          KeyValue(
            attribute: part.attribute,
            entity: child.id,
            template: part.template,
            operands: part.template.fields.map { .row(FieldReference(child.id, $0)) }
          )
        },
        repetition: .perRow(ofStep: step),
        readBefore: watched.map { ReadBefore(step: step, fields: $0) }
      ),
      node: [workload[reference].name]
    )
    appendGuards(guards, of: change)
    appendKept(kept, of: change)
    reasons.append("`\(child.name)` goes with it: its rows are looked up and deleted")
    cascade(
      child.id,
      operands: { .row(FieldReference(child.id, $0)) },
      parent: step,
      loop: nil,
      depth: depth + 1
    )
  }
}
