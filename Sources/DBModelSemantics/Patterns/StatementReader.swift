import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Reads changes: insert, update, upsert, delete, and loops over many-valued parameters.
struct StatementReader {
  let context: Context
  let parameters: ParameterTable

  /// The changes of a block; `nil` where one was reported. The parser bounds how deep blocks nest.
  func read(block: SyntaxNode) -> [WriteStatement]? {
    let sheet = ClauseSheet(block, .statements, sink: context.sink)
    let statements = sheet.clauses.map { read($0.node, $0.name) }
    let known = statements.compactMap { $0 }
    return known.count == block.clauses.count ? known : nil
  }

  func read(_ node: SyntaxNode, _ kind: String) -> WriteStatement? {
    switch kind {
    case "insert": return insert(node)
    case "for": return loop(node)
    case "delete": return delete(node)
    default: return update(node, isUpsert: kind == "upsert")
    }
  }

  private func insert(_ node: SyntaxNode) -> WriteStatement? {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    cursor.advance()
    guard let item = cursor.takeNode(.parameter) else {
      cursor.failMissing("a parameter that is a new row", forms: ["insert $order"])
      return nil
    }
    cursor.finish()
    let resolver = ExpressionResolver(context: context, entity: nil, parameters: parameters)
    let operand = resolver.parameter(manyAllowed: item)
    switch operand {
    case .newRow(let id, let entity): return .insert(entity, id, span: node.span)
    case .manyRows(let id, let entity):
      if case .newRow? = parameters.element(of: id) {
        return .insert(entity, id, span: node.span)
      }
    case .broken: return nil
    default: break
    }
    context.sink.report(
      Diagnostic(
        NameRules.wrongInsert,
        "`\(item.text)` is no new row",
        at: Label(item.span),
        notes: ["it is \(operand.title(context))"],
        help: ["declare the parameter as `new ENTITY` or `many new ENTITY 1..30 avg 3`"]
      )
    )
    return nil
  }

  private func loop(_ node: SyntaxNode) -> WriteStatement? {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    cursor.advance()
    guard let name = cursor.expectName("a name for each") else { return nil }
    guard cursor.takeWord("in") != nil else {
      cursor.failMissing("`in` and a parameter", forms: ["for x in $lines { … }"])
      return nil
    }
    guard let source = cursor.takeNode(.parameter) else {
      cursor.failMissing("a parameter of many values", forms: ["for x in $lines { … }"])
      return nil
    }
    guard let block = cursor.takeNode(.block) else {
      cursor.failMissing("the changes", forms: ["for x in $lines { … }"])
      return nil
    }
    cursor.finish()
    let resolver = ExpressionResolver(context: context, entity: nil, parameters: parameters)
    let operand = resolver.parameter(manyAllowed: source)
    if case .broken = operand { return nil }
    guard let many = source.name(ofParameter: 0).flatMap({ parameters.find($0) }),
      parameters.element(of: many) != nil, source.pathSegments.count == 1
    else {
      context.sink.report(
        Diagnostic(
          NameRules.typeMismatch,
          "`\(source.text)` is one value, not many",
          at: Label(source.span),
          help: ["declare it as `many …`, or use it without a loop"]
        )
      )
      return nil
    }
    if parameters.find(name.value) != nil, let id = parameters.find(name.value) {
      context.sink.report(
        NameMessage.duplicate("parameter", name.value, name.span, first: parameters[id].span)
      )
      return nil
    }
    let variable = parameters.nextID
    context.recorder.map { _ = $0.declare(.variable, name.value, at: name.span, in: $0.owner) }
    parameters.add(
      Parameter(
        id: variable,
        name: name.value,
        type: .element(of: many),
        givenShare: 1,
        isOptional: false,
        isFromCaller: false,
        recentWithinSeconds: nil,
        span: name.span
      )
    )
    defer { parameters.remove(name.value) }
    guard let body = read(block: block) else {
      parameters.use(variable)
      return nil
    }
    return .forEach(variable: variable, body: body, span: node.span)
  }

  private func delete(_ node: SyntaxNode) -> WriteStatement? {
    guard let head = head(node) else { return nil }
    var cursor = head.cursor
    let condition = condition(&cursor, head.resolver)
    cursor.finish()
    guard !cursor.hasFailed, let filter = head.filter, !condition.isBroken else { return nil }
    return .delete(head.entity, filter: filter, condition: condition.value, span: node.span)
  }

  private func update(_ node: SyntaxNode, isUpsert: Bool) -> WriteStatement? {
    guard let head = head(node) else { return nil }
    var cursor = head.cursor
    guard cursor.takeWord("set") != nil else {
      cursor.failMissing("`set` and what changes", forms: ["set status = $to"])
      return nil
    }
    var assignments: [Assignment] = []
    var isBroken = false
    var firsts: [FieldID: SourceSpan] = [:]
    repeat {
      guard let item = cursor.takeNode(.assignment) else {
        cursor.failMissing("a change", forms: ["set status = $to, version += 1"])
        return nil
      }
      guard let changes = assignment(item, head.entity, head.resolver, isUpsert: isUpsert) else {
        isBroken = true
        continue
      }
      for change in changes {
        if let first = firsts[change.field] {
          context.sink.report(NameMessage.repeated(item.text, item.span, first: first))
          isBroken = true
        }
        firsts[change.field] = item.span
        assignments.append(change)
      }
    } while cursor.nextGroup()
    let condition = condition(&cursor, head.resolver)
    cursor.finish()
    guard !cursor.hasFailed, !isBroken, !condition.isBroken, let filter = head.filter else {
      return nil
    }
    if isUpsert {
      guard checkUpsert(filter, head.entity, node),
        checkRow(of: head.entity, madeBy: assignments, word: head.word, name: head.name)
      else { return nil }
      return .upsert(
        head.entity,
        filter: filter,
        assignments: assignments,
        condition: condition.value,
        span: node.span
      )
    }
    return .update(
      head.entity,
      filter: filter,
      assignments: assignments,
      condition: condition.value,
      span: node.span
    )
  }

  private struct Head {
    let entity: EntityID
    /// Where the statement's first word and the entity's name stand.
    let word: SourceSpan
    let name: SourceSpan
    let resolver: ExpressionResolver
    let filter: Expression?
    let cursor: ClauseCursor
  }

  /// `update Order where id == $order`. The condition is required: a change of every row is written
  /// `where true`.
  private func head(_ node: SyntaxNode) -> Head? {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    let first = cursor.current
    cursor.advance()
    guard let name = cursor.expectName("an entity") else { return nil }
    guard let entity = context.entity(named: name) else { return nil }
    guard cursor.takeWord("where") != nil else {
      cursor.failMissing(
        "`where` and a condition",
        forms: ["\(first?.text ?? "") \(name.value) where id == $id"]
      )
      return nil
    }
    guard let item = cursor.current else {
      // The parser has said that the condition is missing.
      return nil
    }
    cursor.advance()
    let resolver = ExpressionResolver(context: context, entity: entity, parameters: parameters)
    return Head(
      entity: entity,
      word: first?.span ?? node.span,
      name: name.span,
      resolver: resolver,
      filter: resolver.condition(item),
      cursor: cursor
    )
  }

  private func condition(_ cursor: inout ClauseCursor, _ resolver: ExpressionResolver)
    -> (value: Expression?, isBroken: Bool)
  {
    guard cursor.takeWord("if") != nil else { return (nil, false) }
    guard let item = cursor.current else { return (nil, true) }
    cursor.advance()
    let value = resolver.condition(item)
    return (value, value == nil)
  }
}

extension SyntaxNode {
  /// A segment of a parameter's path.
  func name(ofParameter index: Int) -> String? {
    kind == .parameter ? pathSegments.dropFirst(index).first : nil
  }
}

extension ExpressionResolver {
  /// A parameter that may be many-valued: `insert $lines`.
  func parameter(manyAllowed node: SyntaxNode) -> Operand {
    guard node.pathSegments.count == 1, let name = node.pathSegments.first,
      let id = parameters.find(name), case .many(let element, _) = parameters[id].type
    else { return parameter(node) }
    parameters.use(id)
    context.record(parameters[id], node)
    if parameters.broken.contains(name) { return .broken }
    switch element {
    case .key(let entity), .newRow(let entity): return .manyRows(id, entity)
    case .value(let type, _): return .manyValues(ParameterReference(id), type)
    default: return .broken
    }
  }
}
