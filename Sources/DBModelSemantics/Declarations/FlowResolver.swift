import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Flows between stores, and whether every pattern runs where its rows are.
struct FlowResolver {
  let context: Context

  init(_ context: Context) { self.context = context }

  func resolve(_ declarations: Declarations) {
    for clause in declarations.flows { flow(clause) }
    checkHomes()
  }

  private func flow(_ clause: SyntaxNode) {
    let sink = context.sink
    var head = ClauseCursor(clause: clause, sink: sink)
    head.advance()
    guard let from = head.expectName("a store") else { return }
    guard head.takeNode(.arrow) != nil else {
      return head.failMissing("`->` and another store", forms: ["flow main -> reporting { … }"])
    }
    guard let to = head.expectName("a store") else { return }
    let block = head.takeNode(.block)
    if block == nil { head.failMissing("the block of the flow", forms: ["{ entities A, B }"]) }
    head.finish()
    let source = context.store(named: from)
    let destination = context.store(named: to)
    let sheet = ClauseSheet(block, .flow, sink: sink)
    let entities = entities(sheet, block, head)
    let settings = FlowSettings(sheet: sheet, sink: sink)
    guard let source, let destination, !head.hasFailed else { return settings.check() }
    if source == destination {
      sink.report(
        Diagnostic(
          NameRules.conflicting,
          "a flow leads from one store to another",
          at: Label(to.span),
          secondary: [Label(from.span, "the same store")],
          help: ["name another store"]
        )
      )
      return settings.check()
    }
    for entity in entities where context.entities[entity.value.rawValue].home != source {
      let home = context.entities[entity.value.rawValue].home
      guard home.rawValue < context.stores.count else { continue }
      sink.report(
        Diagnostic(
          NameRules.notInStore,
          "`\(context.entityNames[entity.value.rawValue])` does not live in `\(from.value)`",
          at: Label(entity.span),
          notes: ["it lives in `\(context.stores[home.rawValue].name)`"],
          help: ["copy it from where it lives"]
        )
      )
    }
    var flow = Flow(
      source: source,
      destination: destination,
      entities: entities,
      span: clause.span
    )
    settings.read(&flow)
    context.flows.append(flow)
  }

  private func entities(_ sheet: ClauseSheet, _ block: SyntaxNode?, _ head: ClauseCursor)
    -> [Located<EntityID>]
  {
    guard var cursor = sheet.cursor("entities", sink: context.sink) else {
      if block != nil, !head.hasFailed {
        context.sink.report(
          NameMessage.missingItem(
            "what the flow copies",
            at: head.previousSpan,
            forms: ["entities A, B"]
          )
        )
      }
      return []
    }
    var found: [Located<EntityID>] = []
    repeat {
      guard let name = cursor.expectName("an entity") else { return found }
      if let id = context.entity(named: name) { found.append(Located(id, name.span)) }
      cursor.failWithoutCommas(between: "entities") { context.entityIDs[$0] != nil }
    } while cursor.nextGroup()
    cursor.finish()
    return found
  }

  /// A pattern runs where the rows it starts from are kept: at home, or copied by a flow.
  private func checkHomes() {
    var kept = Set<[Int]>()
    for entity in context.entities { kept.insert([entity.home.rawValue, entity.id.rawValue]) }
    for flow in context.flows {
      for entity in flow.entities {
        kept.insert([flow.destination.rawValue, entity.value.rawValue])
      }
    }
    for pattern in context.patterns {
      guard let store = pattern.store else { continue }
      var reported: Set<EntityID> = []
      for id in Self.entities(of: pattern.operation) {
        if case .link = context.entities[id.rawValue].origin { continue }
        if kept.contains([store.value.rawValue, id.rawValue]) { continue }
        guard reported.insert(id).inserted else { continue }
        let entity = context.entities[id.rawValue]
        guard entity.home.rawValue < context.stores.count else { continue }
        let home = context.stores[entity.home.rawValue]
        context.sink.report(
          Diagnostic(
            NameRules.notInStore,
            "`\(entity.name)` is not kept in `\(context.stores[store.value.rawValue].name)`",
            at: Label(store.span, "`\(pattern.name)` runs here"),
            secondary: [Label(entity.nameSpan, "lives in `\(home.name)`")],
            help: [
              "add it to a flow `\(home.name) -> \(context.stores[store.value.rawValue].name)`, "
                + "or run the pattern where it lives"
            ]
          )
        )
      }
    }
  }

  /// Every entity an operation touches, in the order of the text.
  static func entities(of operation: Operation) -> [EntityID] {
    switch operation {
    case .read(let read): return entities(of: read.projection)
    case .write(let statements, _): return statements.flatMap(entities)
    case .sql: return []
    }
  }

  private static func entities(of projection: Projection) -> [EntityID] {
    [projection.entity] + projection.children.flatMap { entities(of: $0.projection) }
  }

  private static func entities(of statement: WriteStatement) -> [EntityID] {
    switch statement {
    case .insert(let id, _, _), .update(let id, _, _, _, _), .upsert(let id, _, _, _, _),
      .delete(let id, _, _, _):
      [id]
    case .forEach(_, let body, _): body.flatMap(entities)
    }
  }
}
