import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What rows carry of the rows they refer to: who reads it need not read those, and who inserts the
/// rows has to.
extension PathBuilder {
  /// The copy of what a path leads to over one reference, where it is read.
  func copy(_ path: FieldPath) -> FieldID? {
    guard let first = path.via.first else { return nil }
    return OwnField(entity: first.entity, workload: workload, carried: carried).copy(path)
  }

  /// Those of some fields that are copies.
  func copies(_ fields: [FieldID], of entity: EntityID) -> [FieldReference] {
    guard !carried.isEmpty else { return [] }
    return Set(fields.filter { workload[entity].copy($0) != nil }).sorted()
      .map { FieldReference(entity, $0) }
  }

  /// A condition over what the entity's rows carry.
  func carrying(_ condition: Expression, _ entity: Entity) -> Expression {
    guard !carried.isEmpty else { return condition }
    return condition.replacingFields { path in
      guard path.via.first?.entity == entity.id, let copy = copy(path) else { return path }
      return FieldPath(field: FieldReference(entity.id, copy))
    }
  }

  /// Whether everything that a node takes of its row comes with the row that refers to it.
  func isCarried(_ node: ReadNode) -> Bool {
    guard !carried.isEmpty, case .reference(let attribute)? = node.step, node.children.isEmpty,
      node.outputFields.allSatisfy(\.via.isEmpty)
    else { return false }
    let key = workload[node.entity].key
    let fields = node.fieldsRead(in: workload).filter { !key.contains($0) }
    return !fields.isEmpty && fields.allSatisfy { copy(attribute, $0, of: node.entity) != nil }
  }

  private func copy(
    _ attribute: AttributeReference,
    _ field: FieldID,
    of entity: EntityID
  ) -> FieldID? {
    copy(FieldPath(via: [attribute], field: FieldReference(entity, field)))
  }

  /// Every field that an answer takes from a node's rows, copies and the rows they hold included.
  func fieldsRead(_ node: ReadNode) -> [FieldID] {
    let own =
      node.fieldsRead(in: workload)
      + node.children.flatMap { child in
        heldIn(child).map { [$0] + holderReads(child) } ?? []
      }
    guard !carried.isEmpty else { return own }
    let below = node.children.filter(isCarried).flatMap { child -> [FieldID] in
      guard case .reference(let attribute)? = child.step else { return [] }
      return child.fieldsRead(in: workload).compactMap { copy(attribute, $0, of: child.entity) }
    }
    return own + node.outputFields.compactMap(copy) + below
  }

  /// Says which rows are not read.
  mutating func explainCopies() {
    let used = Set(requests.flatMap(\.copies))
    let references = Set(used.compactMap { workload[$0.entity].copy($0.field)?.reference })
    for reference in references.sorted(by: { ($0.entity, $0.attribute) < ($1.entity, $1.attribute) }
    ) {
      guard let target = context.reference(reference)?.target else { continue }
      let (owner, name) = (workload[reference.entity].name, workload[target].name)
      add(reason: "`\(owner)` carries what is asked of its `\(name)`: none is read")
    }
  }

  // MARK: Inserts

  /// Reads the rows that a new row refers to, for what it carries of them.
  ///
  /// They never change and never go, so that what was read is true for good; an index could be
  /// behind, and a replica of the item as well: it is the item that is read, strongly.
  mutating func appendTargets(_ statement: StatementShape, loop: ParameterID?) {
    let entity = workload[statement.entity]
    guard let source = statement.source,
      let layout = catalog.table(of: entity.id)?.layout(of: entity.id)
    else { return }
    let copies = layout.copies(of: entity).filter { !unpaid.contains($0.reference) }
    for reference in Set(copies.map(\.reference)).sorted(by: { $0.attribute < $1.attribute }) {
      guard let target = context.reference(reference)?.target else { continue }
      guard let base = catalog.base(of: target),
        Set(base.partitionFields + base.sortFields).isSubset(of: workload[target].key)
      else {
        failures.append(
          "`\(entity.name)` refers to `\(workload[target].name)` by less than the key of its table"
        )
        return
      }
      let keys = keys(base, through: reference, of: source)
      let own = copies.filter { $0.reference == reference }
      _ = append(
        targetRead(target, base, keys, own, source: source, loop: loop),
        node: []
      )
      explain(own, of: target, in: entity)
    }
  }

  /// The key of the item that a new row refers to.
  func keys(
    _ base: AccessKey,
    through reference: AttributeReference,
    of source: ParameterID
  ) -> [KeyValue] {
    let fields = workload[reference.entity].fields(of: reference.attribute)
    return (base.partition + base.sort).map { part in
      KeyValue(
        attribute: part.attribute,
        entity: base.entity,
        template: part.template,
        operands: part.template.fields.map { key in
          guard let own = fields.first(where: { $0.references?.field == key }) else {
            preconditionFailure("a reference holds every field of its target's key")
          }
          let field = FieldReference(reference.entity, own.id)
          return .parameter(ParameterReference(source, field: field))
        }
      )
    }
  }

  private func targetRead(
    _ target: EntityID,
    _ base: AccessKey,
    _ keys: [KeyValue],
    _ copies: [CopiedField],
    source: ParameterID,
    loop: ParameterID?
  ) -> DynamoDBRequest {
    var list = loop
    if list == nil, case .many = pattern[source].type { list = source }
    return DynamoDBRequest(
      kind: list == nil ? .getItem : .batchGetItem,
      table: base.table,
      entities: [target],
      keyEquals: keys,
      projection: Attributes(context: context, catalog: catalog)
        .projection(copies.map(\.source.field), of: target, key: base),
      isStrong: true,
      repetition: list.map { .perElement(of: $0) } ?? .once
    )
  }

  private mutating func explain(_ copies: [CopiedField], of target: EntityID, in entity: Entity) {
    let list = PlanPhrase.list(copies.map { "`\($0.field.name)`" })
    add(
      reason: "a new `\(entity.name)` carries \(list), copied from the `\(workload[target].name)`"
        + " that is read before; no pattern changes that, or deletes it"
    )
  }
}
