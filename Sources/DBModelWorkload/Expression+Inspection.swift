extension Expression {
  /// The expressions directly below this one.
  public var operands: [Expression] {
    switch self {
    case .literal, .field, .parameter, .isLinked, .absent, .now, .duration: []
    case .comparison(_, let left, let right), .arithmetic(_, let left, let right),
      .match(let left, let right):
      [left, right]
    case .isIn(let operand, _), .isWithin(let operand, _), .not(let operand), .day(let operand):
      [operand]
    case .follows(let path, let other), .contains(let path, let other): [.field(path), other]
    case .and(let parts), .or(let parts): parts
    case .aggregate(_, let operand): operand.map { [$0] } ?? []
    }
  }

  /// Every field named below, once, in the order of first use.
  ///
  /// A link is not a field of the row, see `links`.
  public var fieldPaths: [FieldPath] {
    var found: [FieldPath] = []
    visit { part in
      if case .field(let path) = part, !found.contains(path) { found.append(path) }
    }
    return found
  }

  /// Every parameter named below, once, in the order of first use.
  public var parameters: [ParameterID] {
    var found: [ParameterID] = []
    func add(_ id: ParameterID) { if !found.contains(id) { found.append(id) } }
    visit { part in
      switch part {
      case .parameter(let reference), .isIn(_, let reference), .isLinked(_, let reference):
        add(reference.parameter)
      case .isWithin(_, let id), .absent(let id): add(id)
      default: break
      }
    }
    return found
  }

  /// Whether the value depends on the row at hand, and not on the parameters alone.
  public var dependsOnRow: Bool {
    var depends = false
    visit { part in
      switch part {
      case .field, .isLinked, .aggregate: depends = true
      default: break
      }
    }
    return depends
  }

  public var containsAggregate: Bool {
    var contains = false
    visit { if case .aggregate = $0 { contains = true } }
    return contains
  }

  /// Calls `body` for this expression and every one below it, parents first.
  ///
  /// Iterative, so that a deep expression cannot exhaust the stack.
  public func visit(_ body: (Expression) -> Void) {
    var pending = [self]
    while let next = pending.popLast() {
      body(next)
      pending.append(contentsOf: next.operands.reversed())
    }
  }
}
