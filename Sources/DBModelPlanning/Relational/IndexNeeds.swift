import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Collects what the patterns of a scope have to find in each table.
struct IndexNeeds {
  let context: PlanningContext
  let scope: RelationalScope
  private(set) var needs: [EntityID: [IndexNeed]] = [:]
  /// Entities that a pattern reads without any condition an index could serve.
  private(set) var scans: [PatternID: [EntityID]] = [:]
  private let members: Set<EntityID>
  private let rows: RowEstimator

  /// - Parameter isLeftOut: Which statements of which patterns on an entity need nothing.
  init(
    context: PlanningContext,
    scope: RelationalScope,
    except isLeftOut: (EntityID, PatternID) -> Bool = { _, _ in false }
  ) {
    self.context = context
    self.scope = scope
    members = Set(scope.entities.map(\.id))
    rows = RowEstimator(workload: context.workload)
    for pattern in scope.patterns {
      switch context.shapes[pattern.id.rawValue] {
      case .read(let shape): add(shape, pattern)
      case .write(let statements, _):
        for statement in statements
        where statement.kind != .insert && !isLeftOut(statement.entity, pattern.id) {
          add(statement, pattern)
        }
      case .sql: break
      }
    }
  }

  private var workload: Workload { context.workload }

  private mutating func add(_ shape: ReadShape, _ pattern: AccessPattern) {
    var order: [(field: FieldID, isDescending: Bool)] = []
    let own = OwnField(entity: shape.entity, workload: workload)
    var isWhole = true
    for term in shape.order {
      guard case .field(let path) = term.subject, let field = own.field(path) else {
        isWhole = false
        break
      }
      order.append((field, term.isDescending))
    }
    let stated = order.count
    let isBinding = (shape.page != nil || shape.limit != nil) && !shape.isAggregate && isWhole
    if isBinding {
      let last = order.last?.isDescending ?? false
      for key in workload[shape.entity].key where !order.contains(where: { $0.field == key }) {
        order.append((key, last))
      }
    }
    if let field = SoleExtremum.field(of: shape, pattern) {
      return add(
        shape.filter,
        shape.entity,
        pattern,
        order: [(field, false)],
        wanted: 1,
        isUnique: shape.isUniqueLookup,
        isSorted: false,
        read: read(shape, pattern)
      )
    }
    add(
      shape.filter,
      shape.entity,
      pattern,
      order: isBinding ? order : [],
      tieBreakers: order.count - stated,
      // What is put in order by another table's rows is read in whole.
      wanted: shape.isAggregate || !isWhole
        ? nil : (shape.page?.rows ?? shape.limit).map(Double.init),
      isUnique: shape.isUniqueLookup,
      read: read(shape, pattern)
    )
    for node in shape.root.all { add(node, pattern) }
  }

  /// Fields of the root's rows.
  private func read(_ shape: ReadShape, _ pattern: AccessPattern) -> Set<FieldID>? {
    guard case .read(let read) = pattern.operation else { return nil }
    var paths = read.filter?.value.fieldPaths ?? []
    for term in read.order {
      if case .field(let path) = term.subject { paths.append(path) }
    }
    var found = Set(shape.root.fieldsRead(in: workload))
    for path in paths {
      if let first = path.via.first {
        guard first.entity == shape.entity else { return nil }
        found.formUnion(workload[first.entity].fields(of: first.attribute).map(\.id))
      } else {
        guard path.field.entity == shape.entity else { return nil }
        found.insert(path.field.field)
      }
    }
    // Groups have no order by the key.
    if !shape.isAggregate { found.formUnion(workload[shape.entity].key) }
    return found
  }

  private mutating func add(_ statement: StatementShape, _ pattern: AccessPattern) {
    add(
      statement.filter,
      statement.entity,
      pattern,
      order: [],
      isUnique: statement.isUniqueLookup
    )
    if statement.kind == .delete { addReferrers(of: statement, pattern) }
  }

  /// A delete looks for the rows that refer to what goes, and for theirs where they go with it:
  /// once for each row.
  private mutating func addReferrers(of statement: StatementShape, _ pattern: AccessPattern) {
    var pending = [(entity: statement.entity, rows: deleted(statement, pattern))]
    var seen: Set<EntityID> = [statement.entity]
    while let next = pending.popLast() {
      for reference in context.referrers[next.entity.rawValue]
      where members.contains(reference.entity) {
        var need = plain(reference.entity, context.fields(of: reference), pattern)
        need.searches = max(1, next.rows)
        need.isSearchedApart = true
        append(need)
        guard let declared = context.reference(reference), declared.deleteAction == .cascade,
          seen.insert(reference.entity).inserted
        else { continue }
        pending.append((reference.entity, next.rows * (declared.fanOut?.average ?? 1)))
      }
    }
  }

  /// Rows that one call deletes, on average.
  private func deleted(_ statement: StatementShape, _ pattern: AccessPattern) -> Double {
    var count = 1.0
    for list in statement.repeatedBy {
      if case .many(_, let elements) = pattern[list].type { count *= elements.average }
    }
    if statement.isUniqueLookup { return count }
    return count
      * (pattern.rows?.value.average
        ?? RowEstimator(workload: workload).rows(
          of: statement.entity,
          sharing: statement.filter.requiredEqualityFields(of: statement.entity),
          pattern: pattern,
          operands: statement.filter.operands
        ).mean.middle)
  }

  private mutating func add(
    _ filter: FilterShape,
    _ entity: EntityID,
    _ pattern: AccessPattern,
    order: [(field: FieldID, isDescending: Bool)],
    tieBreakers: Int = 0,
    wanted: Double? = nil,
    isUnique: Bool,
    isSorted: Bool = true,
    read: Set<FieldID>? = nil
  ) {
    guard members.contains(entity) else { return }
    let (need, joined, links) = RowNeed.of(filter, entity: entity, workload: workload)
    var equalities = need.fixedFields
    for list in need.memberships { equalities += list.fields }
    let led =
      joined.compactMap { self.joined(by: $0, joined, entity, pattern) }
      .min { $0.rows < $1.rows }
      ?? links.first.flatMap { self.linked(by: $0, entity) }
    var listed = cases(of: filter, besides: equalities, entity, pattern)
    // Cases of more rows than lead there from elsewhere are no search.
    if let led, equalities.isEmpty {
      let all = Cardinality(workload: workload).rows(entity).middle
      listed = listed.filter { $0.value.share * all < led.rows }
    }
    equalities += listed.keys.sorted()
    let open = order.filter { term in !need.fixedFields.contains(term.field) }
    let kept = rows.shareBesides(filter, of: entity, pattern: pattern, except: Set(listed.keys))
      .middle
    let isOrderAlone = !isUnique && equalities.isEmpty && need.ranges.isEmpty && !open.isEmpty
    let isWalked = led.map { isOrderAlone && self.isWalked(to: wanted, kept, entity, $0) } ?? false
    // Either down the order, or through what leads to the rows: the other way wants nothing.
    if !isWalked {
      for link in links { addLink(link, entity, pattern) }
      for join in joined { addJoin(join, joined, pattern) }
      if led != nil, isOrderAlone { return }
    }
    guard !equalities.isEmpty || !open.isEmpty || !need.ranges.isEmpty else {
      if links.isEmpty, joined.isEmpty { scans[pattern.id, default: []].append(entity) }
      return
    }
    append(
      IndexNeed(
        entity: entity,
        equalities: unique(equalities),
        order: isUnique ? [] : open,
        pattern: pattern.id,
        isUnique: isUnique,
        isOrderBinding: !order.isEmpty,
        operands: Dictionary(
          need.fixed.map { ($0.field, $0.operand) },
          uniquingKeysWith: { a, _ in a }
        ),
        listed: listed,
        ranges: isUnique ? [] : need.ranges,
        tieBreakers: isUnique ? 0 : tieBreakers,
        wanted: wanted,
        searches: need.memberships.reduce(1) { $0 * count($1, pattern) },
        isSorted: isSorted,
        kept: kept,
        joined: isWalked ? nil : led,
        read: read
      )
    )
  }

  /// The lists of cases of a filter, of fields that nothing else asks for a value of.
  private func cases(
    of filter: FilterShape,
    besides fixed: [FieldID],
    _ entity: EntityID,
    _ pattern: AccessPattern
  ) -> [FieldID: IndexNeed.Listed] {
    var found: [FieldID: IndexNeed.Listed] = [:]
    for cases in filter.residual {
      guard let field = cases.listedField, !fixed.contains(field), found[field] == nil else {
        continue
      }
      found[field] = IndexNeed.Listed(
        count: cases.listedCount,
        share: rows.casesShare(cases, of: entity, pattern: pattern).middle
      )
    }
    return found
  }

  private func isWalked(
    to wanted: Double?,
    _ kept: Double,
    _ entity: EntityID,
    _ led: IndexNeed.Joined
  ) -> Bool {
    wanted.map {
      BTreeCost.isWalked(
        to: $0,
        kept: kept,
        of: Cardinality(workload: workload).rows(entity).middle,
        rather: led.rows + led.searches
      )
    } ?? false
  }

  /// How many elements a list has on average.
  private func count(_ list: RowNeed.Membership, _ pattern: AccessPattern) -> Double {
    guard let parameter = list.elements.first?.parameter,
      case .many(_, let count) = pattern[parameter].type
    else { return 1 }
    return max(1, count.average)
  }

  private func unique(_ fields: [FieldID]) -> [FieldID] {
    fields.enumerated().filter { fields.firstIndex(of: $0.element) == $0.offset }.map(\.element)
  }

  private mutating func addLink(
    _ conjunct: LinkConjunct,
    _ entity: EntityID,
    _ pattern: AccessPattern
  ) {
    guard let link = LinkEntity(conjunct.attribute, workload: workload),
      members.contains(link.entity)
    else { return }
    let isOwner = conjunct.attribute.entity == entity && link.owner == entity
    append(plain(link.entity, isOwner ? link.targetFields : link.ownerFields, pattern))
  }

  /// - Parameter all: Conditions over references of the same statement.
  private mutating func addJoin(
    _ conjunct: EqualityConjunct,
    _ all: [EqualityConjunct],
    _ pattern: AccessPattern
  ) {
    for step in conjunct.field.via where members.contains(step.entity) {
      var need = plain(step.entity, context.fields(of: step), pattern)
      need.isStep = true
      // Each row above is searched for by itself.
      if let above = context.reference(step)?.target {
        need.searches = max(1, found(of: above, by: conjunct, all, pattern))
      }
      append(need)
    }
    let target = conjunct.field.field
    if members.contains(target.entity) { append(plain(target.entity, [target.field], pattern)) }
  }

  /// Rows of an entity on the way of a condition over references that lead to what it asks for.
  private func found(
    of entity: EntityID,
    by conjunct: EqualityConjunct,
    _ all: [EqualityConjunct],
    _ pattern: AccessPattern
  ) -> Double {
    // Those over the same references hold for the same rows.
    all.filter { $0.field.via == conjunct.field.via }
      .reduce(Cardinality(workload: workload).rows(entity).middle) {
        $0 * rows.pathShare(of: $1, pattern).middle
      }
  }

  private func joined(
    by conjunct: EqualityConjunct,
    _ all: [EqualityConjunct],
    _ entity: EntityID,
    _ pattern: AccessPattern
  ) -> IndexNeed.Joined? {
    guard let step = conjunct.field.via.first, let above = context.reference(step)?.target else {
      return nil
    }
    return IndexNeed.Joined(
      fields: context.fields(of: step),
      rows: found(of: entity, by: conjunct, all, pattern),
      searches: max(1, found(of: above, by: conjunct, all, pattern))
    )
  }

  private func linked(by conjunct: LinkConjunct, _ entity: EntityID) -> IndexNeed.Joined? {
    guard let share = rows.linkedShare(conjunct)?.middle else { return nil }
    let found = max(1, Cardinality(workload: workload).rows(entity).middle * share)
    return IndexNeed.Joined(fields: workload[entity].key, rows: found, searches: found)
  }

  private mutating func add(_ node: ReadNode, _ pattern: AccessPattern) {
    switch node.step {
    case .inverse(let attribute)? where members.contains(attribute.entity):
      var need = plain(attribute.entity, context.fields(of: attribute), pattern)
      // They come in the order of their key.
      need.read = Set(node.fieldsRead(in: workload) + need.equalities)
        .union(workload[attribute.entity].key)
      append(need)
    case .reference(let attribute)?:
      guard let target = context.reference(attribute)?.target, members.contains(target) else {
        return
      }
      append(plain(target, workload[target].key, pattern))
    case .many(let attribute)?, .inverseMany(let attribute)?:
      guard let link = LinkEntity(attribute, workload: workload),
        members.contains(link.entity)
      else { return }
      let isForward = if case .many? = node.step { true } else { false }
      append(plain(link.entity, isForward ? link.ownerFields : link.targetFields, pattern))
      let target = isForward ? link.target : link.owner
      append(plain(target, workload[target].key, pattern))
    default: break
    }
  }

  private func plain(
    _ entity: EntityID,
    _ fields: [FieldID],
    _ pattern: AccessPattern
  ) -> IndexNeed {
    IndexNeed(
      entity: entity,
      equalities: fields,
      order: [],
      pattern: pattern.id,
      isUnique: Set(workload[entity].key).isSubset(of: fields),
      isOrderBinding: false
    )
  }

  private mutating func append(_ need: IndexNeed) { needs[need.entity, default: []].append(need) }
}
