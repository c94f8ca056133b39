import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// What a model leaves open of the conditions of a question, so that estimates are wide.
public struct UntoldConditions: Sendable {
  /// Fields compared with one value of which nobody says how many different ones there are:
  /// `distinct 240` would.
  public let values: [FieldReference]
  /// Whether there is a condition of which nobody says how many rows it leaves: `rows avg 40`
  /// would.
  public let isOpen: Bool
}

extension RowEstimator {
  /// Of what a pattern asks of its own rows and of those they refer to; nothing of changes.
  public func untold(of pattern: AccessPattern) -> UntoldConditions {
    guard case .read = pattern.operation, pattern.rows == nil,
      case .read(let shape) = PatternShape(pattern, workload: workload), !shape.isUniqueLookup
    else { return UntoldConditions(values: [], isOpen: false) }
    let filter = shape.filter
    var values: [FieldReference] = []
    for field in filter.equalities.map(\.field.field) where !values.contains(field) {
      if cardinality.isUntold(field) || isUntoldDate(field) { values.append(field) }
    }
    let isOpen =
      filter.ranges.contains { share(of: $0, pattern).isWide }
      || filter.telling.contains {
        conditionShare(of: $0, entity: shape.entity, pattern: pattern).isWide
      }
    return UntoldConditions(values: values, isOpen: isOpen)
  }

  private func isUntoldDate(_ reference: FieldReference) -> Bool {
    let field = workload[reference]
    return field.type == .date && field.references == nil && field.distinct == nil
      && !field.flags.contains(.clock) && !field.flags.contains(.unique)
  }
}

extension Interval {
  /// Whether a share between its ends tells little: they are more than ten times apart.
  var isWide: Bool { high > low * 10 }
}
