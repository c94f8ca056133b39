import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The part of the rows that a condition leaves which is no plain comparison: tests for null, `!=`,
/// `not` and `or`, as far as the model declares what they ask for.
///
/// Conditions are taken not to hang together, but alternatives may: between those that all hold for
/// the same rows and those that never do.
extension RowEstimator {
  /// The mean over the calls of the pattern.
  func conditionShare(
    of condition: Expression,
    entity: EntityID,
    pattern: AccessPattern
  ) -> Interval {
    func share(_ part: Expression) -> Interval {
      conditionShare(of: part, entity: entity, pattern: pattern)
    }
    switch condition {
    case .comparison(.equal, .field(let path), .literal(.null)),
      .comparison(.equal, .literal(.null), .field(let path)):
      return present(path).map { Interval(1 - $0) } ?? Self.unknownShare
    case .comparison(.notEqual, .field(let path), .literal(.null)),
      .comparison(.notEqual, .literal(.null), .field(let path)):
      return present(path).map { Interval($0) } ?? Self.unknownShare
    case .comparison(.notEqual, .field(let path), let operand),
      .comparison(.notEqual, let operand, .field(let path)):
      guard !operand.dependsOnRow else { return Self.unknownShare }
      // A value that is missing is not another one.
      return Self.rest(of: share(.comparison(.equal, .field(path), operand)), present(path) ?? 1)
    // There is no third truth value.
    case .not(let inner): return Self.rest(of: share(inner), 1)
    case .and(let parts): return parts.reduce(.one) { $0 * share($1) }
    case .or(let parts):
      let given = parts.reduce(1) { product, part in
        guard case .absent(let parameter) = part else { return product }
        return product * pattern[parameter].givenShare
      }
      let others = parts.filter { if case .absent = $0 { false } else { true } }
      let rest = others.isEmpty ? .zero : either(others, share)
      return Interval(1 - given + given * rest.low, 1 - given + given * rest.high)
    case .absent(let parameter): return Interval(1 - pattern[parameter].givenShare)
    case .literal(.bool(let holds)): return holds ? .one : .zero
    default: break
    }
    let shape = FilterShape(condition, pattern: pattern, workload: workload)
    guard shape.residual.isEmpty, shape.links.isEmpty else { return Self.unknownShare }
    return self.share(of: condition, entity: entity, pattern: pattern)
  }

  /// The part of the rows that one of a list's elements leaves together, each as often as another.
  func listedShare(_ list: MembershipConjunct, _ pattern: AccessPattern) -> Interval {
    guard list.fields.count == 1, list.fields[0].via.isEmpty,
      case .many(_, let count) = pattern[list.parameter].type
    else { return Self.unknownShare }
    let each = askedShare(list.fields[0].field, pattern, nil)
    return Interval(min(1, each.low * count.average), min(1, each.high * count.average))
  }

  /// 0.005 to 1: see `RangeShares.unknown`.
  static var unknownShare: Interval { RangeShares.unknown }

  /// Conditions of which one holds: exactly so many where they name values of one field.
  private func either(_ parts: [Expression], _ share: (Expression) -> Interval) -> Interval {
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

  /// The part of the rows that have a value; `nil` where the model does not say.
  private func present(_ path: FieldPath) -> Double? {
    let attributes =
      path.via + [AttributeReference(path.field.entity, workload[path.field].attribute)]
    guard attributes.allSatisfy({ !workload[$0].isOptional || workload[$0].presentShare < 1 })
    else {
      return nil
    }
    return attributes.reduce(1) { $0 * workload[$1].presentShare }
  }
}
