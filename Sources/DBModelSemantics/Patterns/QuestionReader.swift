import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Reads `read`, `where`, `order`, `limit`, `page` and `group`.
struct QuestionReader {
  let context: Context
  let sheet: ClauseSheet
  let parameters: ParameterTable

  func read(_ node: SyntaxNode) -> Read? {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    cursor.advance()
    guard let name = cursor.expectName("an entity") else { return nil }
    let entity = context.entity(named: name)
    let block = cursor.takeNode(.block)
    // A condition may stand on the line of `read` too: `read Order where id == $order`.
    var conditionNode: SyntaxNode?
    if cursor.takeWord("where") != nil {
      conditionNode = cursor.current
      if conditionNode != nil { cursor.advance() }
    }
    // What stands behind a name that is no entity was meant for another form.
    if entity != nil { cursor.finish() }
    guard let entity, !cursor.hasFailed else {
      silenceParameters()
      return nil
    }
    let projection = ProjectionReader(context: context, parameters: parameters).read(block, entity)
    let resolver = ExpressionResolver(context: context, entity: entity, parameters: parameters)
    var filter: Located<Expression>?
    var isBroken = false
    if let clause = sheet.node("where") {
      conditionNode = clause.groupItems.first?.dropFirst().first
      if conditionNode == nil { isBroken = true }
    }
    if let conditionNode {
      if let expression = resolver.condition(conditionNode) {
        filter = Located(expression, conditionNode.span)
      } else {
        isBroken = true
      }
    }
    let broken = Self.brokenOutputs(block, projection)
    let (group, isWhole) = group(projection, broken)
    let order = order(entity, projection, broken, resolver)
    var shaped = projection
    if !group.isEmpty || projection.outputs.contains(where: { Self.isAggregate($0.expression) }) {
      shaped = grouped(projection, group, isWhole: isWhole)
    }
    let limit = limit()
    let page = page()
    if isBroken { silenceParameters() }
    return isBroken
      ? nil
      : Read(
        entity: entity,
        projection: shaped,
        filter: filter,
        order: order,
        limit: limit,
        page: page,
        group: group
      )
  }

  /// After a mistake nothing is said of parameters that only the mistake uses.
  private func silenceParameters() {
    for parameter in parameters.parameters { parameters.use(parameter.id) }
  }

  private func limit() -> Located<Int>? {
    guard var cursor = sheet.cursor("limit", sink: context.sink) else { return nil }
    let limit = cursor.expectWhole("a limit")
    cursor.finish()
    return limit
  }

  private func page() -> Page? {
    guard var cursor = sheet.cursor("page", sink: context.sink) else { return nil }
    if let limit = sheet.head(of: "limit"), let page = sheet.head(of: "page") {
      cursor.fail(
        Diagnostic(
          NameRules.conflicting,
          "`page` and `limit` exclude each other",
          at: Label(page),
          secondary: [Label(limit, "`limit` stands here")],
          notes: ["`page` continues with a cursor; `limit` ends"],
          help: ["keep one of the two"]
        )
      )
      return nil
    }
    guard let rows = cursor.expectWhole("the rows of a page", upTo: 1_000_000) else { return nil }
    var depth = Spread.exactly(1)
    if cursor.takeWord("depth") != nil {
      guard let spread = cursor.takeSpread(.count, "the pages fetched") else {
        cursor.failMissing("how many pages are fetched", forms: ["avg 1.3 max 40"])
        return nil
      }
      if let known = spread.value.spread { depth = known }
      if depth.average < 1 {
        cursor.fail(
          NameMessage.outOfRange("a depth", spread.span, "a call fetches at least one page")
        )
      }
    }
    cursor.finish()
    return cursor.hasFailed ? nil : Page(rows: rows.value, depth: depth, span: cursor.node.span)
  }

  /// Outputs that are written and were reported; naming one says nothing more.
  private static func brokenOutputs(_ block: SyntaxNode?, _ projection: Projection) -> Set<String> {
    let written = (block?.flatGroups ?? []).compactMap { group in
      group.children.first.flatMap { $0.kind == .label ? $0.name : nil }
    }
    return Set(written).subtracting(projection.outputs.map(\.name))
  }

  /// What is grouped by, and whether every name of it stands for something.
  private func group(_ projection: Projection, _ broken: Set<String>)
    -> (names: [Located<String>], isWhole: Bool)
  {
    guard var cursor = sheet.cursor("group", sink: context.sink) else { return ([], true) }
    var isWhole = true
    let source = context.entities[projection.entity.rawValue]
    let outputs = projection.outputs.map(\.name)
    let fields = projection.fields.map { source[$0].name }
    var names: [Located<String>] = []
    repeat {
      guard let name = cursor.expectPath("what is grouped by") else { return (names, false) }
      if broken.contains(name.value) {
        isWhole = false
        continue
      }
      guard outputs.contains(name.value) || fields.contains(name.value) else {
        isWhole = false
        context.sink.report(
          NameMessage.unknown(
            "output",
            name.value,
            name.span,
            among: outputs + fields,
            in: " in what is read"
          )
        )
        continue
      }
      record(name, outputs, projection.entity)
      names.append(name)
      cursor.failWithoutCommas(between: "names of groups") {
        outputs.contains($0) || fields.contains($0)
      }
    } while cursor.nextGroup()
    cursor.finish()
    return (names, isWhole && !cursor.hasFailed)
  }

  /// A name in `group` or `order`: a computed output, or a field of what is read.
  private func record(_ name: Located<String>, _ outputs: [String], _ entity: EntityID) {
    guard let recorder = context.recorder else { return }
    if outputs.contains(name.value) {
      return recorder.refer(.output, name.value, at: name.span, in: recorder.owner)
    }
    let path = name.value.split(separator: ".").map(String.init)
    context.recordField(path, of: entity, at: name.span)
  }

  /// In an answer of groups every plain field is an output of its own.
  private func grouped(
    _ projection: Projection,
    _ group: [Located<String>],
    isWhole: Bool
  ) -> Projection {
    let source = context.entities[projection.entity.rawValue]
    let plain = projection.fields.map { field in
      ComputedOutput(
        name: source[field].name,
        expression: .field(FieldPath(field: FieldReference(projection.entity, field))),
        span: group.first?.span ?? sheet.head(of: "read") ?? source.span
      )
    }
    let outputs = plain + projection.outputs
    let keys = Set(group.map(\.value))
    let head = sheet.head(of: "group") ?? sheet.head(of: "read")
    if let child = projection.children.first {
      context.sink.report(
        Diagnostic(
          NameRules.ungrouped,
          "groups have no related rows",
          at: Label(child.span),
          secondary: head.map { [Label($0, "the answer is made of groups")] } ?? [],
          help: ["remove `\(child.name)`, or read it in a pattern of its own"]
        )
      )
    }
    // A name of `group` that stands for nothing was meant for one of these.
    for output in outputs
    where isWhole && !keys.contains(output.name) && !Self.isAggregate(output.expression) {
      context.sink.report(
        Diagnostic(
          NameRules.ungrouped,
          "`\(output.name)` is neither grouped by nor counted over",
          at: Label(output.span),
          secondary: head.map { [Label($0, "the answer is made of groups")] } ?? [],
          help: ["add it to `group`, or compute it with `count`, `sum`, `min`, `max` or `avg`"]
        )
      )
    }
    return Projection(entity: projection.entity, fields: [], outputs: outputs, children: [])
  }

  private static func isAggregate(_ expression: Expression) -> Bool {
    switch expression {
    case .aggregate: true
    case .arithmetic(_, let a, let b): isAggregate(a) || isAggregate(b)
    default: false
    }
  }

  private func order(
    _ entity: EntityID,
    _ projection: Projection,
    _ broken: Set<String>,
    _ resolver: ExpressionResolver
  ) -> [OrderTerm] {
    guard var cursor = sheet.cursor("order", sink: context.sink) else { return [] }
    var terms: [OrderTerm] = []
    let outputs = Set(projection.outputs.map(\.name))
    repeat {
      guard let item = cursor.current, item.kind == .path else {
        cursor.failMissing("what is ordered by", forms: ["placed descending"])
        return terms
      }
      cursor.advance()
      let direction = cursor.takeWord(among: ["descending", "ascending"])
      let isDescending = direction?.value == "descending"
      let name = item.pathSegments.joined(separator: ".")
      if broken.contains(name) { continue }
      if outputs.contains(name) {
        context.recorder.map { $0.refer(.output, name, at: item.span, in: $0.owner) }
        terms.append(
          OrderTerm(subject: .output(name), isDescending: isDescending, span: item.span)
        )
        continue
      }
      switch resolver.path(item) {
      case .scalar(.field(let path), _, _):
        terms.append(OrderTerm(subject: .field(path), isDescending: isDescending, span: item.span))
      case .key(_, let parts):
        for case .field(let path) in parts {
          terms.append(
            OrderTerm(subject: .field(path), isDescending: isDescending, span: item.span)
          )
        }
      case .broken: break
      case let other:
        context.sink.report(
          Diagnostic(
            NameRules.typeMismatch,
            "\(other.title(context)) has no order",
            at: Label(item.span),
            help: ["order by single values"]
          )
        )
      }
    } while cursor.nextGroup()
    cursor.finish()
    return terms
  }
}
