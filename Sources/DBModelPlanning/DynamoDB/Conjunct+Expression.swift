import DBModelQuery
import DBModelWorkload

extension Presence {
  /// The condition, or the condition wherever the parameter is given.
  func guarded(_ condition: Expression) -> Expression {
    guard let parameter else { return condition }
    return .or([.absent(parameter), condition])
  }
}

extension EqualityConjunct {
  /// The condition it was taken from.
  var rebuilt: Expression { presence.guarded(.comparison(.equal, .field(field), operand)) }
}

extension MembershipConjunct {
  var rebuilt: Expression {
    let parts = zip(fields, elements).map { Expression.isIn(.field($0), $1) }
    return presence.guarded(parts.count == 1 ? parts[0] : .and(parts))
  }
}

extension LinkConjunct {
  var rebuilt: Expression {
    let parts = parameters.map { Expression.isLinked(attribute, $0) }
    return presence.guarded(parts.count == 1 ? parts[0] : .and(parts))
  }
}

extension RangeConjunct {
  var rebuilt: Expression {
    var parts: [Expression] = []
    for (bound, isLower) in [(lower, true), (upper, false)] {
      guard let bound else { continue }
      switch bound.operand {
      case .expression(let expression):
        let comparison: ComparisonOperator =
          isLower
          ? (bound.isInclusive ? .greaterOrEqual : .greater)
          : (bound.isInclusive ? .lessOrEqual : .less)
        parts.append(.comparison(comparison, .field(field), expression))
      case .lowerEnd(let id), .upperEnd(let id), .startOfLowerDay(let id),
        .startOfDayAfterUpper(let id):
        let within = Expression.isWithin(.field(field), id)
        if !parts.contains(within) { parts.append(within) }
      }
    }
    return presence.guarded(parts.count == 1 ? parts[0] : .and(parts))
  }
}
