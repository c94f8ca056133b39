import DBModelQuery
import DBModelWorkload

/// Finds numbers that may be kept in parts: an attribute that statements only add to and take from,
/// each by itself and in one row that is named by its key, and that is read only of such rows.
struct HotNumberFinder {
  private let workload: Workload
  private let shapes: [PatternShape]
  /// What is more than a number that is added to: decided by, ordered by, kept, computed with.
  private let used: Set<FieldReference>

  init(workload: Workload) {
    self.workload = workload
    shapes = workload.patterns.map { PatternShape($0, workload: workload) }
    var used = Set(
      workload.keptAggregates.flatMap { [$0.target] + ($0.source.map { [$0] } ?? []) }
    )
    for entity in workload.entities {
      used.formUnion(entity.uniques.flatMap(\.fields).map { FieldReference(entity.id, $0) })
    }
    for shape in shapes { used.formUnion(Self.otherUses(in: shape, of: workload)) }
    self.used = used
  }

  /// The numbers that some patterns add to, of some entities.
  func numbers(changedBy patterns: Set<PatternID>, of entities: Set<EntityID>) -> [FieldReference] {
    // What raw SQL reads is not looked into.
    guard !shapes.contains(where: { if case .sql = $0 { true } else { false } }) else { return [] }
    var found: [FieldReference] = []
    for pattern in workload.patterns where patterns.contains(pattern.id) {
      guard case .write(let statements, _) = shapes[pattern.id.rawValue] else { continue }
      for statement in statements where entities.contains(statement.entity) {
        guard let number = addedTo(statement), !found.contains(number), mayBeSplit(number) else {
          continue
        }
        found.append(number)
      }
    }
    return found
  }

  /// The one attribute that a statement adds to and takes from, of a row named by its key.
  private func addedTo(_ statement: StatementShape) -> FieldReference? {
    let entity = workload[statement.entity]
    guard statement.kind == .update, statement.assignments.count == 1,
      let change = statement.assignments.first, change.assignmentOperator != .set,
      namesRow(statement.filter, of: entity)
    else { return nil }
    let own = FieldReference(entity.id, change.field)
    guard !change.value.fieldPaths.contains(FieldPath(field: own)),
      change.value.fieldPaths.isEmpty, isKept(own, by: change, if: statement.condition)
    else { return nil }
    return own
  }

  /// Whether a change of one part is right for the sum: what is taken is there (`stock >= $n`), and
  /// no bound is asked of the sum that parts would not keep.
  private func isKept(
    _ number: FieldReference,
    by change: Assignment,
    if condition: Expression?
  ) -> Bool {
    var hasMinimum = false
    var hasMaximum = false
    if case .integer(let minimum, let maximum) = workload[number].type {
      hasMinimum = minimum != nil
      hasMaximum = maximum != nil
    }
    guard let condition else {
      return change.assignmentOperator == .add ? !hasMaximum : !hasMinimum
    }
    guard change.assignmentOperator == .subtract else { return false }
    let own = Expression.field(FieldPath(field: number))
    let one = Expression.literal(.integer(1))
    switch condition {
    case .comparison(.greaterOrEqual, own, change.value),
      .comparison(.lessOrEqual, change.value, own):
      return true
    case .comparison(.greater, own, .literal(.integer(0))),
      .comparison(.less, .literal(.integer(0)), own):
      return change.value == one
    default: return false
    }
  }

  private func mayBeSplit(_ number: FieldReference) -> Bool {
    let entity = workload[number.entity]
    let field = workload[number]
    switch field.type {
    case .integer, .decimal: break
    default: return false
    }
    // What the service or the engine takes away by itself would leave parts behind.
    let goesByItself =
      entity.fields.contains { $0.flags.contains(.timeToLive) }
      || entity.attributes.contains { attribute in
        if case .reference(let reference) = attribute.kind {
          reference.deleteAction == .cascade
        } else {
          false
        }
      }
    guard !goesByItself, field.path.count == 1, !field.isOptional, field.flags.isEmpty,
      !entity.isKey(number.field),
      case .declared = entity.origin, !used.contains(number),
      !workload.flows.contains(where: { $0.entities.contains { $0.value == entity.id } })
    else { return false }
    return shapes.allSatisfy { shape in
      switch shape {
      case .read(let read): return readsByKey(number, read)
      case .write(let statements, _):
        return statements.allSatisfy { statement in
          guard statement.entity == number.entity else { return true }
          let isAssigned = statement.assignments.contains { $0.field == number.field }
          if statement.kind == .delete { return namesRow(statement.filter, of: entity) }
          return statement.kind != .upsert && (!isAssigned || addedTo(statement) == number)
        }
      case .sql: return false
      }
    }
  }

  /// Whether a read shows the number of no row, or of the one row that it names by its key.
  private func readsByKey(_ number: FieldReference, _ read: ReadShape) -> Bool {
    let showing = read.root.all.filter { $0.fields.contains(number) }
    if showing.isEmpty { return true }
    return showing.count == 1 && showing[0].step == nil && !read.isAggregate
      && namesRow(read.filter, of: workload[number.entity])
  }

  /// Whether a filter is the whole key, each field equal to one value, and nothing else.
  private func namesRow(_ filter: FilterShape, of entity: Entity) -> Bool {
    filter.memberships.isEmpty && filter.ranges.isEmpty && filter.links.isEmpty
      && filter.residual.isEmpty && filter.equalities.count == entity.key.count
      && Set(filter.requiredEqualityFields(of: entity.id)) == Set(entity.key)
  }

  /// Fields that a pattern does more with than to show them, or to add to them.
  private static func otherUses(
    in shape: PatternShape,
    of workload: Workload
  ) -> [FieldReference] {
    switch shape {
    case .read(let read):
      var paths = read.root.all.flatMap(\.outputFields)
      paths += read.filter.fields
      for case .field(let path) in read.order.map(\.subject) { paths.append(path) }
      return paths.map(\.field)
    case .write(let statements, _):
      return statements.flatMap { statement -> [FieldReference] in
        let others = statement.assignments.flatMap { change in
          change.value.fieldPaths.filter {
            $0 != FieldPath(field: FieldReference(statement.entity, change.field))
          }
        }
        return (others + statement.filter.fields).map(\.field)
      }
    case .sql: return []
    }
  }
}
