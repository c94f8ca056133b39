import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

extension ExpressionResolver {
  /// A comparison, broken down to scalars; `nil` where it was reported.
  func compare(
    _ sign: ComparisonOperator,
    _ left: Operand,
    _ right: Operand,
    _ node: SyntaxNode
  ) -> Expression? {
    if context.recorder != nil { recordCases(left, right, node) }
    switch (left, right) {
    case (.broken, _), (_, .broken): return nil
    case (.scalar(let a, let type, let of), .scalar(let b, let other, let otherOf)):
      guard TypeNames.comparable(type, other) else { return different(left, right, node) }
      if let of, let otherOf, ids(of, otherOf) {
        return differentKeys(of, otherOf, node)
      }
      return .comparison(sign, a, b)
    case (.scalar(let a, let type, _), _):
      if case .key(let entity, let parts) = right {
        return keyAgainst(sign, left, entity, parts, node, isFlipped: false)
      }
      if case .null = right { return againstNull(sign, a, node, isFlipped: false) }
      return literal(right, as: type, node).map { .comparison(sign, a, $0) }
    case (_, .scalar(let b, let type, _)):
      if case .key(let entity, let parts) = left {
        return keyAgainst(sign, right, entity, parts, node, isFlipped: true)
      }
      if case .null = left { return againstNull(sign, b, node, isFlipped: true) }
      return literal(left, as: type, node).map { .comparison(sign, $0, b) }
    case (.key(let entity, let a), .key(let other, let b)):
      guard entity == other else { return different(left, right, node) }
      return pairwise(sign, a, b, node)
    case (.key(_, let parts), .null), (.null, .key(_, let parts)), (.structure(let parts), .null),
      (.null, .structure(let parts)):
      return pairwise(sign, parts, parts.map { _ in .literal(.null) }, node)
    case (.collection(let value, _, _), .null) where sign == .equal || sign == .notEqual,
      (.null, .collection(let value, _, _)) where sign == .equal || sign == .notEqual:
      return .comparison(sign, value, .literal(.null))
    default: return different(left, right, node)
    }
  }

  /// What every row has is never `null`: the condition would hold always or never.
  private func againstNull(
    _ sign: ComparisonOperator,
    _ value: Expression,
    _ node: SyntaxNode,
    isFlipped: Bool
  ) -> Expression? {
    if case .field(let path) = value, path.via.isEmpty {
      let owner = context.entities[path.field.entity.rawValue]
      let field = owner[path.field.field]
      if !field.isOptional, !owner[field.attribute].isOptional {
        let name = field.path.joined(separator: ".")
        _ = mismatch(
          node,
          "`\(name)` is never missing",
          help: ["write `?` behind its type, or remove the comparison"]
        )
        return nil
      }
    }
    return isFlipped
      ? .comparison(sign, .literal(.null), value) : .comparison(sign, value, .literal(.null))
  }

  /// A case takes its meaning from the other side.
  func recordCases(_ left: Operand, _ right: Operand, _ node: SyntaxNode) {
    for (value, other) in [(left, right), (right, left)] {
      if case .caseName(let name) = other {
        context.recordCase(name, node, of: context.caseOwner(of: value, parameters))
      }
    }
  }

  /// Whether both hold keys, and of two different entities.
  private func ids(_ a: FieldReference, _ b: FieldReference) -> Bool {
    let x = root(a)
    let y = root(b)
    let both =
      context.entities[x.entity.rawValue].key == [x.field]
      && context.entities[y.entity.rawValue].key == [y.field]
    return both && x != y
  }

  /// The key field a field of a reference holds, through references that are keys themselves. Keys
  /// never depend on themselves, so this ends.
  private func root(_ field: FieldReference) -> FieldReference {
    var current = field
    for _ in 0..<64 {
      guard let next = context.entities[current.entity.rawValue][current.field].references else {
        break
      }
      current = next
    }
    return current
  }

  private func differentKeys(_ a: FieldReference, _ b: FieldReference, _ node: SyntaxNode)
    -> Expression?
  {
    let x = context.entities[root(a).entity.rawValue].name
    let y = context.entities[root(b).entity.rawValue].name
    _ = mismatch(node, "the key of a `\(x)` is never the key of a `\(y)`")
    return nil
  }

  func pairwise(
    _ sign: ComparisonOperator,
    _ a: [Expression],
    _ b: [Expression],
    _ node: SyntaxNode
  ) -> Expression? {
    let pairs = zip(a, b).map { Expression.comparison(.equal, $0, $1) }
    switch sign {
    case .equal: return pairs.count == 1 ? pairs[0] : .and(pairs)
    case .notEqual:
      if a.count == 1 { return .comparison(.notEqual, a[0], b[0]) }
      return .not(.and(pairs))
    default:
      if a.count == 1 { return .comparison(sign, a[0], b[0]) }
      _ = mismatch(
        node,
        "keys of several parts have no order",
        help: ["compare their parts one by one"]
      )
      return nil
    }
  }

  /// A single value beside a key of one field: `id == $order`.
  private func keyAgainst(
    _ sign: ComparisonOperator,
    _ scalar: Operand,
    _ entity: EntityID,
    _ parts: [Expression],
    _ node: SyntaxNode,
    isFlipped: Bool
  ) -> Expression? {
    guard case .scalar(let value, let type, let of) = scalar else { return nil }
    let source = context.entities[entity.rawValue]
    guard parts.count == 1, let keyField = source.key.first else {
      let names = source.key.map { source[$0].name }.joined(separator: "`, `")
      _ = mismatch(
        node,
        "the key of a `\(source.name)` has \(parts.count) parts",
        help: ["compare `\(names)` one by one: `order == $line.order`"]
      )
      return nil
    }
    let key = FieldReference(entity, keyField)
    guard TypeNames.comparable(type, source[keyField].type) else {
      return different(scalar, .key(entity, parts), node)
    }
    if let of {
      guard root(of) == root(key) else {
        let isOther = ids(of, key)
        if isOther { return differentKeys(of, key, node) }
        let name = context.entities[of.entity.rawValue][of.field].name
        _ = mismatch(
          node,
          "`\(name)` does not hold the key of a `\(source.name)`",
          help: ["compare `\(source[keyField].name)`, or declare the parameter as `\(name)` is"]
        )
        return nil
      }
    }
    return isFlipped
      ? .comparison(sign, parts[0], value) : .comparison(sign, value, parts[0])
  }

  func different(_ left: Operand, _ right: Operand, _ node: SyntaxNode) -> Expression? {
    if case .number(let quantity) = right, !quantity.isPlain, case .scalar(_, let type, _) = left {
      return wrongUnit(quantity, type, node)
    }
    _ = mismatch(
      node,
      "\(left.title(context)) does not compare with \(right.title(context))",
      help: help(left, right, node)
    )
    return nil
  }

  private func help(_ left: Operand, _ right: Operand, _ node: SyntaxNode) -> [String] {
    let isMembership = ["in", "not in"].contains(node.operatorText)
    return switch (left, right) {
    case (.scalar(_, .timestamp, _), .scalar(_, .date, _)),
      (.scalar(_, .date, _), .scalar(_, .timestamp, _)):
      ["cut the timestamp: `day(placed, UTC)`"]
    case (.linked, .manyValues), (.linked, .manyRows):
      ["ask for one at a time: a parameter of one key, and `$x in …`"]
    case (_, .manyValues), (_, .manyRows), (_, .range), (_, .linked):
      isMembership ? [] : ["write `in`"]
    case (.linked, _): ["write `$x in …`"]
    case (.scalar(_, .enumeration, _), .text): ["write a case with a dot: `.paid`"]
    default: []
    }
  }

  private func wrongUnit(_ quantity: Quantity, _ type: ValueType, _ node: SyntaxNode) -> Expression?
  {
    let unit = quantity.isPercent ? "%" : quantity.unit ?? quantity.perUnit ?? "x"
    report(
      Diagnostic(
        NameRules.wrongUnit,
        "`\(unit)` does not measure \(TypeNames.name(type))",
        at: Label(node.span),
        help: ["remove the unit"]
      )
    )
    return nil
  }

  /// A literal read as a value of a type; `nil` where it was reported.
  func literal(_ operand: Operand, as type: ValueType, _ node: SyntaxNode) -> Expression? {
    switch (operand, type) {
    case (.broken, _): return nil
    case (.number(let quantity), .integer), (.number(let quantity), .decimal):
      guard quantity.isPlain else { return wrongUnit(quantity, type, node) }
      return numeric(quantity, type, node)
    case (.duration, .integer), (.duration, .decimal):
      report(
        Diagnostic(
          NameRules.wrongUnit,
          "a length of time does not measure \(TypeNames.name(type))",
          at: Label(node.span),
          help: ["remove the unit"]
        )
      )
      return nil
    case (.text(let text), .string): return .literal(.string(text))
    case (.text(let text), .uuid): return identifier(text, 36, "uuid", node)
    case (.text(let text), .ulid): return identifier(text, 26, "ulid", node)
    case (.bool(let value), .bool): return .literal(.bool(value))
    case (.day(let days), .date): return .literal(.date(days: days))
    case (.day(let days), .timestamp):
      let (nanoseconds, overflow) = days.multipliedReportingOverflow(by: 86_400_000_000_000)
      guard !overflow else {
        report(
          NameMessage.outOfRange(
            "a time",
            node.span,
            "timestamps reach from 1677-09-22 to 2262-04-10"
          )
        )
        return nil
      }
      return .literal(.timestamp(nanoseconds: nanoseconds))
    case (.caseName(let name), .enumeration(let cases)):
      guard cases.contains(where: { $0.name == name }) else {
        let place = caseNode(named: name, in: node)
        report(
          NameMessage.unknown(
            "case",
            "." + name,
            place,
            among: cases.map { "." + $0.name }
          )
        )
        return nil
      }
      return .literal(.string(name))
    default:
      let scalar = Operand.scalar(.now, type, of: nil)
      return different(scalar, operand, node)
    }
  }

  /// Where a case stands inside an expression, for the caret.
  private func caseNode(named name: String, in node: SyntaxNode) -> SourceSpan {
    var open = [node]
    while let next = open.popLast() {
      if next.kind == .caseReference, next.name == name { return next.span }
      open.append(contentsOf: next.children)
    }
    return node.span
  }

  private func numeric(_ quantity: Quantity, _ type: ValueType, _ node: SyntaxNode) -> Expression? {
    if let value = quantity.integer { return .literal(.integer(value)) }
    guard case .decimal = type else {
      report(
        NameMessage.outOfRange("a value", node.span, "a whole number of 64 bits is needed here")
      )
      return nil
    }
    let scale = -quantity.exponent10
    guard (0...38).contains(scale) else {
      report(NameMessage.outOfRange("a value", node.span, "decimals have up to 38 digits"))
      return nil
    }
    return .literal(.decimal(Decimal38(mantissa: Int128(quantity.mantissa), scale: scale)))
  }

  private func identifier(_ text: String, _ length: Int, _ name: String, _ node: SyntaxNode)
    -> Expression?
  {
    guard text.utf8.count == length else {
      _ = mismatch(
        node,
        "\(NameMessage.quote(text)) is no \(name)",
        help: ["a \(name) has \(length) characters"]
      )
      return nil
    }
    return .literal(.string(name == "uuid" ? text.lowercased() : text.uppercased()))
  }
}
