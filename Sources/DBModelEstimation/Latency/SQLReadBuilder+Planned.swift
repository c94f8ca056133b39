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
      switch entity[path.field.field].type {
      case .decimal: return Self.slowCheck
      default: return Self.quickCheck
      }
    }
    let own = { (field: FieldPath) in field.via.isEmpty }
    // What no call need give is asked of no row at the least.
    var (asked, given) = ([Double](), [Double]())
    for equality in filter.equalities where own(equality.field) {
      if equality.isOptional {
        given.append(part(equality.field))
      } else {
        asked.append(part(equality.field))
      }
    }
    for range in filter.ranges where own(range.field) {
      let bounds = [range.lower, range.upper].compactMap { $0.map { _ in part(range.field) } }
      if range.isOptional { given += bounds } else { asked += bounds }
    }
    asked += filter.residual.map { _ in Self.quickCheck }
    let lists = filter.memberships.filter { $0.fields.allSatisfy { $0.via.isEmpty } }
      .reduce(Interval.zero) { sum, list in
        let all = listed(list, entity, pattern)
        return sum + (list.isOptional ? Interval(0, all.high) : all)
      }
    return lists + Interval((asked.min() ?? 0) / 2, (asked + given).reduce(0, +))
  }

  /// A look for a row's value among those of a list.
  private func listed(
    _ list: MembershipConjunct,
    _ entity: Entity,
    _ pattern: AccessPattern
  ) -> Interval {
    guard case .many(_, let count) = pattern[list.parameter].type else { return .zero }
    return SQLTimes.comparedPart(
      with: count.average,
      isHashed: isHashed(oneOf: count.average, entity)
    )
  }

  /// Whether the values of a list are hashed to read a table as a whole. PostgreSQL plans each call
  /// for that; MySQL sorts them, and SQLite makes a tree of them, which comes to the same.
  private func isHashed(oneOf values: Double, _ entity: Entity) -> Bool {
    guard isPostgreSQL else { return values >= PlannerCost.fewestHashed }
    return PlannerCost(entity, rows: cardinality.rows(entity.id).middle).isHashed(oneOf: values)
  }

  /// How often a read of the whole is planned for what it asks for.
  func plansOfScan(_ filter: FilterShape, _ entity: Entity, _ pattern: AccessPattern) -> Interval {
    let isPlanned =
      isPostgreSQL
      && filter.memberships.contains { list in
        guard case .many(_, let count) = pattern[list.parameter].type else { return false }
        return list.fields.allSatisfy(\.via.isEmpty) && !list.isOptional
          && isHashed(oneOf: count.average, entity)
      }
    return isPlanned ? .one : .zero
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
