import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Resolves, types and breaks down expressions. A mistake is reported once and gives `broken`,
/// which silences what depends on it.
struct ExpressionResolver {
  /// Terms in one chain of `+`, `-` and `*`, so that the resolved tree stays shallow.
  static let maximumTerms = 64

  let context: Context
  /// The rows the expression is about; `nil` where there are none.
  let entity: EntityID?
  let parameters: ParameterTable
  /// Whether `count()` and its like may stand here.
  var allowsAggregates = false

  func report(_ diagnostic: Diagnostic) { context.sink.report(diagnostic) }

  /// A condition; `nil` where it was reported.
  func condition(_ node: SyntaxNode) -> Expression? {
    if node.containsError { return nil }
    return truth(resolve(node), node)
  }

  /// What holds or does not.
  func truth(_ operand: Operand, _ node: SyntaxNode) -> Expression? {
    switch operand {
    case .condition(let expression): return expression
    case .broken: return nil
    case .bool(let value): return .literal(.bool(value))
    case .scalar(let expression, .bool, _):
      return .comparison(.equal, expression, .literal(.bool(true)))
    default:
      report(
        Diagnostic(
          NameRules.typeMismatch,
          "\(operand.title(context)) is no condition",
          at: Label(node.span),
          help: ["compare it with something"]
        )
      )
      return nil
    }
  }

  /// The parser bounds parentheses and prefixes; chains of one operator are walked, not recursed.
  func resolve(_ node: SyntaxNode) -> Operand {
    switch node.kind {
    case .path: return path(node)
    case .parameter: return parameter(node)
    case .call: return call(node)
    case .number: return number(node)
    case .string, .rawString: return .text(node.stringValue ?? "")
    case .caseReference: return .caseName(node.name ?? "")
    case .date: return node.dateLiteral.map { .day(CivilDays.days($0)) } ?? .broken
    case .keyword: return keyword(node)
    case .parens: return parens(node)
    case .unary: return unary(node)
    case .binary: return binary(node)
    case .error: return .broken
    default:
      report(
        Diagnostic(
          NameRules.unexpectedItem,
          "\(NameMessage.quote(node.text)) is no value",
          at: Label(node.span),
          help: ["write a name, a parameter or a literal"]
        )
      )
      return .broken
    }
  }

  private func number(_ node: SyntaxNode) -> Operand {
    guard let quantity = node.quantity, !quantity.isAbsurd else { return .broken }
    if let seconds = Measure.time.value(of: quantity), seconds <= ClauseCursor.largest {
      return .duration(seconds: seconds)
    }
    return .number(quantity)
  }

  private func keyword(_ node: SyntaxNode) -> Operand {
    switch node.operatorText {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: return .broken
    }
  }

  private func parens(_ node: SyntaxNode) -> Operand {
    let groups = node.children.filter { $0.kind == .group }
    guard groups.count == 1, let inner = groups[0].children.first else {
      report(
        Diagnostic(
          NameRules.unexpectedItem,
          "a list of values stands behind `in` only",
          at: Label(node.span),
          help: ["write `x in (a, b)`"]
        )
      )
      return .broken
    }
    return resolve(inner)
  }

  private func unary(_ node: SyntaxNode) -> Operand {
    guard let inner = node.children.first else { return .broken }
    let operand = resolve(inner)
    if case .broken = operand { return .broken }
    if node.operatorText == "not" {
      return truth(operand, inner).map { .condition(.not($0)) } ?? .broken
    }
    if case .scalar(let expression, let type, _) = operand, TypeNames.isNumeric(type) {
      return .scalar(
        .arithmetic(.subtract, .literal(.integer(0)), expression),
        type,
        of: nil
      )
    }
    return mismatch(node, "\(operand.title(context)) has no negative")
  }

  /// The operands of a chain of `and` or of `or`, left to right.
  private func chain(_ node: SyntaxNode, _ word: String) -> [SyntaxNode] {
    var right: [SyntaxNode] = []
    var current = node
    while current.kind == .binary, current.operatorText == word {
      let sides = Array(current.children)
      guard sides.count == 2 else { break }
      right.append(sides[1])
      current = sides[0]
    }
    return [current] + right.reversed()
  }

  private func binary(_ node: SyntaxNode) -> Operand {
    let word = node.operatorText
    switch word {
    case "and", "or":
      // Every part is looked at, so that each mistake is reported.
      let parts = chain(node, word).map { truth(resolve($0), $0) }
      let known = parts.compactMap { $0 }
      guard known.count == parts.count else { return .broken }
      return .condition(word == "and" ? .and(known.flatMap(\.conjuncts)) : .or(known))
    case "in", "not in":
      let sides = Array(node.children)
      guard sides.count == 2, let found = membership(sides[0], sides[1], node) else {
        return .broken
      }
      return .condition(word == "in" ? found : .not(found))
    case "+", "-", "*", "/": return arithmetic(node)
    case "=": return .broken
    default:
      guard let comparison = ComparisonOperator(rawValue: word) else { return .broken }
      let sides = Array(node.children)
      guard sides.count == 2 else { return .broken }
      // `1 < x < 10` was reported where it was read; in parentheses it is a comparison of truths.
      if sides[0].kind == .binary, ComparisonOperator(rawValue: sides[0].operatorText) != nil {
        return .broken
      }
      let left = resolve(sides[0])
      let right = resolve(sides[1])
      return compare(comparison, left, right, node).map { .condition($0) } ?? .broken
    }
  }

  func mismatch(_ node: SyntaxNode, _ title: String, notes: [String] = [], help: [String] = [])
    -> Operand
  {
    report(
      Diagnostic(
        NameRules.typeMismatch,
        title,
        at: Label(node.span),
        notes: notes,
        help: help.isEmpty ? ["compare values of one type"] : help
      )
    )
    return .broken
  }
}
