import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// Inside braces: what the block is says what may stand there.
extension CompletionEngine {
  mutating func completeBlock(_ frame: CompletionContext.Frame) {
    let outer = context.frames.dropLast()
    switch (frame.word, outer.count) {
    case ("store", 0): clauses(of: storeOwner(frame))
    case ("service", 0): clauses(of: "a service")
    case ("flow", 0): flow(frame)
    case ("design", 0): clauses(of: "a design")
    case ("policy", 0): clauses(of: "a policy")
    case ("goals", 0): clauses(of: "goals")
    case ("struct", 0): attribute(allowsRows: false)
    case ("entity", 0): entity(frame)
    case ("access", 0): pattern()
    case ("table", 1) where outer.last?.word == "design":
      clauses(of: isRelational ? "a sql table" : "a table")
    case ("item", 2): item(frame)
    case ("row", 2): row(frame)
    case ("index", 2): index()
    case ("local", 2): index(isLocal: true)
    case ("transaction", _), ("for", _): statements()
    default: nested(frame, Array(outer))
    }
  }

  /// Clauses at the start of one, else the words that may follow.
  private mutating func clauses(of owner: String) {
    if context.clause.isEmpty { return addClauses(of: owner, given: givenClauses()) }
    let holdsEntity =
      (owner == "a table" && head == "item") || (owner == "a sql table" && head == "row")
    if holdsEntity, context.clause.count == 1 { return addEntities() }
    if owner == "a table", head == "local", context.clause.count == 1 {
      return add(words: ["index"])
    }
    addWords(ofClause: head, in: owner)
  }

  private func storeOwner(_ frame: CompletionContext.Frame) -> String {
    let kind = frame.head.lazy.compactMap { StoreKind(rawValue: $0.text) }.first
    switch kind {
    case .dynamodb: return "a dynamodb store"
    case .auroraPostgreSQL, .auroraMySQL: return "an aurora store"
    default: return "a sqlite store"
    }
  }

  private mutating func flow(_ frame: CompletionContext.Frame) {
    guard head == "entities", !context.clause.isEmpty else { return clauses(of: "a flow") }
    let used = Set(context.clause.map(\.text))
    let source = frame.head.dropFirst().first?.text
    for entity in snapshot.model.workload.entities where !used.contains(entity.name) {
      if case .link = entity.origin { continue }
      let stores = snapshot.model.workload.stores
      let isHome =
        entity.home.rawValue < stores.count && stores[entity.home.rawValue].name == source
      if isHome || source == nil { add(entity.name, .entity, documentation: entity.documentation) }
    }
  }

  private mutating func entity(_ frame: CompletionContext.Frame) {
    let own = frame.head.dropFirst().first.flatMap { rows.entity($0.text) }
    guard !context.clause.isEmpty else {
      return addClauses(of: "an entity", given: givenClauses())
    }
    switch head {
    case "key", "unique":
      let used = Set(context.clause.map(\.text))
      guard let own, part.isEmpty || context.clause.count == 1 else { return }
      addSteps(from: .rows(own.id)) { !$0.isMany && !used.contains($0.name) }
    case "lifecycle":
      guard let own, context.clause.count == 1 else { return }
      addSteps(from: .rows(own.id)) { if case .cases = $0.place { true } else { false } }
    case "count" where context.clause.count > 1 && context.clause[1].kind != .colon:
      add(words: ["growing"])
    default: attribute(allowsRows: true)
    }
  }

  /// Braces inside a clause of a declaration.
  private mutating func nested(
    _ frame: CompletionContext.Frame,
    _ outer: [CompletionContext.Frame]
  ) {
    guard let first = outer.first else { return }
    switch first.word {
    case "access": projection(frame, outer)
    case "entity":
      let own = first.head.dropFirst().first.flatMap { rows.entity($0.text) }
      if frame.word == "lifecycle" {
        lifecycle(frame, own)
      } else if frame.word == "variant" || isEnumeration(frame) {
        return
      } else {
        // A case of a variant holds attributes, a type in braces holds members.
        attribute(allowsRows: outer.last?.word == "variant")
      }
    case "struct": if !isEnumeration(frame) { attribute(allowsRows: false) }
    default: break
    }
  }

  private func isEnumeration(_ frame: CompletionContext.Frame) -> Bool {
    frame.head.last?.text == "enum"
  }

  private mutating func lifecycle(_ frame: CompletionContext.Frame, _ own: Entity?) {
    guard let own, frame.head.count > 1,
      case .cases(let cases)? = rows.follow([frame.head[1].text], from: .rows(own.id))
    else { return }
    let ready = context.clause.isEmpty || previous?.kind == .arrow || previous?.kind == .comma
    guard ready else { return }
    let used = Set(context.clause.map(\.text))
    for entry in cases where !used.contains(entry.name) { add(entry.name, .enumerationCase) }
  }

  /// Key attributes of a table, then fields of the entity.
  private mutating func item(_ frame: CompletionContext.Frame) {
    guard frame.head.count > 1, let entity = rows.entity(frame.head[1].text) else { return }
    if previous?.kind == .colon {
      guard let place = rows.follow(context.chain, from: .rows(entity.id)) else { return }
      return addSteps(from: place) { !$0.isMany }
    }
    guard context.clause.isEmpty || previous?.kind == .comma else { return }
    guard let table = tableSymbol() else { return }
    let used = Set(context.clause.map(\.text))
    for key in snapshot.symbols.children(of: table.id)
    where key.kind == .keyAttribute && !used.contains(key.name) {
      add(
        key.name,
        .attribute,
        detail: "key attribute",
        insert: "\(key.name): \"$1\"",
        isSnippet: true
      )
    }
  }

  /// Fields of the entity behind the colon of a column.
  private mutating func row(_ frame: CompletionContext.Frame) {
    guard previous?.kind == .colon, frame.head.count > 1,
      let entity = rows.entity(frame.head[1].text),
      let place = rows.follow(context.chain, from: .rows(entity.id))
    else { return }
    addSteps(from: place) { !$0.isMany }
  }

  /// Whether the design around the cursor is one of a relational store.
  private var isRelational: Bool {
    guard let name = context.frames.first?.head.last?.text else { return false }
    let store = snapshot.model.workload.stores.first { $0.name == name }
    return store.map { $0.kind != .dynamodb } ?? false
  }

  /// The table around the cursor.
  private func tableSymbol() -> Symbol? {
    guard let design = context.frames.first?.head.dropFirst().first?.text,
      let table = context.frames.first(where: { $0.word == "table" })?.head.dropFirst().first?.text,
      let owner = snapshot.symbols.find(.design, design)
    else { return nil }
    return snapshot.symbols.find(.table, table, in: owner.id)
  }

  private mutating func index(isLocal: Bool = false) {
    guard !context.clause.isEmpty else {
      let owner = isLocal ? "a local index" : isRelational ? "a sql index" : "an index"
      return clauses(of: owner)
    }
    if head == "project", context.clause.count == 1 { add(words: ["all", "keys"]) }
    guard context.chain.isEmpty, context.clause.count == 1 || previous?.kind == .comma else {
      return
    }
    let used = Set(context.clause.map(\.text))
    if let table = tableSymbol() {
      for key in snapshot.symbols.children(of: table.id)
      where key.kind == .keyAttribute && !used.contains(key.name) {
        add(key.name, .attribute, detail: "key attribute")
      }
    }
    for name in itemEntities() {
      guard let entity = rows.entity(name) else { continue }
      addSteps(from: .rows(entity.id)) { !$0.isMany && !used.contains($0.name) }
    }
  }

  /// The entities whose items the table around the cursor holds, before the cursor.
  private func itemEntities() -> [String] {
    let tokens = context.declaration
    return zip(tokens, tokens.dropFirst()).compactMap { a, b in
      a.text == "item" && a.startsLine && b.kind == .word ? b.text : nil
    }
  }
}
