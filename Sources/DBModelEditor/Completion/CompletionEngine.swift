import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// Decides what can stand at the cursor. Each kind of place has an extension of its own.
struct CompletionEngine {
  let snapshot: EditorSnapshot
  let context: CompletionContext
  let rows: RowScope
  let parameters: ParameterScope
  private var items: [EditorCompletion] = []
  private var labels: Set<String> = []

  init(snapshot: EditorSnapshot, context: CompletionContext) {
    self.snapshot = snapshot
    self.context = context
    rows = RowScope(workload: snapshot.model.workload)
    parameters = ParameterScope(context, rows)
  }

  /// The proposals; those that begin as the word at the cursor does come first.
  var result: [EditorCompletion] {
    let typed = context.prefix.lowercased()
    var first: [EditorCompletion] = []
    var rest: [EditorCompletion] = []
    for item in items {
      let name = item.label.drop { $0 == "$" || $0 == "." }.lowercased()
      if typed.isEmpty || name.hasPrefix(typed) { first.append(item) } else { rest.append(item) }
    }
    return (first + rest).enumerated().map { rank, item in
      var item = item
      item.rank = rank
      return item
    }
  }

  mutating func complete() {
    if let text = context.text { return completeText(text) }
    switch context.sigil {
    case .parameter: return completeParameter()
    case .enumerationCase: return completeCases(withPoint: true)
    case .none: break
    }
    if afterNumber() { return }
    guard let frame = context.frames.last else { return completeFile() }
    if frame.isBlock { completeBlock(frame) } else { completeParentheses(frame) }
  }

  mutating func add(
    _ label: String,
    _ kind: EditorCompletion.Kind,
    detail: String = "",
    documentation: String? = nil,
    insert: String? = nil,
    isSnippet: Bool = false
  ) {
    guard labels.insert(label).inserted else { return }
    items.append(
      EditorCompletion(
        label: label,
        kind: kind,
        detail: detail,
        documentation: documentation,
        replaced: context.replaced,
        insertion: insert ?? label,
        isSnippet: isSnippet,
        rank: 0
      )
    )
  }

  mutating func add(words: [String], detail: String = "") {
    for word in words { add(word, .keyword, detail: detail) }
  }

  /// Whether a proposal of this label stands already.
  func has(_ label: String) -> Bool { labels.contains(label) }
}

extension CompletionEngine {
  /// The last token before the word.
  var previous: SyntaxToken? { context.clause.last }

  /// The tokens since the last comma of the clause.
  var part: ArraySlice<SyntaxToken> {
    guard let comma = context.clause.lastIndex(where: { $0.kind == .comma }) else {
      return context.clause[...]
    }
    return context.clause[(comma + 1)...]
  }

  /// The first word of the clause.
  var head: String { context.clause.first?.text ?? "" }

  func previousIs(_ words: String...) -> Bool {
    previous.map { words.contains($0.text) } ?? false
  }

  mutating func addEntities(detail: String = "") {
    for entity in snapshot.model.workload.entities {
      if case .link = entity.origin { continue }
      add(entity.name, .entity, detail: detail, documentation: entity.documentation)
    }
  }

  mutating func addStores(_ isWanted: (Store) -> Bool = { _ in true }) {
    for store in snapshot.model.workload.stores where isWanted(store) {
      add(store.name, .store, detail: store.kind.rawValue, documentation: store.documentation)
    }
  }

  mutating func addServices() {
    for service in snapshot.model.workload.services { add(service.name, .service) }
  }

  /// Attributes and ways back of rows, or members of a structure.
  mutating func addSteps(
    from place: NamePlace,
    where isWanted: (NameStep) -> Bool = { _ in true },
    opensBlocks: Bool = false
  ) {
    for step in rows.steps(from: place) where isWanted(step) {
      let opens = opensBlocks && step.isRelationship
      add(
        step.name,
        step.isRelationship ? .relationship : .attribute,
        detail: step.detail,
        documentation: step.documentation,
        insert: opens && step.isMany ? "\(step.name) { $1 }" : step.name,
        isSnippet: opens && step.isMany
      )
    }
  }

  mutating func addDistributions() {
    for form in LanguageVocabulary.distributionForms {
      let name = String(form.prefix { $0.isLetter })
      add(name, .snippet, detail: form, insert: Snippet.make(form), isSnippet: form != name)
    }
  }

  /// The clauses of a kind of declaration that are not given yet, required ones first.
  mutating func addClauses(of owner: String, given: Set<String>, except: Set<String> = []) {
    let all = LanguageVocabulary.clauses.filter { $0.owner == owner }
    let left = all.filter { clause in
      !except.contains(clause.name) && (clause.isRepeatable || !given.contains(clause.name))
    }
    let isFirst = { (clause: LanguageVocabulary.Clause) in
      clause.isRequired && !given.contains(clause.name)
    }
    for clause in left.filter(isFirst) + left.filter({ !isFirst($0) }) {
      add(
        clause.name,
        .snippet,
        detail: clause.form,
        insert: Snippet.make(clause.form),
        isSnippet: true
      )
    }
  }

  /// Words that may follow in a clause, by its form.
  mutating func addWords(ofClause name: String, in owner: String) {
    let used = Set(context.clause.map(\.text))
    let forms = LanguageVocabulary.clauses.filter { $0.owner == owner && $0.name == name }
    for form in forms {
      for word in Snippet.words(form.form) where !used.contains(word) { add(word, .keyword) }
    }
  }

  /// The first words of the clauses that stand in the innermost block already, before and behind
  /// the cursor.
  func givenClauses() -> Set<String> {
    guard let frame = context.frames.last else { return [] }
    var found: Set<String> = []
    var depth = 0
    let tokens = context.tree.tokens
    var isFirst = true
    for index in (frame.open.index + 1)..<max(frame.open.index + 1, tokens.endIndex) {
      let token = tokens[index]
      if depth == 0, token.kind == .rightBrace || token.kind == .endOfFile { break }
      let atMargin =
        token.span.lower == 0 || context.tree.file.bytes[token.span.lower - 1] == 0x0A
      if atMargin, token.kind == .word, index > frame.open.index + 1 { break }
      if depth == 0, token.startsLine || isFirst, token.kind == .word,
        token.span.upper < context.replaced.lower || token.span.lower > context.replaced.upper
      {
        found.insert(token.text)
      }
      isFirst = false
      switch token.kind {
      case .leftBrace, .leftParen: depth += 1
      case .rightBrace, .rightParen: depth -= 1
      default: break
      }
    }
    return found
  }
}
