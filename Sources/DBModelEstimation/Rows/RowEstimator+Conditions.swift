public import DBModelDesign
public import DBModelQuery
public import DBModelStatistics
public import DBModelWorkload

/// The part of the rows that a condition leaves which is no plain comparison: tests for null, `!=`,
/// `not` and `or`, as far as the model declares what they ask for.
///
/// Conditions are taken not to hang together, but alternatives may: between those that all hold for
/// the same rows and those that never do. A comparison with what is missing is false, `!=`
/// included, and its `not` is true (docs/language/semantics.md).
extension RowEstimator {
  /// Call by call: which part a condition leaves, and how often it leaves that part.
  func conditionShares(
    of condition: Expression,
    entity: EntityID,
    pattern: AccessPattern
  ) -> [(probability: Double, share: Interval)] {
    let whole = { conditionShare(of: $0, entity: entity, pattern: pattern) }
    guard case .or(let parts) = condition else { return [(1, whole(condition))] }
    // One that is not given makes the condition hold.
    let given = parts.reduce(1) { product, part in
      guard case .absent(let parameter) = part else { return product }
      return product * pattern[parameter].givenShare
    }
    let others = parts.filter { if case .absent = $0 { false } else { true } }
    let rest = others.isEmpty ? .zero : either(others, whole)
    return given < 1 ? [(1 - given, .one), (given, rest)] : [(1, rest)]
  }

  /// The mean over the calls of the pattern.
  func conditionShare(
    of condition: Expression,
    entity: EntityID,
    pattern: AccessPattern
  ) -> Interval {
    func share(_ part: Expression) -> Interval {
      conditionShare(of: part, entity: entity, pattern: pattern)
    }
    if let path = condition.absentField {
      return present(path).map { Interval(1 - $0) } ?? Self.unknownShare
    }
    if let path = condition.presentField {
      return present(path).map { Interval($0) } ?? Self.unknownShare
    }
    switch condition {
    case .comparison(.equal, .field(let path), let operand),
      .comparison(.equal, let operand, .field(let path)):
      guard !operand.dependsOnRow else { return Self.unknownShare }
      return equalityShare(path, operand, pattern) * given(operand, pattern)
    case .comparison(.notEqual, .field(let path), let operand),
      .comparison(.notEqual, let operand, .field(let path)):
      guard !operand.dependsOnRow else { return Self.unknownShare }
      let others = Self.rest(of: equalityShare(path, operand, pattern), present(path) ?? 1)
      return others * given(operand, pattern)
    case .field(let path): return equalityShare(path, .literal(.bool(true)), pattern)
    case .not(let inner): return Self.rest(of: share(inner), 1)
    case .and(let parts): return parts.reduce(.one) { $0 * share($1) }
    case .or:
      return conditionShares(of: condition, entity: entity, pattern: pattern)
        .reduce(.zero) { $0 + $1.share * $1.probability }
    case .absent(let parameter): return Interval(1 - pattern[parameter].givenShare)
    case .literal(.bool(let holds)): return holds ? .one : .zero
    default: break
    }
    let shape = FilterShape(condition, pattern: pattern, workload: workload)
    guard shape.residual.isEmpty, shape.links.isEmpty else { return Self.unknownShare }
    return self.share(of: condition, entity: entity, pattern: pattern) * given(condition, pattern)
  }

  /// The part of the rows whose field, over whatever path, holds a value that is given.
  func equalityShare(
    _ path: FieldPath,
    _ operand: Expression,
    _ pattern: AccessPattern
  ) -> Interval {
    path.via.reduce(askedShare(path.field, pattern, operand.requestOperand)) {
      $0 * workload[$1].presentShare
    }
  }

  /// The part of the rows that one of a list's elements leaves together, each as often as another.
  func listedShare(_ list: MembershipConjunct, _ pattern: AccessPattern) -> Interval {
    guard list.fields.count == 1, list.fields[0].via.isEmpty,
      case .many(_, let count) = pattern[list.parameter].type
    else { return Self.unknownShare }
    let field = list.fields[0].field
    var each = askedShare(field, pattern, nil)
    // Nobody says which of them are asked for.
    if case .enumeration(let cases) = workload[field].type {
      let shares = cases.map { askedShare(field, pattern, .literal(.string($0.name))) }
      each = Interval(shares.map(\.low).min() ?? 0, shares.map(\.high).max() ?? 1)
    }
    let present = workload[field].presentShare
    return Interval(
      min(present, each.low * count.average),
      min(present, each.high * count.average)
    )
  }

  /// The part of an entity's rows that conditions leave which are about no field of its own, or
  /// are no plain comparison with one: the mean over the calls of the pattern.
  ///
  /// - Parameter listed: Fields whose lists of cases (`state in (.open, .held)`) are counted
  ///   elsewhere.
  public func shareBesides(
    _ filter: FilterShape,
    of entity: EntityID,
    pattern: AccessPattern,
    except listed: Set<FieldID> = []
  ) -> Interval {
    var found = ShareOutcomes()
    for equality in filter.equalities where !equality.field.via.isEmpty {
      let own = pathShare(of: equality, pattern)
      found.combine([(1, own)], given: equality.givenShare)
    }
    for range in filter.ranges where !range.field.via.isEmpty {
      let own = share(of: range, pattern)
      found.combine([(1, own)], given: range.givenShare)
    }
    for list in filter.memberships where list.fields.contains(where: { !$0.via.isEmpty }) {
      found.combine([(1, listedShare(list, pattern))], given: list.givenShare)
    }
    for link in filter.links where !link.isOptional {
      if let own = linkedShare(link) { found.combine([(1, own)]) }
    }
    for other in filter.telling where other.listedField.map(listed.contains) != true {
      found.combine(conditionShares(of: other, entity: entity, pattern: pattern))
    }
    return found.mean
  }

  /// The part of the rows that hold one of the values which a list of cases names.
  public func casesShare(
    _ cases: Expression,
    of entity: EntityID,
    pattern: AccessPattern
  ) -> Interval {
    conditionShare(of: cases, entity: entity, pattern: pattern)
  }

  /// The part of an entity's rows whose condition over references holds.
  public func pathShare(of equality: EqualityConjunct, _ pattern: AccessPattern) -> Interval {
    equalityShare(equality.field, equality.operand, pattern)
  }

  /// The part of the rows that a many-to-many relationship joins with one row.
  public func linkedShare(_ link: LinkConjunct) -> Interval? {
    guard case .many(let target, _, let perRow, _) = workload[link.attribute].kind else {
      return nil
    }
    let targets = cardinality.rows(target)
    func part(_ targets: Double) -> Double { min(1, perRow.average / max(1, targets)) }
    return Interval(part(targets.high), part(targets.low))
  }

  /// 0.005 to 1: see `RangeShares.unknown`.
  private static var unknownShare: Interval { RangeShares.unknown }

  /// Conditions of which one holds: exactly so many where they name values of one field.
  private func either(_ parts: [Expression], _ share: (Expression) -> Interval) -> Interval {
    var seen: Set<Expression> = []
    let parts = parts.filter { seen.insert($0).inserted }
    let shares = parts.map(share)
    let sum = shares.reduce(.zero, +)
    let most = Interval(min(1, sum.low), min(1, sum.high))
    let named = parts.map { part -> FieldPath? in
      switch part {
      case .comparison(.equal, .field(let path), .literal),
        .comparison(.equal, .literal, .field(let path)):
        path
      default: nil
      }
    }
    if let first = named.first, first != nil, named.allSatisfy({ $0 == first }) { return most }
    return Interval(shares.map(\.low).max() ?? 0, most.high)
  }

  /// What a condition does not leave of a part of the rows.
  private static func rest(of share: Interval, _ whole: Double) -> Interval {
    Interval(max(0, whole - share.high), max(0, whole - share.low))
  }

  /// How often all parameters are given that an expression names.
  private func given(_ expression: Expression, _ pattern: AccessPattern) -> Double {
    var named: Set<ParameterID> = []
    expression.visit { part in
      switch part {
      case .parameter(let reference), .isIn(_, let reference), .isLinked(_, let reference):
        named.insert(reference.parameter)
      case .isWithin(_, let parameter): named.insert(parameter)
      default: break
      }
    }
    return named.sorted().reduce(1) { $0 * pattern[$1].givenShare }
  }

  /// The part of the rows that have a value; `nil` where the model does not say.
  private func present(_ path: FieldPath) -> Double? {
    let field = workload[path.field]
    let steps = path.via.map { (workload[$0].isOptional, workload[$0].presentShare) }
    let all = steps + [(field.isOptional, field.presentShare)]
    guard all.allSatisfy({ isOptional, share in !isOptional || share < 1 }) else { return nil }
    return all.reduce(1) { $0 * $1.1 }
  }
}

extension Expression {
  /// The field of `f != null`.
  var presentField: FieldPath? {
    switch self {
    case .comparison(.notEqual, .field(let path), .literal(.null)),
      .comparison(.notEqual, .literal(.null), .field(let path)):
      path
    default: nil
    }
  }

  /// The field of `f == null`.
  var absentField: FieldPath? {
    switch self {
    case .comparison(.equal, .field(let path), .literal(.null)),
      .comparison(.equal, .literal(.null), .field(let path)):
      path
    default: nil
    }
  }
}

extension FilterShape {
  /// What the entity's own fields are compared with.
  public var operands: [FieldID: Operand] {
    Dictionary(
      equalities.filter(\.field.via.isEmpty)
        .map { ($0.field.field.field, $0.operand.requestOperand) },
      uniquingKeysWith: { a, _ in a }
    )
  }

  /// The residual conditions, but for tests that a field is there which the filter compares anyway.
  var telling: [Expression] {
    let compared =
      equalities.filter { !$0.isOptional }.map(\.field)
      + ranges.filter { !$0.isOptional }.map(\.field)
      + memberships.filter { !$0.isOptional }.flatMap(\.fields)
    return residual.filter { condition in
      condition.presentField.map { !compared.contains($0) } ?? true
    }
  }
}
