import DBModelDesign
import DBModelQuery
import DBModelWorkload

extension PathBuilder {
  /// Fetches the related rows below a node.
  mutating func attachChildren(of node: ReadNode, parent: Int, covered: [[String]: Int]) {
    for child in node.children where !isCarried(child) {
      if let step = covered[child.path] {
        attachChildren(of: child, parent: step, covered: covered)
        continue
      }
      if case .reference(let attribute)? = child.step, isHolder(attribute) {
        fetchOutputRows(child, parent: parent)
        attachChildren(of: child, parent: parent, covered: covered)
        continue
      }
      if heldIn(child) != nil {
        attachHeld(child, parent: parent, covered: covered)
        continue
      }
      guard let step = step(to: child, from: node, parent: parent, covered: covered) else { return }
      fetchOutputRows(child, parent: step)
      attachChildren(of: child, parent: step, covered: covered)
    }
  }

  private mutating func step(
    to child: ReadNode,
    from node: ReadNode,
    parent: Int,
    covered: [[String]: Int]
  ) -> Int? {
    let reads = fieldsRead(child)
    switch child.step {
    case .reference(let attribute)?:
      return follow(attribute, node: child.path, reads: reads, parent: parent)
    case .inverse(let attribute)?:
      return rows(
        attribute.entity,
        context.fields(of: attribute),
        equal: workload[node.entity].key,
        of: node.entity,
        child.path,
        reads: reads,
        parent: parent
      )
    case .many(let attribute)?, .inverseMany(let attribute)?:
      guard let link = LinkEntity(attribute, workload: workload) else { return nil }
      let isForward = if case .many? = child.step { true } else { false }
      let (here, there) =
        isForward ? (link.ownerFields, link.targetFields) : (link.targetFields, link.ownerFields)
      // The rows of the link may have come with the collection of their owner.
      var step = covered[child.path + [Self.linkMark]]
      if step == nil {
        step = rows(
          link.entity,
          here,
          equal: workload[node.entity].key,
          of: node.entity,
          child.path,
          reads: workload[link.entity].key,
          parent: parent
        )
      }
      guard let step else { return nil }
      return rows(
        child.entity,
        workload[child.entity].key,
        equal: there,
        of: link.entity,
        child.path,
        reads: reads,
        parent: step
      )
    case nil: return nil
    }
  }

  /// Stands behind the path of a many-to-many node for the rows of its link.
  static let linkMark = "#link"

  /// The one row that each row of a step refers to.
  private mutating func follow(
    _ attribute: AttributeReference,
    node: [String],
    reads: [FieldID],
    parent: Int
  ) -> Int? {
    guard let reference = context.reference(attribute) else { return nil }
    return rows(
      reference.target,
      workload[reference.target].key,
      equal: context.fields(of: attribute),
      of: attribute.entity,
      node,
      reads: reads,
      parent: parent
    )
  }

  /// Rows of an entity some of whose fields equal fields of the rows of an earlier step.
  private mutating func rows(
    _ entity: EntityID,
    _ fields: [FieldID],
    equal sources: [FieldID],
    of source: EntityID,
    _ node: [String],
    reads: [FieldID],
    parent: Int
  ) -> Int? {
    var need = RowNeed(entity)
    need.fixed = zip(fields, sources).map {
      RowNeed.Fixed(field: $0, operand: .row(FieldReference(source, $1)), expression: nil)
    }
    let key = workload[entity].key
    need.order = key.map { ($0, false) }
    need.isUnique = key.allSatisfy(fields.contains)
    need.isPerRow = true
    need.reads = reads
    guard let match = match(need) else {
      fail(entity, fields)
      return nil
    }
    return append(match, need, node: node, parent: parent)
  }

  // MARK: Item collections

  /// Turns the get of a root into one Query of its item collection, where the answer wants every
  /// kind of item in it and no other row of the root's kind stands in it. Returns the nodes that
  /// come with it.
  mutating func mergeCollection(
    _ root: ReadNode,
    _ step: Int,
    _ match: KeyMatch?
  ) -> [[String]: Int] {
    guard let match, match.key.index == nil, match.list == nil, step == 0, requests.count == 1,
      requests[step].repetition == .once, isOneRoot(match, requests[step]),
      let table = catalog.table(of: root.entity), table.layouts.count > 1
    else { return [:] }
    var covered: [[String]: Int] = [:]
    var entities: [EntityID] = [root.entity]
    var reads: [(entity: EntityID, fields: [FieldID])] = []
    var pending = [root]
    while let node = pending.popLast() {
      for child in node.children {
        guard let stored = storedRows(of: child, below: node), !entities.contains(stored.entity)
        else { continue }
        entities.append(stored.entity)
        reads.append((stored.entity, stored.fields))
        covered[stored.isLink ? child.path + [Self.linkMark] : child.path] = step
        if !stored.isLink { pending.append(child) }
      }
    }
    // Rows of other kinds under the same partition key would be read for nothing.
    let key = match.key.partition.map(\.template)
    let together = table.layouts.filter { layout in
      key.allSatisfy { $0.mayEqual(layout.partitionKey) }
    }
    guard entities.count > 1, entities.count == together.count else { return [:] }
    replaceWithCollection(step, match, entities: entities, reads: reads)
    collect(covered.keys.map { $0.last == Self.linkMark ? Array($0.dropLast()) : $0 }, step)
    reasons.append(
      "one Query returns `\(workload[root.entity].name)` and the \(entities.count - 1)"
        + " other kinds of rows in its item collection"
    )
    return covered
  }

  /// Whether a request finds the one root: by its whole key, or by its partition key where nothing
  /// is asked of the rest but which kind of item it is.
  private func isOneRoot(_ match: KeyMatch, _ request: DynamoDBRequest) -> Bool {
    if match.isWholeKey {
      // Where the partition key is a part of the row's own, others of its kind stand in it too.
      let fields = match.key.partition.flatMap(\.template.fields)
      return request.kind == .getItem
        && workload[match.key.entity].key.allSatisfy(fields.contains)
    }
    guard singleRowSteps.contains(0), match.leftover.isEmpty,
      match.equals.count == match.key.partition.count
    else { return false }
    switch match.condition {
    case nil: return true
    case .beginsWith(let value)?: return value.operands.isEmpty
    case .compare?, .between?: return false
    }
  }

  /// The rows of a node that stand under the partition key of its parent's rows.
  private func storedRows(
    of child: ReadNode,
    below node: ReadNode
  ) -> (entity: EntityID, fields: [FieldID], isLink: Bool)? {
    let entity: EntityID
    let sources: [FieldID]
    var fields = fieldsRead(child)
    var isLink = false
    switch child.step {
    case .inverse(let attribute)?:
      entity = attribute.entity
      sources = context.fields(of: attribute)
    case .many(let attribute)?:
      guard let link = LinkEntity(attribute, workload: workload) else { return nil }
      entity = link.entity
      sources = link.ownerFields
      fields = workload[link.entity].key
      isLink = true
    default: return nil
    }
    guard let parent = catalog.base(of: node.entity), let own = catalog.base(of: entity),
      parent.table == own.table,
      let mine = own.partition.first?.template, let above = parent.partition.first?.template
    else { return nil }
    let keys = workload[node.entity].key
    func mapped(_ field: FieldID) -> FieldID? { keys.firstIndex(of: field).map { sources[$0] } }
    let same: Bool
    switch (above, mine) {
    case (.native(let a), .native(let b)): same = mapped(a) == b
    case (.text(let a), .text(let b)):
      same =
        a.count == b.count
        && zip(a, b).allSatisfy { pair in
          switch pair {
          case (.literal(let x), .literal(let y)): x == y
          case (.field(let x), .field(let y)): mapped(x) == y
          default: false
          }
        }
    default: same = false
    }
    return same ? (entity, fields, isLink) : nil
  }

  // MARK: Rows that filters, orders and outputs look at

  /// The rows that a filter or an order reaches over references, and those of the root's outputs.
  mutating func fetchFilterRows(_ root: ReadNode, parent: Int, order: [OrderTerm]) {
    var paths = clientFilters.flatMap(\.fieldPaths)
    for term in order {
      if case .field(let path) = term.subject { paths.append(path) }
    }
    fetchLinkRows(root, parent: parent)
    fetch(paths + root.outputFields, from: root, parent: parent)
  }

  mutating func fetchOutputRows(_ node: ReadNode, parent: Int) {
    fetch(node.outputFields, from: node, parent: parent)
  }

  private mutating func fetch(_ paths: [FieldPath], from node: ReadNode, parent: Int) {
    var steps: [[AttributeReference]: Int] = [:]
    for path in paths where !path.via.isEmpty && copy(path) == nil {
      var step = parent
      for length in 1...path.via.count {
        let prefix = Array(path.via.prefix(length))
        if let known = steps[prefix] {
          step = known
          continue
        }
        let last = prefix[length - 1]
        if length == 1, isHolder(last) {
          steps[prefix] = parent
          continue
        }
        guard let target = context.reference(last)?.target else { return }
        // What the path looks at next, on whatever path: this row is fetched once.
        let reads = paths.filter { Array($0.via.prefix(length)) == prefix }.flatMap { path in
          path.via.count == length
            ? [path.field.field] : context.fields(of: path.via[length])
        }
        let name = node.path + prefix.map { workload[$0].name }
        guard
          let next = follow(
            last,
            node: name,
            reads: reads + workload[target].key,
            parent: step
          )
        else { return }
        steps[prefix] = next
        step = next
      }
    }
  }

  /// Whether rows are linked is a row of the link, so a filter that asks needs those rows.
  private mutating func fetchLinkRows(_ root: ReadNode, parent: Int) {
    var attributes: [AttributeReference] = []
    for filter in clientFilters {
      filter.visit { part in
        if case .isLinked(let attribute, _) = part, !attributes.contains(attribute) {
          attributes.append(attribute)
        }
      }
    }
    for attribute in attributes {
      guard let link = LinkEntity(attribute, workload: workload) else { continue }
      let here = attribute.entity == root.entity ? link.ownerFields : link.targetFields
      _ = rows(
        link.entity,
        here,
        equal: workload[root.entity].key,
        of: root.entity,
        [workload[attribute].name],
        reads: workload[link.entity].key,
        parent: parent
      )
    }
  }
}
