import DBModelWorkload

/// Sorts conjuncts into the parts of a `FilterShape`.
struct FilterShapeBuilder {
  let pattern: AccessPattern
  let workload: Workload
  private var shape = FilterShape()

  init(pattern: AccessPattern, workload: Workload) {
    self.pattern = pattern
    self.workload = workload
  }

  mutating func add(_ conjunct: Expression) {
    if case .or(let parts) = conjunct, let (presence, rest) = optionalPart(parts) {
      var inner = FilterShapeBuilder(pattern: pattern, workload: workload)
      for part in rest.conjuncts where !inner.classify(part, presence: presence) {
        // One part that is no simple conjunct makes the whole `or` a residual: its parts hold or
        // fall together with the parameter.
        shape.residual.append(conjunct)
        return
      }
      merge(inner.shape)
      return
    }
    if !classify(conjunct, presence: .always) { shape.residual.append(conjunct) }
  }

  func finish() -> FilterShape { shape }

  private mutating func merge(_ other: FilterShape) {
    shape.equalities += other.equalities
    shape.memberships += other.memberships
    shape.ranges += other.ranges
    shape.links += other.links
  }

  /// `absent($p) or X`, in either order.
  private func optionalPart(_ parts: [Expression]) -> (Presence, Expression)? {
    guard parts.count == 2 else { return nil }
    for (index, part) in parts.enumerated() {
      if case .absent(let id) = part {
        let presence = Presence(parameter: id, givenShare: pattern[id].givenShare)
        return (presence, parts[1 - index])
      }
    }
    return nil
  }

  private mutating func classify(_ conjunct: Expression, presence: Presence) -> Bool {
    switch conjunct {
    case .comparison(let comparison, let left, let right):
      return classify(comparison, left, right, presence: presence)
    case .field(let path):
      return addEquality(path, .literal(.bool(true)), presence)
    case .not(.field(let path)):
      return addEquality(path, .literal(.bool(false)), presence)
    case .isIn(.field(let path), let reference):
      addMembership(path, reference, presence)
      return true
    case .isWithin(.field(let path), let parameter):
      let bounds = PeriodRule(fieldType: workload[path.field].type, pattern: pattern)
        .bounds(of: parameter)
      shape.ranges.append(
        RangeConjunct(field: path, lower: bounds.lower, upper: bounds.upper, presence: presence)
      )
      return true
    case .isLinked(let attribute, let reference):
      addLink(attribute, reference, presence)
      return true
    default:
      return false
    }
  }

  private mutating func classify(
    _ comparison: ComparisonOperator,
    _ left: Expression,
    _ right: Expression,
    presence: Presence
  ) -> Bool {
    if case .field(let path) = left, !right.dependsOnRow {
      return classify(comparison, path, right, presence: presence)
    }
    if case .field(let path) = right, !left.dependsOnRow {
      return classify(comparison.mirrored, path, left, presence: presence)
    }
    return false
  }

  private mutating func classify(
    _ comparison: ComparisonOperator,
    _ path: FieldPath,
    _ operand: Expression,
    presence: Presence
  ) -> Bool {
    if case .literal(.null) = operand { return false }
    switch comparison {
    case .equal: return addEquality(path, operand, presence)
    case .notEqual: return false
    case .less, .lessOrEqual:
      let bound = RangeBound(.expression(operand), isInclusive: comparison == .lessOrEqual)
      addRange(path, lower: nil, upper: bound, presence)
    case .greater, .greaterOrEqual:
      let bound = RangeBound(.expression(operand), isInclusive: comparison == .greaterOrEqual)
      addRange(path, lower: bound, upper: nil, presence)
    }
    return true
  }

  private mutating func addEquality(
    _ path: FieldPath,
    _ operand: Expression,
    _ presence: Presence
  ) -> Bool {
    shape.equalities.append(EqualityConjunct(field: path, operand: operand, presence: presence))
    return true
  }

  /// Two one-sided ranges of one field are one range; a second bound on the same side stays apart.
  private mutating func addRange(
    _ path: FieldPath,
    lower: RangeBound?,
    upper: RangeBound?,
    _ presence: Presence
  ) {
    let partner = shape.ranges.firstIndex {
      $0.field == path && $0.presence == presence
        && (lower == nil ? $0.upper == nil : $0.lower == nil)
    }
    if let partner {
      let other = shape.ranges[partner]
      shape.ranges[partner] = RangeConjunct(
        field: path,
        lower: lower ?? other.lower,
        upper: upper ?? other.upper,
        presence: presence
      )
    } else {
      shape.ranges.append(
        RangeConjunct(field: path, lower: lower, upper: upper, presence: presence)
      )
    }
  }

  /// Tests of several fields for one list of composite keys are one test of the fields together.
  private mutating func addMembership(
    _ path: FieldPath,
    _ reference: ParameterReference,
    _ presence: Presence
  ) {
    let partner = shape.memberships.firstIndex {
      $0.parameter == reference.parameter && $0.presence == presence
        && $0.fields.allSatisfy { $0.via == path.via } && !$0.elements.contains(reference)
        && reference.field != nil
    }
    if let partner {
      let other = shape.memberships[partner]
      shape.memberships[partner] = MembershipConjunct(
        fields: other.fields + [path],
        elements: other.elements + [reference],
        presence: presence
      )
    } else {
      shape.memberships.append(
        MembershipConjunct(fields: [path], elements: [reference], presence: presence)
      )
    }
  }

  private mutating func addLink(
    _ attribute: AttributeReference,
    _ reference: ParameterReference,
    _ presence: Presence
  ) {
    let partner = shape.links.firstIndex {
      $0.attribute == attribute && $0.presence == presence && !$0.parameters.contains(reference)
        && $0.parameters.first?.parameter == reference.parameter
    }
    if let partner {
      shape.links[partner] = LinkConjunct(
        attribute: attribute,
        parameters: shape.links[partner].parameters + [reference],
        presence: presence
      )
    } else {
      shape.links.append(
        LinkConjunct(attribute: attribute, parameters: [reference], presence: presence)
      )
    }
  }
}

extension ComparisonOperator {
  /// The operator with its sides exchanged.
  var mirrored: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// The operator that holds exactly where this one does not, of values that are not missing.
  var negated: ComparisonOperator {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}
