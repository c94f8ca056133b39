import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

extension ExpressionResolver {
  /// A name of the rows: `total`, `home.street`, `customer`, `customer.tier`.
  func path(_ node: SyntaxNode) -> Operand {
    guard let entity else {
      report(
        Diagnostic(
          NameRules.unknownName,
          "no row is at hand here for \(NameMessage.quote(node.text))",
          at: Label(node.span),
          help: ["parameters are written with `$`"]
        )
      )
      return .broken
    }
    return row(node.pathSegments, entity, node)
  }

  /// Follows names from the rows of an entity, over to-one references.
  func row(_ segments: [String], _ start: EntityID, _ node: SyntaxNode) -> Operand {
    var entity = start
    var via: [AttributeReference] = []
    for (index, name) in segments.enumerated() {
      let scope = context.scopes[entity.rawValue]
      guard let id = scope.attributes[name] else {
        return unknownName(name, segments, index, entity, node)
      }
      if context.recorder != nil {
        let first = max(0, node.pathSegments.count - segments.count) + index
        context.recordField(Array(segments[index...]), of: entity, node, first: first)
      }
      if scope.broken.contains(name) { return .broken }
      let attribute = context.entities[entity.rawValue][id]
      let rest = Array(segments[(index + 1)...])
      let make = { (field: FieldID) -> Expression in
        .field(FieldPath(via: via, field: FieldReference(entity, field)))
      }
      switch attribute.kind {
      case .value:
        return value(id, entity, rest, node, make)
      case .many(let target, _, _, _):
        if rest.isEmpty, via.isEmpty {
          return .linked(AttributeReference(entity, id), target: target)
        }
        return mismatch(
          node,
          "`\(name)` is many rows, not one",
          help: ["write `$x in \(name)`"]
        )
      case .reference(let reference):
        let fields = scope.fields[id.rawValue]
        if rest.isEmpty { return .key(reference.target, fields.map(make)) }
        if let own = ownField(fields, entity, reference.target, rest) {
          recordRest(rest, of: reference.target, node)
          return .scalar(
            make(own),
            context.entities[entity.rawValue][own].type,
            of: context.entities[entity.rawValue][own].references
          )
        }
        via.append(AttributeReference(entity, id))
        entity = reference.target
      }
    }
    return .broken
  }

  /// The last names of a node, which lead on from the rows of an entity. A key may lead on to
  /// further keys, which no statement needs to be recorded of.
  private func recordRest(_ rest: [String], of entity: EntityID, _ node: SyntaxNode) {
    guard context.recorder != nil else { return }
    var entity = entity
    for index in rest.indices {
      let first = max(0, node.pathSegments.count - rest.count) + index
      context.recordField(Array(rest[index...]), of: entity, node, first: first)
      guard let id = context.scopes[entity.rawValue].attributes[rest[index]],
        case .reference(let reference) = context.entities[entity.rawValue][id].kind
      else { return }
      entity = reference.target
    }
  }

  /// The field that already holds what a reference would be followed for: `customer.id`.
  private func ownField(
    _ fields: [FieldID],
    _ entity: EntityID,
    _ target: EntityID,
    _ rest: [String]
  ) -> FieldID? {
    let source = context.entities[entity.rawValue]
    return fields.first { field in
      guard let held = source[field].references else { return false }
      return context.entities[target.rawValue][held.field].path == rest
    }
  }

  /// A value attribute, or a member of it.
  func value(
    _ id: AttributeID,
    _ entity: EntityID,
    _ rest: [String],
    _ node: SyntaxNode,
    _ make: (FieldID) -> Expression
  ) -> Operand {
    let source = context.entities[entity.rawValue]
    let attribute = source[id]
    let fields = context.scopes[entity.rawValue].fields[id.rawValue]
    let wanted = [attribute.name] + rest
    let matching = fields.filter { source[$0].path.starts(with: wanted) }
    if matching.isEmpty {
      let names = fields.map { source[$0].path.dropFirst().joined(separator: ".") }
      if case .value(.structure) = attribute.kind {
        report(
          NameMessage.unknown(
            "member",
            rest.joined(separator: "."),
            node.span,
            among: names,
            in: " in `\(attribute.name)`",
            replaced: lastSegments(rest, node)
          )
        )
        return .broken
      }
      return mismatch(
        node,
        "`\(attribute.name)` has no members",
        help: ["remove `.\(rest.joined(separator: "."))`"]
      )
    }
    if matching.count == 1, source[matching[0]].path == wanted {
      let field = source[matching[0]]
      let held = FieldReference(entity, field.id)
      guard field.type.isScalar else { return .collection(make(field.id), field.type, of: held) }
      return .scalar(make(field.id), field.type, of: held)
    }
    return .structure(matching.map(make))
  }

  private func lastSegments(_ rest: [String], _ node: SyntaxNode) -> SourceSpan {
    let length = rest.joined(separator: ".").utf8.count
    return SourceSpan(
      file: node.span.file,
      lower: max(node.span.lower, node.span.upper - length),
      upper: node.span.upper
    )
  }

  private func unknownName(
    _ name: String,
    _ segments: [String],
    _ index: Int,
    _ entity: EntityID,
    _ node: SyntaxNode
  ) -> Operand {
    let scope = context.scopes[entity.rawValue]
    let owner = context.entities[entity.rawValue].name
    if let inverse = scope.inverses[name] {
      if context.recorder != nil {
        let first = max(0, node.pathSegments.count - segments.count) + index
        context.recordStep(name, of: entity, at: node.segmentSpans[first])
      }
      let other = context.entities[inverse.attribute.entity.rawValue].name
      if inverse.isMany, index + 1 == segments.count, index == 0 {
        return .linked(inverse.attribute, target: inverse.attribute.entity)
      }
      return mismatch(
        node,
        "`\(name)` is many `\(other)`, not one",
        help: ["read `\(other)` and select by `\(owner)`, or nest it in the projection"]
      )
    }
    if index == 0, segments.count == 1, let id = parameters.find(name) {
      parameters.use(id)
      report(
        Diagnostic(
          NameRules.unknownName,
          "`\(name)` is a parameter",
          at: Label(node.span),
          help: ["write `$\(name)`"],
          fixes: [Fix("write `$\(name)`", edits: [TextEdit(node.span, "$\(name)")])]
        )
      )
      return .broken
    }
    // Names before those that are followed here, `Order` of `Order.status`, come first in the node.
    let whole = node.pathSegments
    let lead = max(0, whole.count - segments.count) + index
    let lower = node.span.lower + whole.prefix(lead).reduce(0) { $0 + $1.utf8.count + 1 }
    let span = SourceSpan(
      file: node.span.file,
      lower: min(lower, node.span.upper),
      upper: min(lower + name.utf8.count, node.span.upper)
    )
    if segments.count == 1, let literal = ForeignWord.literal(for: name) {
      report(
        Diagnostic(
          NameRules.unknownName,
          "there is no attribute \(NameMessage.quote(name)) in `\(owner)`",
          at: Label(span),
          help: ["here it is `\(literal)`"],
          fixes: [Fix("write `\(literal)`", edits: [TextEdit(span, literal)])]
        )
      )
      return .broken
    }
    report(
      NameMessage.unknown(
        "attribute",
        name,
        span,
        among: scope.attributeNames,
        in: " in `\(owner)`"
      )
    )
    return .broken
  }

  /// `$customer`, `$line.product`.
  func parameter(_ node: SyntaxNode) -> Operand {
    let segments = node.pathSegments
    guard let name = segments.first else { return .broken }
    guard let id = parameters.find(name) else {
      let span = SourceSpan(
        file: node.span.file,
        lower: node.span.lower,
        upper: min(node.span.lower + 1 + name.utf8.count, node.span.upper)
      )
      parameters.noteUnknown(name)
      report(
        NameMessage.unknown("parameter", "$" + name, span, among: parameters.names.map { "$" + $0 })
      )
      return .broken
    }
    parameters.use(id)
    context.record(parameters[id], node)
    if parameters.broken.contains(name) { return .broken }
    let rest = Array(segments.dropFirst())
    switch parameters.type(of: id) {
    case .value(let type, let field):
      guard rest.isEmpty else { return mismatch(node, "`$\(name)` has no members") }
      switch type {
      case .list, .set, .map:
        return .collection(.parameter(ParameterReference(id)), type, of: field)
      case .structure:
        return mismatch(
          node,
          "`$\(name)` cannot be used whole",
          help: ["hand its members over as parameters of their own"]
        )
      default: return .scalar(.parameter(ParameterReference(id)), type, of: field)
      }
    case .key(let entity):
      if rest.isEmpty { return .key(entity, keyExpressions(id, entity)) }
      return member(rest, id, entity, keyOnly: true, node)
    case .newRow(let entity):
      if rest.isEmpty { return .newRow(id, entity) }
      return member(rest, id, entity, keyOnly: false, node)
    case .range(let type, _):
      guard rest.isEmpty else { return mismatch(node, "`$\(name)` has no members") }
      return .range(id, type)
    case .many(let element, _): return many(element, id, rest, node)
    case .element: return .broken
    }
  }

  func keyExpressions(_ id: ParameterID, _ entity: EntityID) -> [Expression] {
    context.entities[entity.rawValue].key.map {
      .parameter(ParameterReference(id, field: FieldReference(entity, $0)))
    }
  }

  private func many(
    _ element: ParameterType,
    _ id: ParameterID,
    _ rest: [String],
    _ node: SyntaxNode
  ) -> Operand {
    guard rest.isEmpty else {
      return mismatch(
        node,
        "`$\(parameters[id].name)` is many, not one",
        help: ["go through them: `for x in $\(parameters[id].name) { … }`"]
      )
    }
    switch element {
    case .value(let type, _): return .manyValues(ParameterReference(id), type)
    case .key(let entity), .newRow(let entity): return .manyRows(id, entity)
    default: return .broken
    }
  }

  /// A field of a key or of a new row.
  private func member(
    _ rest: [String],
    _ id: ParameterID,
    _ entity: EntityID,
    keyOnly: Bool,
    _ node: SyntaxNode
  ) -> Operand {
    let source = context.entities[entity.rawValue]
    let scope = context.scopes[entity.rawValue]
    guard let attribute = scope.attributes[rest[0]] else {
      let length = rest.joined(separator: ".").utf8.count
      let lower = max(node.span.lower, node.span.upper - length)
      let span = SourceSpan(
        file: node.span.file,
        lower: lower,
        upper: min(lower + rest[0].utf8.count, node.span.upper)
      )
      report(
        NameMessage.unknown(
          "attribute",
          rest[0],
          span,
          among: scope.attributeNames,
          in: " in `\(source.name)`"
        )
      )
      return .broken
    }
    recordRest(rest, of: entity, node)
    if scope.broken.contains(rest[0]) { return .broken }
    let fields = scope.fields[attribute.rawValue]
    if keyOnly, !fields.allSatisfy({ source.isKey($0) }) || fields.isEmpty {
      return mismatch(
        node,
        "`$\(parameters[id].name)` is the key of a `\(source.name)`, not the row",
        help: ["only its key is known here; read the row first, or hand `\(rest[0])` over"]
      )
    }
    let make = { (field: FieldID) -> Expression in
      .parameter(ParameterReference(id, field: FieldReference(entity, field)))
    }
    switch source[attribute].kind {
    case .reference(let reference):
      if rest.count == 1 { return .key(reference.target, fields.map(make)) }
      if let own = ownField(fields, entity, reference.target, Array(rest.dropFirst())) {
        recordRest(Array(rest.dropFirst()), of: reference.target, node)
        return .scalar(make(own), source[own].type, of: source[own].references)
      }
      return mismatch(
        node,
        "only the key of `\(rest[0])` is known here",
        help: ["hand the value over as a parameter"]
      )
    case .value: return value(attribute, entity, Array(rest.dropFirst()), node, make)
    case .many: return mismatch(node, "`\(rest[0])` is many rows, not one")
    }
  }
}
