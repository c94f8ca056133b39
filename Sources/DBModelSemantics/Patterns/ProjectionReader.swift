import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Reads what a pattern wants of each row: a tree along relationships.
struct ProjectionReader {
  let context: Context
  let parameters: ParameterTable

  /// Without a block every field is read. The parser bounds how deep blocks nest.
  func read(_ block: SyntaxNode?, _ entity: EntityID) -> Projection {
    let source = context.entities[entity.rawValue]
    guard let block else { return Projection(entity: entity, fields: source.fields.map(\.id)) }
    var fields: [FieldID] = []
    var present: Set<FieldID> = []
    var outputs: [ComputedOutput] = []
    var children: [ProjectionChild] = []
    var names: [String: SourceSpan] = [:]
    func add(_ found: [FieldID]) {
      for field in found where present.insert(field).inserted { fields.append(field) }
    }
    for group in block.flatGroups {
      guard let first = group.children.first, first.kind != .error else { continue }
      if first.kind == .star {
        var cursor = ClauseCursor(clause: group, sink: context.sink)
        cursor.advance()
        cursor.finish()
        add(source.fields.map(\.id))
        continue
      }
      if let name = first.name {
        let span = first.span
        if let before = names[name] {
          context.sink.report(NameMessage.repeated(name, span, first: before))
          continue
        }
        names[name] = span
      }
      if first.kind == .label {
        if let output = output(group, first, entity) { outputs.append(output) }
        continue
      }
      item(group, first, entity, add, &children)
    }
    return Projection(entity: entity, fields: fields, outputs: outputs, children: children)
  }

  private func item(
    _ group: SyntaxNode,
    _ first: SyntaxNode,
    _ entity: EntityID,
    _ add: ([FieldID]) -> Void,
    _ children: inout [ProjectionChild]
  ) {
    var cursor = ClauseCursor(clause: group, sink: context.sink)
    if first.kind == .call {
      return cursor.fail(
        Diagnostic(
          NameRules.unexpectedItem,
          "\(NameMessage.quote(first.text)) has no name in the answer",
          at: Label(first.span),
          help: ["name it: `NAME: \(first.text)`"]
        )
      )
    }
    guard first.kind == .path else {
      return cursor.failMissing(
        "an attribute or a way to other rows",
        forms: ["id", "lines { … }"]
      )
    }
    cursor.advance()
    let block = cursor.takeNode(.block)
    cursor.finish()
    guard !cursor.hasFailed else { return }
    let segments = first.pathSegments
    let scope = context.scopes[entity.rawValue]
    context.recordField(segments, of: entity, first, first: 0)
    if segments.count == 1, let step = step(segments[0], entity) {
      context.recordStep(segments[0], of: entity, at: first.span)
      if let block {
        children.append(
          ProjectionChild(
            name: segments[0],
            step: step.step,
            projection: read(block, step.target),
            span: first.span
          )
        )
        return
      }
      // A reference without a block is its key; rows on the other side need to be asked for.
      guard case .reference(let attribute) = step.step else {
        context.sink.report(
          NameMessage.missingItem(
            "what is read of `\(segments[0])`",
            at: first.span,
            forms: ["\(segments[0]) { … }"]
          )
        )
        return
      }
      return add(scope.fields[attribute.attribute.rawValue])
    }
    guard let id = scope.attributes[segments[0]] else {
      let owner = context.entities[entity.rawValue].name
      context.sink.report(
        NameMessage.unknown(
          "attribute",
          segments[0],
          SourceSpan(
            file: first.span.file,
            lower: first.span.lower,
            upper: min(first.span.upper, first.span.lower + segments[0].utf8.count)
          ),
          among: scope.attributeNames + scope.inverseNames,
          in: " in `\(owner)`"
        )
      )
      return
    }
    if scope.broken.contains(segments[0]) { return }
    if let block {
      context.sink.report(
        Diagnostic(
          NameRules.typeMismatch,
          "`\(segments[0])` leads to no other rows",
          at: Label(block.span),
          help: ["remove the block; a member is read as `\(segments[0]).MEMBER`"]
        )
      )
      return
    }
    members(segments, id, entity, first, add)
  }

  private func members(
    _ segments: [String],
    _ id: AttributeID,
    _ entity: EntityID,
    _ node: SyntaxNode,
    _ add: ([FieldID]) -> Void
  ) {
    let source = context.entities[entity.rawValue]
    let found = context.scopes[entity.rawValue].fields[id.rawValue].filter {
      source[$0].path.starts(with: segments)
    }
    if found.isEmpty {
      let names = context.scopes[entity.rawValue].fields[id.rawValue].map {
        source[$0].path.dropFirst().joined(separator: ".")
      }
      let rest = segments.dropFirst().joined(separator: ".")
      context.sink.report(
        NameMessage.unknown(
          "member",
          rest,
          node.span,
          among: names.filter { !$0.isEmpty },
          in: " in `\(segments[0])`",
          replaced: SourceSpan(
            file: node.span.file,
            lower: max(node.span.lower, node.span.upper - rest.utf8.count),
            upper: node.span.upper
          )
        )
      )
    }
    add(found)
  }

  /// The way a name leads to other rows, if it does.
  private func step(_ name: String, _ entity: EntityID)
    -> (step: RelationshipStep, target: EntityID)?
  {
    let scope = context.scopes[entity.rawValue]
    if let id = scope.attributes[name] {
      if scope.broken.contains(name) { return nil }
      let place = AttributeReference(entity, id)
      switch context.entities[entity.rawValue][id].kind {
      case .reference(let reference): return (.reference(place), reference.target)
      case .many(let target, _, _, _): return (.many(place), target)
      case .value: return nil
      }
    }
    guard let inverse = scope.inverses[name] else { return nil }
    return inverse.isMany
      ? (.inverseMany(of: inverse.attribute), inverse.attribute.entity)
      : (.inverse(of: inverse.attribute), inverse.attribute.entity)
  }

  /// `day: day(placed, UTC)`.
  private func output(_ group: SyntaxNode, _ label: SyntaxNode, _ entity: EntityID)
    -> ComputedOutput?
  {
    var cursor = ClauseCursor(clause: group, sink: context.sink)
    cursor.advance()
    if let recorder = context.recorder, let name = label.name {
      let lower = label.span.lower
      let span = SourceSpan(
        file: label.span.file,
        lower: lower,
        upper: min(lower + name.utf8.count, label.span.upper)
      )
      recorder.declare(.output, name, at: span, in: recorder.owner)
    }
    guard let node = cursor.current else {
      cursor.failMissing("what is computed", forms: ["n: count()"])
      return nil
    }
    cursor.advance()
    cursor.finish()
    guard !cursor.hasFailed, !group.containsError else { return nil }
    var resolver = ExpressionResolver(context: context, entity: entity, parameters: parameters)
    resolver.allowsAggregates = true
    switch resolver.resolve(node) {
    case .scalar(let expression, _, _):
      return ComputedOutput(name: label.name ?? "", expression: expression, span: group.span)
    case .broken: return nil
    case let other:
      context.sink.report(
        Diagnostic(
          NameRules.typeMismatch,
          "\(other.title(context)) is no single value",
          at: Label(node.span),
          help: ["compute one value: `count()`, `day(placed, UTC)`"]
        )
      )
      return nil
    }
  }
}
