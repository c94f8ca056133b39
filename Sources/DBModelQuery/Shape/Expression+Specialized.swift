public import DBModelWorkload

extension Expression {
  /// The condition as it stands where exactly these optional parameters are given: tests for
  /// absence are decided, and what they decide is taken away.
  public func specialized(given: Set<ParameterID>) -> Expression {
    switch self {
    case .absent(let parameter): return .literal(.bool(!given.contains(parameter)))
    case .and(let parts):
      let rest = parts.map { $0.specialized(given: given) }.filter { $0 != .literal(.bool(true)) }
      if rest.contains(.literal(.bool(false))) { return .literal(.bool(false)) }
      if rest.isEmpty { return .literal(.bool(true)) }
      return rest.count == 1 ? rest[0] : .and(rest)
    case .or(let parts):
      let rest = parts.map { $0.specialized(given: given) }.filter { $0 != .literal(.bool(false)) }
      if rest.contains(.literal(.bool(true))) { return .literal(.bool(true)) }
      if rest.isEmpty { return .literal(.bool(false)) }
      return rest.count == 1 ? rest[0] : .or(rest)
    case .not(let part):
      let inner = part.specialized(given: given)
      if case .literal(.bool(let flag)) = inner { return .literal(.bool(!flag)) }
      return .not(inner)
    default:
      return self
    }
  }
}
