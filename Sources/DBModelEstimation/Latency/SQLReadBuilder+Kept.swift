import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The part of the entries of a tree that conditions leave which it does not hold.
extension SQLReadBuilder {
  /// Call by call: conditions on parameters that not every call gives hold of all rows in the
  /// others.
  ///
  /// - Parameters:
  ///   - given: Fields that all of the entries share.
  ///   - ranges: What the search is bounded by.
  ///   - through: What the rows are found through.
  ///   - isLinked: Whether rows that link them lead to them.
  func kept(
    _ filter: FilterShape,
    _ entity: Entity,
    _ pattern: AccessPattern,
    given: [FieldID] = [],
    ranges: [FieldPath] = [],
    through: [FieldPath] = [],
    isLinked: Bool = false
  ) -> ShareOutcomes {
    var found = ShareOutcomes()
    for equality in filter.equalities where !through.contains(equality.field) {
      let (path, isOptional) = (equality.field, equality.isOptional)
      if path.via.isEmpty, given.contains(path.field.field), !isOptional { continue }
      let own = rows.equalityShare(path, equality.operand, pattern)
      found.combine([(1, own)], given: equality.givenShare)
    }
    for bound in filter.ranges where !ranges.contains(bound.field) {
      let own = rows.share(of: bound, pattern)
      found.combine([(1, own)], given: bound.givenShare)
    }
    for list in filter.memberships
    where !list.fields.contains(where: { given.contains($0.field.field) }) {
      found.combine([(1, rows.listedShare(list, pattern))], given: list.givenShare)
    }
    if !isLinked {
      for link in filter.links where !link.isOptional {
        found.combine([(1, rows.linkedShare(link) ?? RangeShares.unknown)])
      }
    }
    for other in filter.telling
    where other.listedField.map({ !given.contains($0) }) ?? true {
      found.combine(rows.conditionShares(of: other, entity: entity.id, pattern: pattern))
    }
    return found
  }

  /// How often a row that is found by its key passes what is asked of it besides: at least as often
  /// as any row, at most always, since whoever has its key may know. What the request brings along
  /// fits the key.
  func checked(_ filter: FilterShape, _ entity: Entity, _ pattern: AccessPattern) -> Interval {
    let brought = filter.equalities.filter { equality in
      if case .literal = equality.operand { false } else { true }
    }
    let keys = entity.key + entity.uniques.flatMap(\.fields)
    let part = kept(
      filter,
      entity,
      pattern,
      given: keys + brought.map(\.field.field.field)
    )
    return Interval(part.mean.low, 1)
  }

  /// References that all rows have which a filter leaves.
  func known(_ filter: FilterShape) -> Set<AttributeReference> {
    let asked =
      filter.equalities.filter { !$0.isOptional }.map(\.field)
      + filter.ranges.filter { !$0.isOptional }.map(\.field)
      + filter.memberships.filter { !$0.isOptional }.flatMap(\.fields)
      + filter.residual.compactMap(\.presentField)
    return Set(
      asked.map { path in
        path.via.first
          ?? AttributeReference(path.field.entity, workload[path.field].attribute)
      }
    )
  }
}
