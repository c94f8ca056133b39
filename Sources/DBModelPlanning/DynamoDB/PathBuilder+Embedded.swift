import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// Rows that stand in the items of the rows they refer to: who reads the item has them, and who
/// inserts one adds it to the item.
extension PathBuilder {
  /// Those of some fields that hold rows.
  func embedded(_ fields: [FieldID], of entity: EntityID) -> [FieldReference] {
    guard !workload[entity].embeddings.isEmpty else { return [] }
    return Set(fields.filter { workload[entity].embedding($0) != nil }).sorted()
      .map { FieldReference(entity, $0) }
  }

  /// Those that a key's index stores; of a local one the service fetches the others.
  func embedded(_ fields: [FieldID], through key: AccessKey) -> [FieldReference] {
    embedded(fields, of: key.entity).filter { field in
      let name = workload[field.entity][field.field].name
      return key.isLocal || key.projected?.contains(name) ?? true
    }
  }

  /// The field of its parent's rows that holds a node's; `nil` where they are items.
  func heldIn(_ node: ReadNode) -> FieldID? {
    guard case .inverse(let attribute)? = node.step,
      let rows = catalog.holder(of: attribute.entity)?.rows, rows.reference == attribute
    else { return nil }
    return rows.field.id
  }

  /// By which a node's rows refer to the row whose item holds them; `nil` where they are items.
  private func link(of node: ReadNode) -> AttributeReference? {
    catalog.holder(of: node.entity)?.rows.reference
  }

  /// Whether the row that a node's rows refer to is the one whose item holds them.
  func isHolder(_ attribute: AttributeReference) -> Bool {
    catalog.holder(of: attribute.entity)?.rows.reference == attribute
  }

  /// What a node asks of the row whose item holds its rows.
  func holderReads(_ node: ReadNode, beside paths: [FieldPath] = []) -> [FieldID] {
    guard let link = link(of: node) else { return [] }
    var found: [FieldID] = []
    for path in paths + node.outputFields where path.via.first == link {
      found += path.via.count == 1 ? [path.field.field] : context.fields(of: path.via[1])
    }
    for child in node.children {
      if case .reference(link)? = child.step { found += fieldsRead(child) }
    }
    return found
  }

  /// The rows of a node come with those of its parent.
  mutating func attachHeld(_ node: ReadNode, parent: Int, covered: [[String]: Int]) {
    explainHeld(node.entity)
    // What each of them refers to is several.
    if !node.children.isEmpty || !node.outputFields.isEmpty { returnsSeveral(parent) }
    fetchOutputRows(node, parent: parent)
    attachChildren(of: node, parent: parent, covered: covered)
  }

  mutating func explainHeld(_ entity: EntityID) {
    guard let holder = catalog.holder(of: entity)?.entity else { return }
    add(reason: "`\(workload[entity].name)` comes with the item of its `\(workload[holder].name)`")
  }

  /// The rows asked for stand in the items of one row, or of each of a list.
  mutating func throughHolder(
    _ holder: (entity: EntityID, rows: EmbeddedRows),
    _ need: RowNeed
  ) -> (step: Int, match: KeyMatch?)? {
    let fields = context.fields(of: holder.rows.reference)
    let key = workload[holder.entity].key
    var items = RowNeed(holder.entity)
    items.reads = [holder.rows.field.id] + need.holderReads
    let fixed = fields.compactMap(need.fixed)
    var asked = need
    if fixed.count == fields.count {
      items.fixed = zip(key, fixed).map {
        RowNeed.Fixed(field: $0, operand: $1.operand, expression: nil)
      }
      items.isUnique = true
      items.isPerRow = need.isPerRow
      asked.fixed.removeAll { fields.contains($0.field) }
    } else if let place = need.memberships.firstIndex(where: {
      Set($0.fields).isSuperset(of: fields)
    }) {
      let list = need.memberships[place]
      items.memberships = [
        RowNeed.Membership(
          fields: key,
          elements: fields.compactMap { field in
            list.fields.firstIndex(of: field).map { list.elements[$0] }
          },
          expression: list.expression
        )
      ]
      if list.fields.count == fields.count { asked.memberships.remove(at: place) }
    }
    guard let match = match(items), match.isWholeKey else {
      fail(need.entity, fields)
      return nil
    }
    let step = append(match, items, node: [])
    keepHeld(asked, of: step)
    return (step, nil)
  }

  /// Takes the rows asked for out of the items of a step.
  mutating func keepHeld(_ need: RowNeed, of step: Int) {
    let asksForSiblings = asksForSiblings
    let isOwn = { (condition: Expression) in
      !asksForSiblings
        && condition.fieldPaths.allSatisfy { $0.via.isEmpty && $0.field.entity == need.entity }
    }
    keep(need.conditions.filter(isOwn), of: step)
    clientFilters += need.conditions.filter { !isOwn($0) }
    returnsSeveral(step)
    explainHeld(need.entity)
  }

  /// New rows are put with the item that the call makes, or added to the one that is there.
  mutating func addHeld(
    _ statement: StatementShape,
    to holder: (entity: EntityID, rows: EmbeddedRows),
    loop: ParameterID?
  ) {
    let (name, target) = (workload[statement.entity].name, workload[holder.entity].name)
    guard statement.kind == .insert, let source = statement.source,
      let base = catalog.base(of: holder.entity)
    else {
      failures.append("`\(name)` stands in the items of `\(target)`, and is only ever inserted")
      return
    }
    if EmbeddedInsertShape(pattern, statements, context).isPut(statement, with: holder.rows) {
      add(
        reason: "each `\(name)` is put with the `\(target)` of the call that it refers to; one of"
          + " another `\(target)` would be an update of that one's item"
      )
      return
    }
    _ = append(
      DynamoDBRequest(
        kind: .updateItem,
        table: base.table,
        entities: [holder.entity],
        keyEquals: keys(base, through: holder.rows.reference, of: source),
        repetition: loop.map { .perElement(of: $0) } ?? .once,
        assignments: [
          Assignment(
            field: holder.rows.field.id,
            assignmentOperator: .set,
            value: .parameter(ParameterReference(source)),
            span: holder.rows.field.span
          )
        ],
        source: source,
        embedded: [FieldReference(holder.entity, holder.rows.field.id)]
      ),
      node: []
    )
    add(reason: "a new `\(name)` is added to the item of its `\(target)`, which must be there")
  }
}
