import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// What PostgreSQL's planner knows where it plans for all values of the parameters: how many
/// different ones there are, and what is written in the statement itself.
extension SQLReadBuilder {
  /// Entries of a tree that it takes a search to meet.
  func planned(
    _ leading: [FieldID],
    _ range: RangeConjunct?,
    _ values: [FieldID: Expression],
    _ entity: Entity,
    _ pattern: AccessPattern
  ) -> Double {
    let written = values.filter { $0.value.parameters.isEmpty && !$0.value.isListOfCases }
    let listed = leading.filter { values[$0]?.isListOfCases == true }
    var found = rows.rows(
      of: entity.id,
      sharing: leading.filter { !listed.contains($0) },
      pattern: pattern,
      operands: written.mapValues(\.requestOperand)
    ).mean.middle
    for cases in listed.compactMap({ values[$0] }) {
      found *= rows.casesShare(cases, of: entity.id, pattern: pattern).middle
    }
    if let range {
      found *=
        range.isGiven ? Self.unknownPart(range) : rows.share(of: range, pattern).middle
    }
    return found
  }

  /// What is asked of each row of a table that is read as a whole, in terms of such a row: of most
  /// types a quarter, of decimals, which are compared digit by digit, more. What fails one
  /// condition is not asked the next.
  func checks(_ filter: FilterShape, _ entity: Entity, _ pattern: AccessPattern) -> Interval {
    func part(_ path: FieldPath) -> Double {
      guard path.via.isEmpty else { return 0 }
      switch entity[path.field.field].type {
      case .decimal: return Self.slowCheck
      default: return Self.quickCheck
      }
    }
    let own = { (field: FieldPath) in field.via.isEmpty }
    let parts =
      filter.equalities.map(\.field).filter(own).map(part)
      + filter.ranges.filter { own($0.field) }.flatMap { range in
        [range.lower, range.upper].compactMap { $0.map { _ in part(range.field) } }
      }
      + filter.residual.map { _ in Self.quickCheck }
    let lists = filter.memberships.reduce(Interval.zero) { sum, list in
      guard case .many(_, let count) = pattern[list.parameter].type else { return sum }
      return sum + SQLTimes.comparedPart(with: count.average)
    }
    guard let least = parts.min() else { return lists }
    let all = parts.reduce(0, +)
    return lists + Interval(least / 2, least + (all - least) / 2)
  }

  /// Measured on PostgreSQL 15: some 12 and 35 nanoseconds, a row 53.
  private static let quickCheck = 0.25
  private static let slowCheck = 0.7
}

extension RangeConjunct {
  /// Whether a call says where it begins or ends.
  fileprivate var isGiven: Bool {
    [lower, upper].compactMap { $0?.operand }.contains { operand in
      if case .expression(let value) = operand { return !value.parameters.isEmpty }
      return true
    }
  }
}
