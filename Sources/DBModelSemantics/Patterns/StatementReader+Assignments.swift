import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

extension StatementReader {
  /// One assignment, broken down to fields; `nil` where it was reported.
  func assignment(
    _ node: SyntaxNode,
    _ entity: EntityID,
    _ resolver: ExpressionResolver,
    isUpsert: Bool
  ) -> [Assignment]? {
    let sides = Array(node.children)
    if node.containsError { return nil }
    guard sides.count == 2, sides[0].kind == .path,
      let sign = AssignmentOperator(rawValue: node.operatorText)
    else {
      context.sink.report(
        NameMessage.unexpected(node, wanted: "a change", forms: ["status = $to"])
      )
      return nil
    }
    guard let fields = target(sides[0], entity, resolver) else { return nil }
    let value = resolver.resolve(sides[1])
    let source = context.entities[entity.rawValue]
    func make(_ field: FieldID, _ expression: Expression) -> Assignment {
      Assignment(field: field, assignmentOperator: sign, value: expression, span: node.span)
    }
    if sign != .set {
      guard fields.count == 1, let single = fields.first,
        TypeNames.isNumeric(source[single].type)
      else {
        return mismatch(
          node,
          "`\(node.operatorText)` changes numbers, and `\(sides[0].text)` is none",
          ["write `\(sides[0].text) = …`"]
        )
      }
    }
    switch value {
    case .broken: return nil
    case .null:
      if let required = fields.first(where: { !source[$0].isOptional }), sign == .set,
        !isOptional(sides[0], entity)
      {
        return mismatch(
          node,
          "`\(source[required].name)` is never missing",
          ["write `?` behind its type, or set a value"]
        )
      }
      return fields.map { make($0, .literal(.null)) }
    case .key(let target, let parts):
      let held = fields.compactMap { source[$0].references?.entity }
      guard parts.count == fields.count, held.allSatisfy({ $0 == target }), !held.isEmpty else {
        return mismatch(
          node,
          "\(value.title(context)) does not fit `\(sides[0].text)`",
          ["set a value of its type"]
        )
      }
      return zip(fields, parts).map { make($0, $1) }
    case .scalar(let expression, let type, _):
      guard fields.count == 1, let field = fields.first,
        fits(type, source[field].type)
      else { break }
      return [make(field, expression)]
    case .collection(let expression, let type, _):
      guard sign == .set, fields.count == 1, let field = fields.first,
        fits(type, source[field].type)
      else { break }
      return [make(field, expression)]
    case .condition:
      break
    default:
      guard fields.count == 1, let field = fields.first else { break }
      if case .caseName(let name) = value {
        let owner = context.caseOwner(of: FieldReference(entity, field))
        context.recordCase(name, sides[1], of: owner)
      }
      return resolver.literal(value, as: source[field].type, sides[1]).map { [make(field, $0)] }
    }
    return mismatch(
      node,
      "\(value.title(context)) does not fit `\(sides[0].text)`",
      ["set a value of its type"]
    )
  }

  private func fits(_ value: ValueType, _ field: ValueType) -> Bool {
    TypeNames.storable(value, field)
  }

  /// Whether the attribute as a whole may be missing, as a structure or a reference.
  private func isOptional(_ node: SyntaxNode, _ entity: EntityID) -> Bool {
    guard let name = node.name, let id = context.scopes[entity.rawValue].attributes[name] else {
      return false
    }
    return context.entities[entity.rawValue][id].isOptional
  }

  private func mismatch(_ node: SyntaxNode, _ title: String, _ help: [String]) -> [Assignment]? {
    context.sink.report(
      Diagnostic(NameRules.typeMismatch, title, at: Label(node.span), help: help)
    )
    return nil
  }

  /// The fields a name stands for, where they can be changed.
  private func target(_ node: SyntaxNode, _ entity: EntityID, _ resolver: ExpressionResolver)
    -> [FieldID]?
  {
    let source = context.entities[entity.rawValue]
    let fields: [FieldID]
    switch resolver.row(node.pathSegments, entity, node) {
    case .broken: return nil
    case .scalar(.field(let path), _, _) where path.via.isEmpty: fields = [path.field.field]
    case .key(_, let parts), .structure(let parts):
      fields = parts.compactMap {
        if case .field(let path) = $0, path.via.isEmpty { return path.field.field }
        return nil
      }
    default:
      let name = node.pathSegments.first ?? ""
      if let id = context.scopes[entity.rawValue].attributes[name],
        case .value = source[id].kind
      {
        fields = context.scopes[entity.rawValue].fields[id.rawValue]
      } else {
        fields = []
      }
    }
    guard let first = fields.first else {
      context.sink.report(
        Diagnostic(
          NameRules.unchangeable,
          "`\(node.text)` is not a value of this row",
          at: Label(node.span),
          help: ["change the rows it belongs to in a statement of their own"]
        )
      )
      return nil
    }
    let attribute = source[source[first].attribute]
    let reason: String
    if fields.contains(where: { source.isKey($0) }) {
      reason = "it is part of the key of `\(source.name)`, by which the row is found"
    } else if attribute.derivation != nil {
      reason = "it is computed from other rows"
    } else {
      return fields
    }
    context.sink.report(
      Diagnostic(
        NameRules.unchangeable,
        "`\(node.text)` cannot be set",
        at: Label(node.span),
        secondary: [Label(attribute.span, "declared here")],
        notes: [reason],
        help: ["delete the row and insert another, or leave it as it is"]
      )
    )
    return nil
  }
}
