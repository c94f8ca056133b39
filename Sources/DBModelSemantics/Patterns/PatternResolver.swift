import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Resolves one access pattern.
struct PatternResolver {
  let context: Context
  let declaration: Declaration
  let parameters = ParameterTable()
  let sheet: ClauseSheet

  static func resolveAll(_ declarations: Declarations, _ context: Context) {
    let memory = context.memory
    var resolved: [(declaration: Declaration, pattern: AccessPattern)] = []
    for declaration in declarations.patterns {
      let id = PatternID(context.patterns.count)
      if context.recorder == nil, let pattern = memory.pattern(declaration)?.placed(at: id) {
        context.patterns.append(pattern)
        resolved.append((declaration, pattern))
        continue
      }
      if let recorder = context.recorder {
        recorder.push(recorder.symbol(.pattern, declaration.name))
      }
      defer { context.recorder?.pop() }
      let before = (context.sink.diagnostics.count, context.traces.count)
      guard var pattern = PatternResolver(declaration, context).resolve(id),
        !declaration.isDuplicate
      else { continue }
      // A profile that a skew names is looked for each time.
      if (context.sink.diagnostics.count, context.traces.count) == before {
        if let identity = memory.identity(declaration) {
          pattern = pattern.identified(as: identity)
        }
        resolved.append((declaration, pattern))
      }
      context.patterns.append(pattern)
    }
    context.memory = memory.remembering(resolved)
  }

  private init(_ declaration: Declaration, _ context: Context) {
    self.declaration = declaration
    self.context = context
    sheet = ClauseSheet(declaration.block, .access, sink: context.sink)
  }

  private func resolve(_ id: PatternID) -> AccessPattern? {
    var cursor = ClauseCursor(clause: declaration.clause, sink: context.sink)
    cursor.advance()
    if let call = cursor.current, call.kind == .call {
      ParameterReader(context: context).read(call, into: parameters)
    }
    cursor.advance()
    var store: Located<StoreID>?
    if cursor.takeWord("on") != nil {
      guard let name = cursor.expectName("a store") else { return nil }
      store = context.store(named: name).map { Located($0, name.span) }
    }
    if cursor.current?.kind == .block {
      cursor.advance()
    } else {
      cursor.failMissing("the block of the pattern", forms: ["{ read … }"])
    }
    cursor.finish()
    let operation = operation(on: store?.value)
    let load = LoadReader(
      context: context,
      declaration: declaration,
      sheet: sheet,
      parameters: parameters
    ).read()
    guard let operation else { return nil }
    let pattern = AccessPattern(
      id: id,
      name: declaration.name,
      documentation: declaration.documentation,
      parameters: parameters.parameters,
      operation: operation,
      store: store,
      services: load.services,
      rate: load.rate,
      schedule: load.schedule,
      skews: load.skews,
      consistency: load.consistency,
      latency: load.latency,
      rows: load.rows,
      failsShare: load.failsShare,
      idempotency: load.idempotency,
      shapes: load.shapes,
      jointSkews: load.jointSkews,
      isolation: isolation(),
      nameSpan: declaration.nameSpan,
      span: declaration.clause.span
    )
    PatternRules(context: context, sheet: sheet, parameters: parameters).check(pattern)
    return pattern
  }

  /// What the pattern does: exactly one of a question, changes, or SQL.
  private func operation(on store: StoreID?) -> Operation? {
    let kinds: [(name: String, words: [String])] = [
      ("read", ["read"]), ("write", ["insert", "update", "upsert", "delete", "for"]),
      ("transaction", ["transaction"]), ("sql", ["sql"]),
    ]
    let found = kinds.compactMap { kind in
      sheet.clauses.first { kind.words.contains($0.name) }.map { (kind.name, $0) }
    }
    guard let first = found.first else {
      if let block = declaration.block, sheet.clauses.count == block.clauses.count {
        context.sink.report(
          NameMessage.missingItem(
            "what `\(declaration.name)` does",
            at: declaration.nameSpan,
            forms: ["read", "insert", "update", "upsert", "delete", "transaction", "sql"]
          )
        )
      }
      return nil
    }
    if found.count > 1 {
      context.sink.report(
        conflict(found[1].1.name, found[1].1.head, with: found[0].1.name, found[0].1.head)
      )
      return nil
    }
    guard checkCompanions(first.0) else { return nil }
    switch first.0 {
    case "read": return read(first.1.node)
    case "sql":
      let reader = SQLReader(
        context: context,
        sheet: sheet,
        parameters: parameters,
        store: store
      )
      return reader.read(first.1.node).map { .sql($0) }
    case "transaction": return transaction(first.1.node)
    default:
      let reader = StatementReader(context: context, parameters: parameters)
      let changes = sheet.clauses.filter { kinds[1].words.contains($0.name) }
      if changes.count > 1, let second = changes.dropFirst().first {
        context.sink.report(
          Diagnostic(
            NameRules.conflicting,
            "several changes stand in a transaction",
            at: Label(second.head, "a second change"),
            secondary: [Label(changes[0].head, "the first one")],
            help: ["write `transaction { … }` around them, or make them patterns of their own"]
          )
        )
        return nil
      }
      let statements = changes.map { reader.read($0.node, $0.name) }
      let known = statements.compactMap { $0 }
      return known.count == statements.count ? .write(known, isTransaction: false) : nil
    }
  }

  private func conflict(
    _ name: String,
    _ span: SourceSpan,
    with other: String,
    _ otherSpan: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      NameRules.conflicting,
      "`\(name)` does not go with `\(other)`",
      at: Label(span),
      secondary: [Label(otherSpan, "`\(other)` stands here")],
      help: ["keep one of the two"]
    )
  }

  /// Clauses that belong to another kind of operation.
  private func checkCompanions(_ kind: String) -> Bool {
    let reading = ["where", "order", "limit", "page", "group"]
    let forbidden: [String]
    switch kind {
    case "read": forbidden = ["returns", "fails", "idempotent", "reads", "writes"]
    case "sql": forbidden = reading + ["rows", "fails", "idempotent"]
    default: forbidden = reading + ["returns", "reads", "writes"]
    }
    guard let wrong = sheet.clauses.first(where: { forbidden.contains($0.name) }),
      let operation = sheet.clauses.first(where: {
        ["read", "insert", "update", "upsert", "delete", "for", "transaction", "sql"]
          .contains($0.name)
      })
    else { return true }
    context.sink.report(conflict(wrong.name, wrong.head, with: operation.name, operation.head))
    return false
  }

  /// `transaction serializable { … }`; a mistake in it is reported where the changes are read.
  private func isolation() -> Located<Isolation>? {
    guard let item = sheet.node("transaction")?.groupItems.first?.dropFirst().first,
      let level = item.word.flatMap({ Isolation(rawValue: $0) })
    else { return nil }
    return Located(level, item.span)
  }

  private func transaction(_ node: SyntaxNode) -> Operation? {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    cursor.advance()
    if cursor.current?.kind == .path {
      guard cursor.expectWord(among: Isolation.allCases.map(\.rawValue), "isolation") != nil else {
        return nil
      }
    }
    guard let block = cursor.takeNode(.block) else {
      cursor.failMissing("the changes", forms: ["transaction { … }"])
      return nil
    }
    cursor.finish()
    let reader = StatementReader(context: context, parameters: parameters)
    guard let statements = reader.read(block: block) else { return nil }
    if statements.isEmpty {
      context.sink.report(
        NameMessage.missingItem("a change", at: block.span, forms: ["insert", "update", "delete"])
      )
      return nil
    }
    return .write(statements, isTransaction: true)
  }

  private func read(_ node: SyntaxNode) -> Operation? {
    QuestionReader(
      context: context,
      sheet: sheet,
      parameters: parameters
    ).read(node).map { .read($0) }
  }
}
