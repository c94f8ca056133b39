import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Stores: the head of each, and which clauses its kind has.
struct StoreResolver {
  let context: Context

  init(_ context: Context) { self.context = context }

  func resolve(_ declarations: Declarations) {
    context.mayLackStores = declarations.mayLackStores
    for declaration in declarations.stores { store(declaration) }
    ServiceResolver(context).resolve(declarations)
    let defaults = context.stores.filter(\.isDefault)
    if defaults.count > 1 {
      context.sink.report(
        NameMessage.repeated("default", defaults[1].nameSpan, first: defaults[0].nameSpan)
      )
    }
  }

  private func store(_ declaration: Declaration) {
    var cursor = ClauseCursor(clause: declaration.clause, sink: context.sink)
    cursor.advance()
    if cursor.current?.kind == .path, cursor.next?.word != nil {
      context.sink.report(missingColon(declaration))
    }
    cursor.advance()
    let kinds = StoreKind.allCases.map(\.rawValue)
    let word = cursor.expectWord(among: kinds, "kind of store")
    // A store of an unknown kind still stands for its name, so that nothing else is said of it.
    let kind = word.flatMap { StoreKind(rawValue: $0.value) } ?? .sqlite
    let isDefault = cursor.takeWord("default") != nil
    if cursor.current?.kind == .block { cursor.advance() }
    cursor.finish()
    var dynamoDB = DynamoDBSettings()
    var aurora = AuroraSettings()
    var mostIndexBytes: Located<Double>?
    if word != nil {
      let sheet = sheet(declaration.block, kind)
      switch kind {
      case .dynamodb: dynamoDB = DynamoDBSettingsReader(sheet: sheet, sink: context.sink).read()
      case .auroraPostgreSQL, .auroraMySQL:
        aurora = AuroraSettingsReader(sheet: sheet, kind: kind, sink: context.sink).read()
      case .sqlite: break
      }
      if kind.isRelational {
        mostIndexBytes = SharedSettings(sheet: sheet, sink: context.sink).mostIndexBytes()
      }
    }
    guard !declaration.isDuplicate else { return }
    let id = StoreID(context.stores.count)
    context.storeIDs[declaration.name] = id
    context.stores.append(
      Store(
        id: id,
        name: declaration.name,
        documentation: declaration.documentation,
        kind: kind,
        isDefault: isDefault,
        dynamoDB: dynamoDB,
        aurora: aurora,
        mostIndexBytes: mostIndexBytes,
        nameSpan: declaration.nameSpan,
        span: declaration.clause.span,
        blockSpan: declaration.block?.span,
        lastClauseSpan: declaration.block?.clauses.last?.span
      )
    )
  }

  private func missingColon(_ declaration: Declaration) -> Diagnostic {
    let span = declaration.nameSpan
    let end = SourceSpan(file: span.file, lower: span.upper, upper: span.upper)
    return Diagnostic(
      NameRules.missingPart,
      "`:` is missing between the name of a store and its kind",
      at: Label(span),
      help: ["write `\(declaration.name):`"],
      fixes: [Fix("write `\(declaration.name):`", edits: [TextEdit(end, ":")])]
    )
  }

  private func sheet(_ block: SyntaxNode?, _ kind: StoreKind) -> ClauseSheet {
    let table: Vocabulary =
      switch kind {
      case .dynamodb: .dynamoDBStore
      case .auroraPostgreSQL, .auroraMySQL: .auroraStore
      case .sqlite: .sqliteStore
      }
    return ClauseSheet(block, table, sink: context.sink) { word in
      let other = [Vocabulary.dynamoDBStore, .auroraStore].first { $0.form(of: word) != nil }
      return other.map { "`\(word)` is a clause of \($0.title)" }
    }
  }

  /// The entities an audit names; they are known only once entities are.
  func resolveAudits(_ declarations: Declarations) {
    for declaration in declarations.stores where !declaration.isDuplicate {
      guard let id = context.storeIDs[declaration.name],
        context.stores[id.rawValue].dynamoDB.audit != nil
      else { continue }
      let store = context.stores[id.rawValue]
      let entities = SharedSettings.auditedEntities(declaration.block, store, context)
      guard let audit = store.dynamoDB.audit, let entities else { continue }
      context.stores[id.rawValue].dynamoDB.audit = Located(
        CallAudit(events: audit.value.events, entities: entities),
        audit.span
      )
    }
  }
}
