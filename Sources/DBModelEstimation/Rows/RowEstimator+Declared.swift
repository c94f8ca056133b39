import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// A range of which nothing is said but how many rows all conditions of its pattern leave.
struct ToldRange: Sendable {
  let field: FieldReference
  /// Call by call: the part of the rows of the entity, of those the other conditions leave.
  let outcomes: [(chance: Double, share: Double)]

  var mean: Double { outcomes.reduce(0) { $0 + $1.chance * $1.share } }
}

/// What `rows avg 40 max 500` of a read tells of its conditions.
extension RowEstimator {
  /// The ranges that are told, by pattern.
  func toldRanges() -> [PatternID: ToldRange] {
    var found: [PatternID: ToldRange] = [:]
    for pattern in workload.patterns where pattern.rows != nil {
      found[pattern.id] = toldRange(of: pattern)
    }
    return found
  }

  /// `nil` where all ranges are known, or more than one is not: then it is not told how far each of
  /// them reaches.
  private func toldRange(of pattern: AccessPattern) -> ToldRange? {
    guard case .read = pattern.operation, let declared = pattern.rows?.value,
      case .read(let shape) = PatternShape(pattern, workload: workload),
      case let filter = shape.filter,
      !filter.telling.contains(where: {
        conditionShare(of: $0, entity: shape.entity, pattern: pattern).isWide
      })
    else { return nil }
    // Of an equality that may leave anything, nobody knows what is left for the range.
    if filter.equalities.contains(where: { cardinality.isUntold($0.field.field) }) { return nil }
    let unknown = filter.ranges.filter { isUnknown($0, pattern) }
    guard unknown.count == 1, let range = unknown.first, !range.isOptional,
      range.field.via.isEmpty,
      filter.ranges.count(where: { $0.field.field == range.field.field }) == 1
    else { return nil }
    let others = rowsBesides(range, filter, shape.entity, pattern)
    guard others > 0 else { return nil }
    // Only rows that have a value lie in a range of it.
    let most = workload[range.field.field].presentShare
    return ToldRange(
      field: range.field.field,
      outcomes: declared.calls.map { ($0.chance, min(most, $0.value / others)) }
    )
  }

  /// Rows that all conditions but one leave, in the mean over the calls.
  private func rowsBesides(
    _ range: RangeConjunct,
    _ filter: FilterShape,
    _ entity: EntityID,
    _ pattern: AccessPattern
  ) -> Double {
    let fixed = filter.requiredEqualityFields(of: entity)
    var shares = ShareOutcomes()
    for equality in filter.equalities where equality.field.via.isEmpty && equality.isOptional {
      let own = askedShare(equality.field.field, pattern, equality.operand.requestOperand)
      shares.combine([(1, own)], given: equality.givenShare)
    }
    for other in filter.ranges where other != range && other.field.via.isEmpty {
      shares.combine([(1, share(of: other, pattern))], given: other.givenShare)
    }
    for list in filter.memberships where list.fields.allSatisfy(\.via.isEmpty) {
      shares.combine([(1, listedShare(list, pattern))], given: list.givenShare)
    }
    let found = rows(of: entity, sharing: fixed, pattern: pattern, operands: filter.operands)
      .mean
    let besides = shareBesides(filter, of: entity, pattern: pattern)
    return (found * shares.mean * besides).middle
  }
}
