import DBModelDesign
import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Fixed designs: the tables a team already has.
struct DesignResolver {
  let context: Context
  let workload: Workload

  init(_ context: Context, _ workload: Workload) {
    self.context = context
    self.workload = workload
  }

  /// A design as written, of the kind its store is of.
  private enum Design {
    case keyed(FixedDesign)
    case relational(FixedSQLDesign)
  }

  func resolve(_ declarations: Declarations) -> (keyed: [FixedDesign], sql: [FixedSQLDesign]) {
    var keyed: [FixedDesign] = []
    var sql: [FixedSQLDesign] = []
    for declaration in declarations.designs {
      guard let design = design(declaration), !declaration.isDuplicate else { continue }
      switch design {
      case .keyed(let tables): keyed.append(tables)
      case .relational(let tables): sql.append(tables)
      }
    }
    return (keyed, sql)
  }

  private func design(_ declaration: Declaration) -> Design? {
    var head = ClauseCursor(clause: declaration.clause, sink: context.sink)
    head.advance()
    head.advance()
    if declaration.name == "of", head.current?.isWord("of") == false {
      head.fail(
        NameMessage.missingItem(
          "the name of the design",
          at: head.previousSpan,
          forms: ["design NAME of main { … }"]
        )
      )
      return nil
    }
    guard head.takeWord("of") != nil else {
      head.failMissing("`of` and a store", forms: ["design \(declaration.name) of main { … }"])
      return nil
    }
    guard let name = head.expectName("a store") else { return nil }
    let block = head.takeNode(.block)
    if block == nil { head.failMissing("the tables", forms: ["{ table NAME { … } }"]) }
    head.finish()
    guard let store = context.store(named: name), !head.hasFailed else { return nil }
    let sheet = ClauseSheet(block, .design, sink: context.sink)
    if let recorder = context.recorder {
      recorder.push(recorder.symbol(.design, declaration.name))
    }
    defer { context.recorder?.pop() }
    return workload[store].kind == .dynamodb
      ? .keyed(keyed(declaration, store, sheet)) : .relational(sql(declaration, store, sheet))
  }

  private func keyed(_ declaration: Declaration, _ store: StoreID, _ sheet: ClauseSheet)
    -> FixedDesign
  {
    var firsts: [String: SourceSpan] = [:]
    let tables = sheet.nodes("table").compactMap { node -> DynamoDBTable? in
      TableReader(context: context, workload: workload, store: store, node: node)
        .read(&firsts)
    }
    return FixedDesign(
      name: declaration.name,
      store: store,
      tables: DynamoDBDesign(
        store: store,
        origin: .fixed(name: declaration.name),
        tables: tables,
        span: declaration.clause.span
      ),
      span: declaration.clause.span
    )
  }

  private func sql(_ declaration: Declaration, _ store: StoreID, _ sheet: ClauseSheet)
    -> FixedSQLDesign
  {
    var names = SQLTableReader.Names()
    let tables = sheet.nodes("table").compactMap { node in
      SQLTableReader(context: context, workload: workload, store: store, node: node).read(&names)
    }
    return FixedSQLDesign(
      name: declaration.name,
      store: store,
      tables: tables,
      nameSpan: declaration.nameSpan,
      span: declaration.clause.span
    )
  }
}
