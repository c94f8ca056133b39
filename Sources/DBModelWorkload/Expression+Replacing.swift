extension Expression {
  /// The expression with other fields in the places of its own.
  public func replacingFields(_ change: (FieldPath) -> FieldPath) -> Expression {
    func changed(_ part: Expression) -> Expression { part.replacingFields(change) }
    switch self {
    case .field(let path): return .field(change(path))
    case .comparison(let comparison, let left, let right):
      return .comparison(comparison, changed(left), changed(right))
    case .isIn(let operand, let list): return .isIn(changed(operand), list)
    case .isWithin(let operand, let range): return .isWithin(changed(operand), range)
    case .contains(let path, let value): return .contains(change(path), changed(value))
    case .and(let parts): return .and(parts.map(changed))
    case .or(let parts): return .or(parts.map(changed))
    case .not(let part): return .not(changed(part))
    case .arithmetic(let sign, let left, let right):
      return .arithmetic(sign, changed(left), changed(right))
    case .match(let text, let words): return .match(changed(text), changed(words))
    case .follows(let path, let value): return .follows(change(path), changed(value))
    case .day(let operand): return .day(changed(operand))
    case .aggregate(let function, let operand): return .aggregate(function, operand.map(changed))
    case .literal, .parameter, .isLinked, .absent, .now, .duration: return self
    }
  }
}
