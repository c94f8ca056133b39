import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// Conditions, assignments and values.
extension CompletionEngine {
  /// The entity whose rows an expression at the cursor is about.
  func expressionEntity() -> Entity? {
    for frame in context.frames.reversed() where !frame.isBlock {
      if ["update", "upsert", "delete", "read"].contains(frame.word), frame.head.count > 1 {
        return rows.entity(frame.head[1].text)
      }
    }
    if ["update", "upsert", "delete", "read"].contains(head), context.clause.count > 1 {
      return rows.entity(context.clause[1].text)
    }
    return readEntity()
  }

  mutating func expression() {
    if let place = chainPlace() {
      return addSteps(from: place) { !$0.isMany }
    }
    guard context.chain.isEmpty else { return }
    guard let previous else { return operands() }
    switch previous.kind {
    case .where, .and, .or, .not, .if, .leftParen: operands()
    case .set: targets()
    case .comma:
      // Behind `set`, a comma begins the next change; elsewhere it separates values.
      let inSet = context.clause.last { $0.kind == .set || $0.kind == .where || $0.kind == .if }
      if inSet?.kind == .set, context.frames.last?.isBlock ?? true { targets() } else { values() }
    case .equalEqual, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .equal, .plusEqual,
      .minusEqual, .plus, .minus, .star, .in:
      values()
    default: operators()
    }
  }

  private func chainPlace() -> NamePlace? {
    guard !context.chain.isEmpty, let entity = expressionEntity() else { return nil }
    return rows.follow(context.chain, from: .rows(entity.id))
  }

  /// What a comparison begins with: fields, parameters, functions.
  private mutating func operands() {
    if let entity = expressionEntity() { addSteps(from: .rows(entity.id)) { !$0.isMany } }
    addParameters()
    add(words: ["not"])
    functions(inProjection: false)
  }

  /// What stands behind an operator: what fits the other side first.
  private mutating func values() {
    completeCases(withPoint: false)
    addParameters()
    if previous?.kind == .in, let entity = expressionEntity() {
      addSteps(from: .rows(entity.id)) { $0.isMany }
    }
    if let entity = expressionEntity() { addSteps(from: .rows(entity.id)) { !$0.isMany } }
    if previous?.kind != .in { add(words: ["null", "true", "false"]) }
    add("now", .function, insert: "now()")
    add("day", .function, insert: "day($1, UTC)", isSnippet: true)
  }

  private mutating func targets() {
    guard let entity = expressionEntity() else { return }
    let used = Set(context.clause.map(\.text))
    addSteps(from: .rows(entity.id)) { !$0.isMany && !$0.isKey && !used.contains($0.name) }
  }

  private mutating func operators() {
    let hasSet = context.clause.contains { $0.kind == .set }
    let hasIf = context.clause.contains { $0.kind == .if }
    if !hasSet || hasIf { add(words: ["and", "or", "in", "not in"]) }
    if head == "update" || head == "upsert", !hasSet { add(words: ["set"]) }
    if head == "update" || head == "upsert" || head == "delete", !hasIf { add(words: ["if"]) }
  }

  mutating func functions(inProjection: Bool) {
    if inProjection {
      for name in ["count", "sum", "min", "max", "avg"] {
        let argument = name == "count" ? "" : "$1"
        add(name, .function, insert: "\(name)(\(argument))", isSnippet: name != "count")
      }
      add("day", .function, insert: "day($1, UTC)", isSnippet: true)
      return
    }
    add("absent", .function, insert: "absent(\\$$1)", isSnippet: true)
    add("match", .function, insert: "match($1, \\$$2)", isSnippet: true)
    add("follows", .function, insert: "follows($1, \\$$2)", isSnippet: true)
    add("now", .function, insert: "now()")
    add("day", .function, insert: "day($1, UTC)", isSnippet: true)
  }

  /// The cases of the enumeration that the nearest name before the cursor holds.
  mutating func completeCases(withPoint: Bool) {
    guard let cases = nearestCases() else { return }
    for entry in cases {
      add(".\(entry.name)", .enumerationCase)
    }
  }

  private func nearestCases() -> [EnumerationCase]? {
    var tokens = context.clause
    for frame in context.frames.reversed() where !frame.isBlock { tokens = frame.head + tokens }
    // `set` and `where` of a statement in a transaction stand in its own clause.
    var index = tokens.count - 1
    while index >= 0 {
      if let place = place(endingAt: index, tokens), case .cases(let cases) = place { return cases }
      let kind = tokens[index].kind
      if kind == .and || kind == .or { return nil }
      index -= 1
    }
    return nil
  }

  /// Where the path leads whose last token stands at an index.
  private func place(endingAt index: Int, _ tokens: [SyntaxToken]) -> NamePlace? {
    guard tokens[index].kind == .word || tokens[index].kind == .parameter else { return nil }
    var path = [tokens[index]]
    var first = index
    while first >= 2, tokens[first - 1].kind == .dot, tokens[first].kind == .word {
      first -= 2
      path.insert(tokens[first], at: 0)
    }
    if path[0].kind == .parameter || head == "skew" || tokens.first?.text == "skew" {
      let name = path[0].kind == .parameter ? String(path[0].text.dropFirst()) : path[0].text
      guard let parameter = parameters.find(name) else { return nil }
      return rows.follow(path.dropFirst().map(\.text), from: parameter.place)
    }
    guard first == 0 || tokens[first - 1].kind != .dot else { return nil }
    guard let entity = expressionEntity() else { return nil }
    return rows.follow(path.map(\.text), from: .rows(entity.id))
  }

  /// Units behind a number; whether the cursor stands behind one.
  mutating func afterNumber() -> Bool {
    let bytes = context.tree.file.bytes
    let start = context.replaced.lower
    if start > 0, bytes[start - 1] == UInt8(ascii: "/"), context.chain.isEmpty {
      let isMoney = start > 3 && bytes[start - 2] == UInt8(ascii: "D")
      for unit in isMoney ? ["month"] : ["s", "min", "hour", "day", "month"] { add(unit, .unit) }
      return true
    }
    guard let previous, previous.kind == .number, context.chain.isEmpty else { return false }
    let text = previous.text
    // A number that has its unit attached is finished.
    if text.contains("/") || text.contains("%") || text.last == "x" { return false }
    for unit in units() { add(unit, .unit) }
    return false
  }

  private func units() -> [String] {
    let time = ["ms", "s", "min", "h", "days"]
    let words = context.clause.map(\.text)
    let before = context.clause.dropLast().last?.text ?? ""
    switch (head, before) {
    case (_, "fresh"), (_, "within"), (_, "for"), (_, "recent"): return time + ["months", "years"]
    case ("latency", _), ("lag", _), ("failover", _), ("rpo", _): return time
    case ("recovery", _), ("backup", _), ("backups", _), (_, "rotate"): return ["days"]
    case ("storage", _): return ["GB", "TB", "MB"]
    case ("cost", _), ("costs", _): return ["USD/month"]
    case ("serverless", _): return ["ACU"]
    default: break
    }
    let frame = context.frames.last
    if frame?.isBlock == false, frame?.head.last?.text == "recent" {
      return time + ["months", "years"]
    }
    if frame?.isBlock == false, frame?.head.last?.text == "hotset" { return ["keys"] }
    if frame?.word == "costs" { return ["USD/month"] }
    let isSized = words.contains("string") || words.contains("bytes") || words.contains("binary")
    if before == "avg", isSized { return ["B", "KB"] }
    if context.clause.contains(where: { $0.kind == .minus || $0.kind == .plus }) {
      return time + ["months", "years"]
    }
    return []
  }
}
