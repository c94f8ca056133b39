public import DBModelQuery
public import DBModelStatistics
public import DBModelWorkload

/// How many rows a call hands over, or changes, on average.
public struct AnsweredRows {
  let workload: Workload
  private let rows: RowEstimator
  let cardinality: Cardinality

  public init(workload: Workload) {
    self.workload = workload
    rows = RowEstimator(workload: workload)
    cardinality = Cardinality(workload: workload)
  }

  /// Rows of a read's own entity that a call hands over, all pages of it together; `nil` for what
  /// is no read, for groups and aggregates, and for what is found over a relationship or in words.
  public func answered(_ pattern: AccessPattern) -> Interval? {
    guard case .read(let read) = pattern.operation,
      case .read(let shape) = PatternShape(pattern, workload: workload), !shape.isAggregate,
      shape.group.isEmpty,
      let found = Self.declared(pattern)
        ?? matching(shape.filter, read.filter?.value, shape.entity, pattern)
    else { return nil }
    if shape.isUniqueLookup { return .one }
    guard let bound = shape.limit.map(Double.init) ?? shape.page.map(Self.rows) else {
      return found
    }
    // What is met in the middle of what is known is taken to be met.
    return found.middle >= bound ? Interval(bound) : Interval(found.low, min(found.high, bound))
  }

  /// Rows of a read's own entity that its conditions leave, whatever it wants of them; `nil` for
  /// what is no read, and where nothing says how many values a field has that one is asked of.
  public func matched(_ pattern: AccessPattern) -> Interval? {
    if case .read = pattern.operation, let declared = Self.declared(pattern) { return declared }
    guard case .read(let read) = pattern.operation,
      case .read(let shape) = PatternShape(pattern, workload: workload),
      !shape.filter.equalities.contains(where: { cardinality.isUntold($0.field.field) })
    else { return nil }
    if let found = matching(shape.filter, read.filter?.value, shape.entity, pattern) {
      return found
    }
    let over = shape.filter.equalities.filter { !$0.field.via.isEmpty && !$0.isOptional }
    let paths = shape.filter.fields.filter { !$0.via.isEmpty }
    guard shape.filter.links.isEmpty, paths.allSatisfy(over.map(\.field).contains),
      let condition = read.filter?.value
    else { return nil }
    let own = rows.share(of: condition, entity: shape.entity, pattern: pattern)
    let share = over.reduce(own) { $0 * rows.pathShare(of: $1, pattern) }
    return cardinality.rows(shape.entity) * share
  }

  /// The mean bytes of what is handed over of a row.
  public static func bytes(_ node: ReadNode, in workload: Workload) -> Double {
    node.fields.reduce(0) { sum, reference in
      let field = workload[reference]
      return sum + field.presentShare * AttributeSizes.value(field.type).meanBytes
    }
  }

  private static func rows(_ page: Page) -> Double {
    Double(page.rows) * max(1, page.depth.average)
  }

  /// Rows that a call changes by a statement: as declared, else those that its filter leaves, as
  /// often as its loops run and no more than there are; `nil` as above, and where several
  /// statements of the pattern change the entity.
  public func changed(_ statement: StatementShape, _ pattern: AccessPattern) -> Interval? {
    if let declared = Self.declared(pattern) { return declared }
    guard statement.kind == .update || statement.kind == .delete,
      !statement.isUniqueLookup || !statement.repeatedBy.isEmpty,
      case let alike = pattern.statements.filter({ $0.entity == statement.entity }),
      alike.count == 1, let filter = alike.first?.expressions.first
    else { return nil }
    let each =
      statement.isUniqueLookup
      ? Interval.one : matching(statement.filter, filter, statement.entity, pattern)
    guard let each else { return nil }
    let times = statement.repeatedBy.reduce(1.0) { product, list in
      guard case .many(_, let count) = pattern[list].type else { return product }
      return product * count.average
    }
    let all = cardinality.rows(statement.entity)
    return Interval(min(each.low * times, all.low), min(each.high * times, all.high))
  }

  /// What the model says itself.
  private static func declared(_ pattern: AccessPattern) -> Interval? {
    (pattern.rows?.value.average).map { Interval($0) }
  }

  private func matching(
    _ filter: FilterShape,
    _ condition: Expression?,
    _ entity: EntityID,
    _ pattern: AccessPattern
  ) -> Interval? {
    guard filter.links.isEmpty, filter.residual.isEmpty,
      filter.fields.allSatisfy(\.via.isEmpty)
    else { return nil }
    guard filter.memberships.allSatisfy({ !$0.isOptional }) else { return nil }
    // As many times as lists have elements, which are told apart.
    let listed = filter.memberships.flatMap { $0.fields.map(\.field.field) }
    let times = filter.memberships.reduce(1.0) { product, list in
      guard case .many(_, let count) = pattern[list.parameter].type else { return product }
      return min(1e15, product * count.average)
    }
    let own = filter.requiredEqualityFields(of: entity)
    let fixed = own + listed.filter { !own.contains($0) }
    let all = cardinality.rows(entity)
    let each = rows.rows(
      of: entity,
      sharing: fixed,
      pattern: pattern,
      operands: filter.operands
    ).mean
    let shared = Interval(min(all.low, each.low * times), min(all.high, each.high * times))
    guard let condition, !fixed.isEmpty || !filter.equalities.isEmpty || !filter.ranges.isEmpty
    else { return shared }
    // Of fields that all of them share nothing is left to be counted.
    let others = condition.conjuncts.filter { conjunct in
      !conjunct.fieldPaths.allSatisfy { fixed.contains($0.field.field) }
    }
    return others.reduce(shared) { left, conjunct in
      let part = rows.share(of: conjunct, entity: entity, pattern: pattern, given: fixed)
      return Interval(left.low * part.low, left.high * part.high)
    }
  }
}
