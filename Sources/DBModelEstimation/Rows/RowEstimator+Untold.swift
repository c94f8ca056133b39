import DBModelDesign
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
  /// Parameters of which some are asked for more than others, and some have more rows than others,
  /// and nobody says whether those are the same: `largest first` would.
  public let popular: [ParameterID]

  static let none = UntoldConditions(values: [], isOpen: false, popular: [])
}

extension RowEstimator {
  /// Of what a pattern asks of its own rows and of those they refer to; nothing of changes.
  public func untold(of pattern: AccessPattern) -> UntoldConditions {
    guard case .read = pattern.operation,
      case .read(let shape) = PatternShape(pattern, workload: workload)
    else { return .none }
    let filter = shape.filter
    if shape.isUniqueLookup {
      return UntoldConditions(values: [], isOpen: false, popular: popularKeys(shape, pattern))
    }
    let popular = popularParameters(filter, of: workload[shape.entity], pattern)
    if pattern.rows != nil { return UntoldConditions(values: [], isOpen: false, popular: popular) }
    var values: [FieldReference] = []
    for field in filter.equalities.map(\.field.field) where !values.contains(field) {
      if cardinality.isUntold(field) || isUntoldDate(field) { values.append(field) }
    }
    let isOpen =
      filter.ranges.contains { share(of: $0, pattern).isWide }
      || filter.telling.contains {
        conditionShare(of: $0, entity: shape.entity, pattern: pattern).isWide
      }
    return UntoldConditions(values: values, isOpen: isOpen, popular: popular)
  }

  /// The parameter of a row's key, where the answer nests rows that refer to it.
  private func popularKeys(_ shape: ReadShape, _ pattern: AccessPattern) -> [ParameterID] {
    let operands = shape.filter.operands
    let isOpen = shape.root.children.contains { child in
      guard case .inverse(let attribute)? = child.step,
        let found = popular(attribute, keyedBy: operands, pattern)
      else { return false }
      return !found.isCertain
    }
    guard isOpen, case .parameter(let given)? = operands[workload[shape.entity].key[0]] else {
      return []
    }
    return [given.parameter]
  }

  private func popularParameters(
    _ filter: FilterShape,
    of entity: Entity,
    _ pattern: AccessPattern
  ) -> [ParameterID] {
    let fields = filter.requiredEqualityFields(of: entity.id)
    guard let found = popular(entity, fields, pattern, filter.operands), !found.isCertain,
      let parents = parents(of: entity, sharing: fields)
    else { return [] }
    let reference = parents.attribute.attribute
    let asked = entity.fields(of: reference).compactMap { field -> ParameterID? in
      guard case .parameter(let given)? = filter.operands[field.id] else { return nil }
      return given.parameter
    }
    return Array(asked.prefix(1))
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
