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

  func resolve(_ declarations: Declarations) -> [FixedDesign] {
    declarations.designs.compactMap { declaration in
      let design = design(declaration)
      return declaration.isDuplicate ? nil : design
    }
  }

  private func design(_ declaration: Declaration) -> FixedDesign? {
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
    guard workload[store].kind == .dynamodb else {
      context.sink.report(
        Diagnostic(
          NameRules.typeMismatch,
          "only the tables of a dynamodb store are written down",
          at: Label(name.span),
          notes: ["`\(name.value)` is a store of the kind \(workload[store].kind.rawValue)"],
          help: ["name a dynamodb store"]
        )
      )
      return nil
    }
    let sheet = ClauseSheet(block, .design, sink: context.sink)
    var firsts: [String: SourceSpan] = [:]
    if let recorder = context.recorder {
      recorder.push(recorder.symbol(.design, declaration.name))
    }
    let tables = sheet.nodes("table").compactMap { node -> DynamoDBTable? in
      TableReader(context: context, workload: workload, store: store, node: node)
        .read(&firsts)
    }
    context.recorder?.pop()
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
}
