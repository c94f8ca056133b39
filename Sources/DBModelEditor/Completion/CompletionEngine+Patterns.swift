import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// The clauses of an access pattern.
extension CompletionEngine {
  private static let changes: Set<String> = ["insert", "update", "upsert", "delete", "for"]
  private static let questions: Set<String> = ["where", "order", "limit", "page", "group"]

  mutating func pattern() {
    guard !context.clause.isEmpty else {
      addPatternClauses()
      if let first = context.continued.first?.text { continuation(first) }
      return
    }
    patternClause()
  }

  mutating func statements() {
    guard context.clause.isEmpty else { return patternClause() }
    let except = Set(LanguageVocabulary.clauses.map(\.name)).subtracting(Self.changes)
    addClauses(of: "an access pattern", given: [], except: except)
    if let first = context.continued.first?.text { continuation(first) }
  }

  /// What the pattern does comes first, then what every pattern needs.
  private mutating func addPatternClauses() {
    let given = givenClauses()
    var except: Set<String> = []
    let operations = Self.changes.union(["read", "transaction", "sql"])
    let operation = given.first { operations.contains($0) }
    switch operation {
    case "read":
      except = operations.union(["returns", "fails", "idempotent"])
      if given.contains("limit") { except.insert("page") }
      if given.contains("page") { except.insert("limit") }
    case "sql": except = operations.union(Self.questions).union(["rows", "fails", "idempotent"])
    case nil:
      let owner = LanguageVocabulary.clauses.filter { $0.owner == "an access pattern" }
      for clause in owner where operations.contains(clause.name) {
        let text = Snippet.make(clause.form)
        add(clause.name, .snippet, detail: clause.form, insert: text, isSnippet: true)
      }
      except = Self.questions.union(["returns", "rows", "fails", "idempotent"])
    default: except = operations.union(Self.questions).union(["returns"])
    }
    if given.contains("schedule") { except.insert("rate") }
    if given.contains("rate") { except.insert("schedule") }
    let needed = ["rate", "by", "latency"].filter { !given.contains($0) && !except.contains($0) }
    for name in needed {
      let form = LanguageVocabulary.clauses.first {
        $0.owner == "an access pattern" && $0.name == name
      }?.form
      guard let form else { continue }
      add(name, .snippet, detail: form, insert: Snippet.make(form), isSnippet: true)
    }
    addClauses(of: "an access pattern", given: given, except: except)
  }

  /// Words that may go on with a clause on the next line.
  private mutating func continuation(_ first: String) {
    switch first {
    case "where": add(words: ["and", "or"])
    case "update", "upsert": add(words: ["set", "if", "and", "or"])
    case "delete": add(words: ["if", "and", "or"])
    default: break
    }
  }

  private mutating func patternClause() {
    switch head {
    case "read", "update", "upsert", "delete":
      if context.clause.count == 1 { return addEntities() }
      if context.clause.count == 2 { return add(words: ["where"]) }
      expression()
    case "where": expression()
    case "order":
      if part.isEmpty || context.clause.count == 1 { return addOutputsAndFields() }
      add(words: ["descending", "ascending"])
    case "group": if part.isEmpty || context.clause.count == 1 { addOutputsAndFields() }
    case "by":
      guard context.clause.count == 1 || previous?.kind == .comma else { return }
      let used = Set(context.clause.map(\.text))
      for service in snapshot.model.workload.services where !used.contains(service.name) {
        add(service.name, .service)
      }
    case "skew": skew()
    case "insert":
      for parameter in parameters.parameters where parameter.isNew {
        add("$\(parameter.name)", .parameter, detail: parameter.detail)
      }
    case "for":
      if context.clause.count == 2 { add(words: ["in"]) }
      if previous?.kind == .in {
        for parameter in parameters.parameters where parameter.isMany {
          add("$\(parameter.name)", .parameter, detail: parameter.detail)
        }
      }
    case "idempotent" where previousIs("by"): addParameters()
    case "schedule":
      if context.clause.count == 1 {
        add(words: ["daily", "hourly", "weekly", "monthly", "every"])
      } else if context.clause.contains(where: { $0.kind == .time }) {
        add(words: context.clause.last?.kind == .time ? ["UTC", "within"] : ["within"])
      }
    case "consistency":
      if context.clause.count == 1 {
        add(words: ["strong", "eventual", "read-your-writes"])
      } else if !previousIs("strong"), context.clause.count == 2 {
        add(words: ["within"])
      }
    case "latency":
      if context.clause.count > 1, previous?.kind == .word {
        add(words: ["p50", "p90", "p95", "p99", "p999"])
      }
    case "rows", "returns", "page": addWords(ofClause: head, in: "an access pattern")
    case "rate":
      if context.clause.count > 1 { add(words: ["peak"]) } else { add(words: ["unknown"]) }
    default: addWords(ofClause: head, in: "an access pattern")
    }
  }

  private mutating func skew() {
    if context.clause.count == 1 {
      if let first = context.chain.first {
        guard let parameter = parameters.find(first),
          let place = rows.follow(context.chain.dropFirst(), from: parameter.place)
        else { return }
        return addSteps(from: place) { !$0.isMany }
      }
      for parameter in parameters.parameters {
        add(parameter.name, .parameter, detail: parameter.detail)
      }
    } else if previous?.kind == .word,
      !LanguageVocabulary.distributions.contains(previous?.text ?? "")
    {
      addDistributions()
    } else if previous?.kind == .rightParen {
      add(words: ["largest first"])
    }
  }

  /// What is read of the rows at the end of a chain of nested braces.
  mutating func projection(_ frame: CompletionContext.Frame, _ outer: [CompletionContext.Frame]) {
    let frames = outer.dropFirst() + [frame]
    guard let read = frames.first, read.word == "read", read.head.count > 1,
      let entity = rows.entity(read.head[1].text)
    else { return }
    var place = NamePlace.rows(entity.id)
    for frame in frames.dropFirst() {
      // The name just before the brace leads on.
      guard let name = frame.head.last?.text, let next = rows.follow([name], from: place) else {
        return
      }
      place = next
    }
    if previous?.kind == .colon { return functions(inProjection: true) }
    guard part.isEmpty else { return }
    guard let reached = rows.follow(context.chain, from: place) else { return }
    let used = Set(context.clause.map(\.text))
    addSteps(from: reached, where: { !used.contains($0.name) }, opensBlocks: true)
    if context.chain.isEmpty { add("*", .keyword, detail: "every field") }
  }

  /// The entity whose rows the pattern reads.
  func readEntity() -> Entity? {
    guard let frame = context.frames.first(where: { $0.word == "access" && $0.isBlock }) else {
      return nil
    }
    let tokens = context.tree.tokens
    var index = frame.open.index + 1
    while index + 1 < tokens.endIndex {
      let token = tokens[index]
      let atMargin = context.tree.file.bytes[token.span.lower - 1] == 0x0A
      if atMargin { return nil }
      if token.startsLine || index == frame.open.index + 1, token.text == "read" {
        return rows.entity(tokens[index + 1].text)
      }
      index += 1
    }
    return nil
  }

  private mutating func addOutputsAndFields() {
    if context.chain.isEmpty, let name = context.declaration.dropFirst().first?.text,
      let pattern = snapshot.symbols.find(.pattern, name)
    {
      for output in snapshot.symbols.children(of: pattern.id) where output.kind == .output {
        add(output.name, .attribute, detail: "computed")
      }
    }
    guard let entity = readEntity(), let place = rows.follow(context.chain, from: .rows(entity.id))
    else { return }
    let used = Set(context.clause.map(\.text))
    addSteps(from: place) { !$0.isMany && !used.contains($0.name) }
  }

  mutating func addParameters() {
    for parameter in parameters.parameters {
      add("$\(parameter.name)", .parameter, detail: parameter.detail)
    }
  }

  /// Behind `$`, or behind a parameter and a point.
  mutating func completeParameter() {
    guard let first = context.chain.first else { return addParameters() }
    guard let parameter = parameters.find(first) else { return }
    var place = parameter.place
    for name in context.chain.dropFirst() {
      guard let step = rows.step(name, from: place) else { return }
      place = step.place
    }
    let keyOnly = !parameter.isNew && context.chain.count == 1
    addSteps(from: place) { !$0.isMany && (!keyOnly || $0.isKey) }
  }
}
