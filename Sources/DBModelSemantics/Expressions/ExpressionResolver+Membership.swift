import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

extension ExpressionResolver {
  /// `x in y`; `nil` where it was reported.
  func membership(_ leftNode: SyntaxNode, _ rightNode: SyntaxNode, _ node: SyntaxNode)
    -> Expression?
  {
    let left = resolve(leftNode)
    if rightNode.kind == .parens { return oneOf(left, rightNode, node) }
    if rightNode.kind == .range { return between(left, rightNode, node) }
    let right = resolve(rightNode)
    if case .collection(let list, let type, _) = right {
      return contains(left, list, type, right, leftNode, node)
    }
    switch (left, right) {
    case (.broken, _), (_, .broken): return nil
    case (.scalar(let value, let type, _), .manyValues(let list, let element)):
      guard TypeNames.comparable(type, element) else { return different(left, right, node) }
      return .isIn(value, list)
    case (.scalar(let value, let type, _), .manyRows(let id, let entity)):
      return isKey(value, type, left, in: id, entity, right, node)
    case (.key(let entity, let parts), .manyRows(let id, let other)):
      guard entity == other else { return different(left, right, node) }
      let source = context.entities[entity.rawValue]
      guard parts.count == 1, let key = source.key.first else {
        _ = mismatch(
          node,
          "the key of a `\(source.name)` has \(parts.count) parts",
          help: ["go through them: `for x in … { … }`, comparing part by part"]
        )
        return nil
      }
      return .isIn(parts[0], ParameterReference(id, field: FieldReference(entity, key)))
    case (.scalar(let value, let type, _), .range(let id, let bound)):
      // A period of days holds the timestamps of those days.
      let isDayOfTime = TypeNames.isTime(type) && bound == .date
      guard isDayOfTime || TypeNames.comparable(type, bound) else {
        return different(left, right, node)
      }
      return .isWithin(value, id)
    case (.key(let entity, _), .linked(let attribute, let target)):
      return linked(entity, leftNode, attribute, target, left, right, node)
    case (_, .scalar), (_, .key):
      _ = mismatch(
        node,
        "\(right.title(context)) holds one value",
        help: ["write `==`"]
      )
      return nil
    default: return different(left, right, node)
    }
  }

  /// `$tag in tags`, `"red" in colours`.
  private func contains(
    _ element: Operand,
    _ list: Expression,
    _ type: ValueType,
    _ right: Operand,
    _ elementNode: SyntaxNode,
    _ node: SyntaxNode
  ) -> Expression? {
    if case .broken = element { return nil }
    guard case .field(let path) = list, path.via.isEmpty else {
      _ = mismatch(
        node,
        "only in a list or a set of the rows is something looked for",
        help: ["name an attribute; declare a parameter of many values as `many TYPE 1..10 avg 2`"]
      )
      return nil
    }
    guard let wanted = type.elementType, wanted.isScalar else {
      _ = mismatch(
        node,
        "\(TypeNames.name(type)) is not searched",
        notes: ["`in` looks for single values in lists and sets of single values"],
        help: ["keep what is asked for as an attribute, a set or an entity of its own"]
      )
      return nil
    }
    switch element {
    case .scalar(let value, let other, _):
      guard TypeNames.comparable(wanted, other) else {
        return different(element, .scalar(value, wanted, of: nil), node)
      }
      guard case .parameter = value else {
        _ = mismatch(
          elementNode,
          "only a parameter or a literal is looked for here",
          help: ["write `$x in …`"]
        )
        return nil
      }
      return .contains(path, value)
    case .number, .text, .bool, .caseName, .day:
      if context.recorder != nil { recordCases(element, right, node) }
      return literal(element, as: wanted, elementNode).map { .contains(path, $0) }
    default: return different(element, right, node)
    }
  }

  private func isKey(
    _ value: Expression,
    _ type: ValueType,
    _ left: Operand,
    in id: ParameterID,
    _ entity: EntityID,
    _ right: Operand,
    _ node: SyntaxNode
  ) -> Expression? {
    let source = context.entities[entity.rawValue]
    guard source.key.count == 1, let key = source.key.first,
      TypeNames.comparable(type, source[key].type)
    else { return different(left, right, node) }
    let probe = Operand.scalar(
      .parameter(ParameterReference(id)),
      source[key].type,
      of: FieldReference(entity, key)
    )
    // The same rules as for `==` say whether the two keys are of one entity.
    guard compare(.equal, left, probe, node) != nil else { return nil }
    return .isIn(value, ParameterReference(id, field: FieldReference(entity, key)))
  }

  private func linked(
    _ entity: EntityID,
    _ leftNode: SyntaxNode,
    _ attribute: AttributeReference,
    _ target: EntityID,
    _ left: Operand,
    _ right: Operand,
    _ node: SyntaxNode
  ) -> Expression? {
    guard entity == target else { return different(left, right, node) }
    guard leftNode.kind == .parameter, leftNode.pathSegments.count == 1,
      let id = leftNode.pathSegments.first.flatMap({ parameters.find($0) }),
      let key = context.entities[entity.rawValue].key.first
    else {
      _ = mismatch(
        node,
        "only a parameter can be looked for here",
        help: ["write `$x in …`"]
      )
      return nil
    }
    return .isLinked(attribute, ParameterReference(id, field: FieldReference(entity, key)))
  }

  /// `status in (.paid, .placed)`.
  private func oneOf(_ left: Operand, _ list: SyntaxNode, _ node: SyntaxNode) -> Expression? {
    let items = list.children.compactMap { $0.kind == .group ? $0.children.first : nil }
    let parts = items.map { compare(.equal, left, resolve($0), $0) }
    let known = parts.compactMap { $0 }
    guard known.count == parts.count, !known.isEmpty else { return nil }
    return known.count == 1 ? known[0] : .or(known)
  }

  /// `quantity in 1..10`.
  private func between(_ left: Operand, _ range: SyntaxNode, _ node: SyntaxNode) -> Expression? {
    let bounds = range.rangeBounds
    var parts: [Expression] = []
    for (sign, bound) in [
      (ComparisonOperator.greaterOrEqual, bounds.lower), (.lessOrEqual, bounds.upper),
    ] {
      guard let bound else { continue }
      guard let part = compare(sign, left, resolve(bound), node) else { return nil }
      parts.append(part)
    }
    return parts.count == 1 ? parts[0] : .and(parts)
  }
}
