import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelWorkload

extension PathBuilder {
  /// Builds the path of a read; `nil` where there is none, with the reasons in `failures`.
  mutating func readPath(_ read: Read, _ shape: ReadShape) -> DynamoDBPath? {
    asksForSiblings = shape.root.all.dropFirst().contains { $0.entity == shape.entity }
    var (need, joined, links) = rootNeed(read, shape)
    guard let root = rootStep(&need, joined, links) else { return nil }
    let match = root.match
    let covered = mergeCollection(shape.root, root.step, match)
    fetchFilterRows(shape.root, parent: root.step, order: read.order)
    attachChildren(of: shape.root, parent: root.step, covered: covered)
    guard failures.isEmpty else { return nil }
    explainCopies()
    let isKeyed = requests[0].kind == .query || requests[0].kind == .scan
    let isOrdered =
      match?.isOrdered == true && isKeyed && clientFilters.isEmpty && nodes[0].isEmpty
      && requests[0].entities.first == shape.entity
    return DynamoDBPath(
      requests: requests,
      nodes: nodes,
      collectionNodes: collectionNodes,
      clientSteps: clientSteps(shape, isOrdered: match?.isOrdered == true),
      isTransactional: false,
      isOrderedByKey: isOrdered && !shape.isAggregate && !shape.isUniqueLookup,
      reasons: reasons
    )
  }

  /// The rows that a question is about, and its conditions over other rows.
  func rootNeed(_ read: Read, _ shape: ReadShape)
    -> (need: RowNeed, joined: [EqualityConjunct], links: [LinkConjunct])
  {
    var (need, joined, links) = RowNeed.of(
      shape.filter,
      entity: shape.entity,
      workload: workload,
      carried: carried
    )
    if shape.isUniqueLookup { need.isUnique = true }
    if !shape.isAggregate {
      need.order = keyOrder(read).map { order in
        need.deciding(order, of: workload[shape.entity])
      }
      need.bound = shape.page?.rows ?? shape.limit
    }
    need.reads = reads(shape.root, order: read.order)
    need.holderReads = holderReads(shape.root, beside: read.pathsOfConditions)
    return (need, joined, links)
  }

  private func clientSteps(_ shape: ReadShape, isOrdered: Bool) -> [ClientStep] {
    var steps: [ClientStep] = []
    if !clientFilters.isEmpty {
      steps.append(.filter(clientFilters.count == 1 ? clientFilters[0] : .and(clientFilters)))
    }
    if shape.isAggregate { steps.append(.aggregate) }
    let isSorted = isOrdered || (shape.isUniqueLookup && !shape.isAggregate)
    if !isSorted { steps.append(.sort) }
    if let limit = shape.limit, !(isSorted && clientFilters.isEmpty && !shape.isAggregate) {
      steps.append(.limit(limit))
    }
    return steps
  }

  /// The order asked for, if the entity's own fields give it.
  private func keyOrder(_ read: Read) -> [(field: FieldID, isDescending: Bool)]? {
    let own = OwnField(entity: read.entity, workload: workload, carried: carried)
    var order: [(field: FieldID, isDescending: Bool)] = []
    for term in CompletedOrder(read, workload: workload).terms {
      guard case .field(let path) = term.subject, let field = own.field(path) else { return nil }
      if !order.contains(where: { $0.field == field }) { order.append((field, term.isDescending)) }
    }
    return order
  }

  /// Every own field of the rows that the answer or its order looks at; what the caller filters
  /// by is added when it is known.
  private func reads(_ root: ReadNode, order: [OrderTerm]) -> [FieldID] {
    let ordered = order.compactMap { term -> FieldPath? in
      if case .field(let path) = term.subject { path } else { nil }
    }
    return fieldsRead(root) + ownFields(ordered, of: root.entity)
  }

  // MARK: The rows themselves

  mutating func rootStep(
    _ need: inout RowNeed,
    _ joined: [EqualityConjunct],
    _ links: [LinkConjunct]
  ) -> (step: Int, match: KeyMatch?)? {
    if let link = links.first, !isWholeKeyFixed(need) {
      need.filters += joined.map(\.rebuilt) + links.dropFirst().map(\.rebuilt)
      return throughLink(link, need)
    }
    if need.fixed.isEmpty, need.memberships.isEmpty, let first = joined.first {
      need.filters += joined.dropFirst().map(\.rebuilt) + links.map(\.rebuilt)
      return throughJoin(first, need)
    }
    need.filters += joined.map(\.rebuilt) + links.map(\.rebuilt)
    if let holder = catalog.holder(of: need.entity) { return throughHolder(holder, need) }
    if let match = match(need) {
      explain(match, need)
      return (append(match, need, node: [], isRoot: true), match)
    }
    return scan(need)
  }

  private func isWholeKeyFixed(_ need: RowNeed) -> Bool {
    workload[need.entity].key.allSatisfy(need.fixedFields.contains)
  }

  /// Nothing but reading everything is left.
  private mutating func scan(_ need: RowNeed) -> (step: Int, match: KeyMatch?)? {
    let entity = workload[need.entity]
    guard catalog.table(of: need.entity) != nil else {
      lacksTables = true
      failures.append("no table of the design holds `\(entity.name)`")
      return nil
    }
    if isStrong, !need.fixed.isEmpty || !need.memberships.isEmpty {
      let names = need.fixedFields.map { "`\(entity[$0].name)`" }.joined(separator: ", ")
      failures.append(
        "the read must be strongly consistent, and the key of no table begins with \(names);"
          + " a global index is only ever eventually consistent"
      )
      return nil
    }
    guard let step = appendScan(need, node: []) else { return nil }
    reasons.append("no key answers the filter: every item of `\(requests[step].table)` is read")
    return (step, nil)
  }

  /// The rows of the relationship first, then the rows they lead to.
  private mutating func throughLink(
    _ conjunct: LinkConjunct,
    _ need: RowNeed
  ) -> (step: Int, match: KeyMatch?)? {
    guard let link = LinkEntity(conjunct.attribute, workload: workload) else { return nil }
    let isOwner = conjunct.attribute.entity == need.entity && link.owner == need.entity
    let (given, wanted) =
      isOwner ? (link.targetFields, link.ownerFields) : (link.ownerFields, link.targetFields)
    var rows = RowNeed(link.entity)
    for (field, parameter) in zip(given, conjunct.parameters) {
      rows.fixed.append(
        RowNeed.Fixed(field: field, operand: .parameter(parameter), expression: nil)
      )
    }
    rows.reads = workload[link.entity].key
    guard let first = match(rows) else {
      return unreachable(link.entity, given)
    }
    let step = append(first, rows, node: [])
    reasons.append("the rows of `\(workload[link.entity].name)` lead to those asked for")
    return fetch(need, keys: wanted, of: link.entity, from: step)
  }

  /// The rows whose key an earlier step's rows hold.
  private mutating func fetch(
    _ need: RowNeed,
    keys: [FieldID],
    of source: EntityID,
    from step: Int
  ) -> (step: Int, match: KeyMatch?)? {
    var rows = need
    rows.filters +=
      need.fixed.compactMap(\.expression) + need.memberships.map(\.expression)
      + need.ranges.map(\.expression)
    rows.fixed = zip(workload[need.entity].key, keys).map {
      RowNeed.Fixed(field: $0, operand: .row(FieldReference(source, $1)), expression: nil)
    }
    rows.memberships = []
    rows.ranges = []
    rows.order = nil
    rows.bound = nil
    rows.isUnique = true
    rows.isPerRow = true
    guard let match = match(rows) else { return unreachable(need.entity, rows.fixedFields) }
    return (append(match, rows, node: [], parent: step, isRoot: true), nil)
  }

  /// From the rows a condition is about, back along the references to those asked for.
  private mutating func throughJoin(
    _ conjunct: EqualityConjunct,
    _ need: RowNeed
  ) -> (step: Int, match: KeyMatch?)? {
    let target = conjunct.field.field
    var rows = RowNeed(target.entity)
    rows.fixed = [
      RowNeed.Fixed(
        field: target.field,
        operand: conjunct.operand.requestOperand,
        expression: nil
      )
    ]
    rows.reads = workload[target.entity].key
    let last = conjunct.field.via[0]
    let held = catalog.holder(of: last.entity).flatMap { holder -> FieldReference? in
      holder.rows.reference == last ? FieldReference(holder.entity, holder.rows.field.id) : nil
    }
    if held?.entity == target.entity, let held {
      rows.reads += [held.field] + need.holderReads
    }
    rows.isUnique = workload[target.entity].key == [target.field]
    guard let first = match(rows) else { return unreachable(target.entity, [target.field]) }
    var step = append(first, rows, node: [])
    var source = target.entity
    for (position, reference) in conjunct.field.via.enumerated().reversed() {
      let isLast = position == 0
      if isLast, held != nil {
        keepHeld(need, of: step)
        return (step, nil)
      }
      var next = isLast ? need : RowNeed(reference.entity)
      if !isLast { next.reads = workload[reference.entity].key }
      if position == 1, let held { next.reads += [held.field] + need.holderReads }
      next.order = nil
      next.bound = nil
      next.isPerRow = true
      next.fixed += zip(context.fields(of: reference), workload[source].key).map {
        RowNeed.Fixed(field: $0, operand: .row(FieldReference(source, $1)), expression: nil)
      }
      guard let match = match(next) else {
        return unreachable(reference.entity, context.fields(of: reference))
      }
      step = append(match, next, node: [], parent: step, isRoot: isLast)
      source = reference.entity
    }
    reasons.append("the rows of `\(workload[target.entity].name)` lead to those asked for")
    return (step, nil)
  }

  private mutating func unreachable(
    _ entity: EntityID,
    _ fields: [FieldID]
  ) -> (step: Int, match: KeyMatch?)? {
    fail(entity, fields)
    return nil
  }

  /// Remembers why rows cannot be reached.
  mutating func fail(_ id: EntityID, _ fields: [FieldID]) {
    let entity = workload[id]
    let names = fields.map { "`\(entity[$0].name)`" }.joined(separator: ", ")
    if catalog.table(of: id) == nil {
      lacksTables = true
      failures.append("no table of the design holds `\(entity.name)`")
    } else if isStrong {
      failures.append(
        "the read must be strongly consistent, and no table's key finds `\(entity.name)` by"
          + " \(names); a global index is only ever eventually consistent"
      )
    } else {
      failures.append("no key finds `\(entity.name)` by \(names)")
    }
  }

  private mutating func explain(_ match: KeyMatch, _ need: RowNeed) {
    let entity = workload[need.entity]
    if need.isOrderBinding, !match.isOrdered {
      let most = RowBound(context: context).most(need.entity, fixed: need.fixedFields)
      let rows = most.map { "up to \(FigureFormatter.count($0))" } ?? "all"
      reasons.append(
        need.order == nil
          ? "the order is not one of `\(entity.name)`'s own attributes: \(rows) matching rows are"
            + " sorted by the caller"
          : "no key gives the order: \(rows) matching rows are sorted by the caller"
      )
    }
    if !match.leftover.isEmpty {
      reasons.append("what the key does not answer is filtered behind it and paid for")
    }
  }
}
