import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

extension ExpressionResolver {
  /// A chain of `+`, `-` or `*`, left to right.
  func arithmetic(_ node: SyntaxNode) -> Operand {
    var right: [(sign: String, node: SyntaxNode)] = []
    var current = node
    while current.kind == .binary, ["+", "-", "*", "/"].contains(current.operatorText) {
      let sides = Array(current.children)
      guard sides.count == 2 else { break }
      right.append((current.operatorText, sides[1]))
      current = sides[0]
    }
    guard right.count < Self.maximumTerms else {
      report(
        Diagnostic(
          NameRules.tooLarge,
          "this chain has \(FigureFormatter.integer(right.count + 1)) terms",
          at: Label(node.span),
          notes: ["at most \(Self.maximumTerms)"],
          help: ["compute it before, and hand it over as a parameter"]
        )
      )
      return .broken
    }
    var result = resolve(current)
    for (sign, operandNode) in right.reversed() {
      let operand = resolve(operandNode)
      result = apply(sign, result, operand, node)
      if case .broken = result { break }
    }
    return result
  }

  private func apply(_ sign: String, _ left: Operand, _ right: Operand, _ node: SyntaxNode)
    -> Operand
  {
    switch (left, right) {
    case (.broken, _), (_, .broken): return .broken
    default: break
    }
    guard let operation = ArithmeticOperator(rawValue: sign) else {
      return mismatch(node, "there is no division", help: ["compare the product instead"])
    }
    switch (left, right) {
    case (.scalar(let a, let type, _), .duration(let seconds)) where TypeNames.isTime(type):
      guard operation != .multiply else { break }
      return .scalar(.arithmetic(operation, a, .duration(seconds: seconds)), type, of: nil)
    case (.duration(let seconds), .scalar(let b, let type, _))
    where TypeNames.isTime(type) && operation == .add:
      return .scalar(.arithmetic(.add, b, .duration(seconds: seconds)), type, of: nil)
    case (.scalar(let a, let type, _), .scalar(let b, let other, _))
    where TypeNames.isNumeric(type) && TypeNames.isNumeric(other):
      return .scalar(.arithmetic(operation, a, b), wider(type, other), of: nil)
    case (.scalar(let a, let type, _), .number) where TypeNames.isNumeric(type):
      guard let b = literal(right, as: wide, node) else { return .broken }
      return .scalar(.arithmetic(operation, a, b), type, of: nil)
    case (.number, .scalar(let b, let type, _)) where TypeNames.isNumeric(type):
      guard let a = literal(left, as: wide, node) else { return .broken }
      return .scalar(.arithmetic(operation, a, b), type, of: nil)
    case (.number, .number):
      guard let a = literal(left, as: wide, node), let b = literal(right, as: wide, node) else {
        return .broken
      }
      return .scalar(.arithmetic(operation, a, b), wide, of: nil)
    default: break
    }
    return mismatch(
      node,
      "`\(sign)` does not join \(left.title(context)) and \(right.title(context))",
      help: ["numbers join numbers, and lengths of time join times: `now() - 7 days`"]
    )
  }

  private var wide: ValueType { .decimal(precision: 38, scale: 9) }

  private func wider(_ a: ValueType, _ b: ValueType) -> ValueType {
    if case .decimal = a { return a }
    return b
  }

  static let functions = [
    "now", "day", "match", "absent", "follows", "count", "sum", "min", "max", "avg",
  ]

  func call(_ node: SyntaxNode) -> Operand {
    guard let name = node.children.first?.name else {
      report(
        NameMessage.unknown(
          "function",
          node.children.first?.text ?? "",
          node.span,
          among: Self.functions
        )
      )
      return .broken
    }
    let arguments = node.children.dropFirst().filter { $0.kind == .group }
      .compactMap { $0.children.first }
    switch name {
    case "now":
      return expect(arguments, 0, "now()", node)
        ? .scalar(.now, .timestamp(.nanoseconds), of: nil) : .broken
    case "day": return day(arguments, node)
    case "match": return match(arguments, node)
    case "absent": return absent(arguments, node)
    case "follows": return follows(arguments, node)
    case "count", "sum", "min", "max", "avg": return aggregate(name, arguments, node)
    default:
      report(
        NameMessage.unknown(
          "function",
          name,
          node.children.first?.span ?? node.span,
          among: Self.functions
        )
      )
      return .broken
    }
  }

  private func expect(_ arguments: [SyntaxNode], _ count: Int, _ form: String, _ node: SyntaxNode)
    -> Bool
  {
    if arguments.count == count { return true }
    report(
      Diagnostic(
        NameRules.unexpectedItem,
        "\(count == 0 ? "nothing" : count == 1 ? "one value" : "\(count) values") "
          + "\(count > 1 ? "stand" : "stands") in these parentheses",
        at: Label(node.span),
        help: ["write `\(form)`"]
      )
    )
    return false
  }

  private func day(_ arguments: [SyntaxNode], _ node: SyntaxNode) -> Operand {
    guard expect(arguments, 2, "day(placed, UTC)", node) else { return .broken }
    let time = resolve(arguments[0])
    if case .broken = time { return .broken }
    guard case .scalar(let value, .timestamp, _) = time else {
      return mismatch(
        arguments[0],
        "\(time.title(context)) has no day",
        help: ["name a timestamp"]
      )
    }
    guard arguments[1].word == "UTC" else {
      report(
        NameMessage.unknown(
          "time zone",
          arguments[1].text,
          arguments[1].span,
          among: ["UTC"]
        )
      )
      return .broken
    }
    return .scalar(.day(value), .date, of: nil)
  }

  private func match(_ arguments: [SyntaxNode], _ node: SyntaxNode) -> Operand {
    guard expect(arguments, 2, "match(name, $text)", node) else { return .broken }
    var parts: [Expression] = []
    for argument in arguments {
      switch resolve(argument) {
      case .broken: return .broken
      case .scalar(let value, .string, _): parts.append(value)
      case .text(let text): parts.append(.literal(.string(text)))
      case let other:
        return mismatch(
          argument,
          "\(other.title(context)) is no text",
          help: ["search in strings for strings"]
        )
      }
    }
    return .condition(.match(parts[0], parts[1]))
  }

  private func absent(_ arguments: [SyntaxNode], _ node: SyntaxNode) -> Operand {
    guard expect(arguments, 1, "absent($parameter)", node) else { return .broken }
    let argument = arguments[0]
    guard argument.kind == .parameter, let name = argument.pathSegments.first else {
      return mismatch(
        argument,
        "only a parameter can be absent",
        help: ["compare a field with `null`"]
      )
    }
    if case .broken = parameter(argument) { return .broken }
    guard let id = parameters.find(name), parameters[id].isOptional else {
      return mismatch(
        argument,
        "`$\(name)` is always given",
        help: ["write `?` behind its type and `given 60%`"]
      )
    }
    return .condition(.absent(id))
  }

  private func follows(_ arguments: [SyntaxNode], _ node: SyntaxNode) -> Operand {
    guard expect(arguments, 2, "follows(status, $to)", node) else { return .broken }
    let from = resolve(arguments[0])
    if case .broken = from { return .broken }
    guard case .scalar(.field(let path), let type, _) = from else {
      return mismatch(
        arguments[0],
        "\(from.title(context)) has no lifecycle",
        help: ["name an attribute"]
      )
    }
    let owner = context.entities[path.field.entity.rawValue]
    guard owner.lifecycle.contains(where: { $0.field == path.field.field }) else {
      report(
        Diagnostic(
          NameRules.noLifecycle,
          "`\(owner[path.field.field].name)` has no lifecycle",
          at: Label(arguments[0].span),
          secondary: [Label(owner.nameSpan, "declared here")],
          help: [
            "declare one in `\(owner.name)`: `lifecycle \(owner[path.field.field].name) { a -> b 100% }`"
          ]
        )
      )
      return .broken
    }
    let to = resolve(arguments[1])
    switch to {
    case .broken: return .broken
    case .scalar(let value, let other, _):
      guard TypeNames.comparable(type, other) else {
        _ = different(from, to, node)
        return .broken
      }
      return .condition(.follows(path, value))
    default:
      if case .caseName(let name) = to {
        context.recordCase(name, arguments[1], of: context.caseOwner(of: from, parameters))
      }
      return literal(to, as: type, arguments[1]).map { .condition(.follows(path, $0)) } ?? .broken
    }
  }

  private func aggregate(_ name: String, _ arguments: [SyntaxNode], _ node: SyntaxNode) -> Operand {
    guard allowsAggregates, let function = AggregateFunction(rawValue: name) else {
      return mismatch(
        node,
        "`\(name)` counts over rows, and here is one row",
        help: ["compute it in the projection: `read Order { n: count() }`"]
      )
    }
    if name == "count", arguments.isEmpty {
      return .scalar(.aggregate(.count, nil), .integer(minimum: 0, maximum: nil), of: nil)
    }
    guard expect(arguments, 1, name == "count" ? "count()" : "\(name)(total)", node) else {
      return .broken
    }
    var inner = self
    inner.allowsAggregates = false
    let operand = inner.resolve(arguments[0])
    if case .broken = operand { return .broken }
    guard case .scalar(let value, let type, _) = operand else {
      return mismatch(
        arguments[0],
        "\(operand.title(context)) has no \(name)",
        help: ["name a single value"]
      )
    }
    if name == "sum" || name == "avg", !TypeNames.isNumeric(type) {
      return mismatch(
        arguments[0],
        "\(TypeNames.name(type)) has no \(name)",
        help: ["name a number"]
      )
    }
    let result: ValueType =
      switch function {
      case .count: .integer(minimum: 0, maximum: nil)
      case .sum: type
      case .avg: .decimal(precision: 38, scale: 9)
      case .min, .max: type
      }
    return .scalar(.aggregate(function, value), result, of: nil)
  }
}
