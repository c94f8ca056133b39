import DBModelDesign
import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Reads one table of a fixed design of a relational store.
struct SQLTableReader {
  /// What has been named in the design so far.
  struct Names {
    var tables: [String: SourceSpan] = [:]
    var entities: [EntityID: SourceSpan] = [:]
    var indexes: [String: SourceSpan] = [:]
  }

  let context: Context
  let workload: Workload
  let store: StoreID
  let node: SyntaxNode

  private var sink: FindingSink { context.sink }

  func read(_ names: inout Names) -> FixedSQLTable? {
    var head = ClauseCursor(clause: node, sink: sink)
    head.advance()
    guard let name = head.expectName("the name of the table") else { return nil }
    guard let block = head.takeNode(.block) else {
      head.failMissing("the table's row and key", forms: ["{ row Order { id: id } key id }"])
      return nil
    }
    head.finish()
    if let first = names.tables[name.value] {
      sink.report(NameMessage.duplicate("table", name.value, name.span, first: first))
      return nil
    }
    names.tables[name.value] = name.span
    // An index has its name in the table on MySQL, and in the schema elsewhere.
    if workload[store].kind == .auroraMySQL { names.indexes = [:] }
    if let recorder = sink.recorder {
      recorder.push(recorder.declare(.table, name.value, at: name.span, in: recorder.owner))
    }
    defer { sink.recorder?.pop() }
    let sheet = ClauseSheet(block, .sqlTable, sink: sink) {
      DesignWords.note($0, in: workload[store])
    }
    guard let rowNode = sheet.node("row") else {
      if !DesignWords.hasForeign(block, .sqlTable) {
        sink.report(
          NameMessage.missingItem(
            "the row of the table",
            at: name.span,
            forms: ["row Order { id: id }"]
          )
        )
      }
      return nil
    }
    guard
      let row = SQLRowReader(context: context, workload: workload, store: store)
        .read(rowNode, &names.entities)
    else { return nil }
    guard sheet.head(of: "key") != nil else {
      sink.report(
        NameMessage.missingItem(
          "the key of the table",
          at: name.span,
          forms: ["key \(row.columns.first?.name ?? "id")"]
        )
      )
      return nil
    }
    guard let (schema, spans) = schema(named: name.value, sheet, row, &names) else { return nil }
    return FixedSQLTable(
      schema: schema,
      nameSpan: name.span,
      span: node.span,
      indexSpans: spans
    )
  }

  /// Everything behind the row. All of it is read, so that each mistake is said at once.
  private func schema(
    named name: String,
    _ sheet: ClauseSheet,
    _ row: SQLRow,
    _ names: inout Names
  ) -> (table: RelationalTable, indexSpans: [SourceSpan])? {
    let key = sheet.node("key").flatMap { columns($0, row, allowsOrder: false) }
    if let key, !isNeverNull(key, row) { return nil }
    var uniques: [(name: String, columns: [String])] = []
    for clause in sheet.nodes("unique") {
      guard let list = columns(clause, row, allowsOrder: false) else { continue }
      let columns = list.map(\.column.column)
      uniques.append(("\(name)_\(columns.joined(separator: "_"))_key", columns))
    }
    var indexes: [TableIndex] = []
    var spans: [SourceSpan] = []
    for clause in sheet.nodes("index") {
      guard let index = index(clause, row, &names.indexes) else { continue }
      indexes.append(index)
      spans.append(clause.span)
    }
    guard let key else { return nil }
    let table = RelationalTable(
      name: name,
      entity: row.entity,
      columns: row.columns,
      primaryKey: key.map(\.column.column),
      uniques: uniques,
      foreignKeys: [],
      checks: [],
      indexes: indexes,
      comment: nil
    )
    return (table, spans)
  }

  private func isNeverNull(_ key: [(column: IndexColumn, span: SourceSpan)], _ row: SQLRow) -> Bool
  {
    for part in key {
      guard let column = row.column(part.column.column), column.isNullable else { continue }
      sink.report(
        Diagnostic(
          NameRules.typeMismatch,
          "`\(column.name)` may be missing, and a primary key holds no null",
          at: Label(part.span),
          secondary: [Label(workload[row.entity][column.field].span, "optional here")],
          help: ["choose a column that every row has"]
        )
      )
      return false
    }
    return true
  }

  /// `index by_state { key state, placed_at descending }`.
  private func index(_ node: SyntaxNode, _ row: SQLRow, _ firsts: inout [String: SourceSpan])
    -> TableIndex?
  {
    var head = ClauseCursor(clause: node, sink: sink)
    head.advance()
    guard let name = head.expectName("the name of the index") else { return nil }
    let block = head.takeNode(.block)
    if block == nil { head.failMissing("the key of the index", forms: ["{ key a, b }"]) }
    head.finish()
    if let first = firsts[name.value] {
      sink.report(NameMessage.duplicate("index", name.value, name.span, first: first))
      return nil
    }
    firsts[name.value] = name.span
    if let recorder = sink.recorder {
      recorder.declare(.index, name.value, at: name.span, in: recorder.owner)
    }
    guard let block, !head.hasFailed else { return nil }
    let sheet = ClauseSheet(block, .sqlIndex, sink: sink) {
      DesignWords.note($0, in: workload[store])
    }
    guard let key = sheet.node("key") else {
      if !DesignWords.hasForeign(block, .sqlIndex) {
        sink.report(
          NameMessage.missingItem("the key of the index", at: name.span, forms: ["key a, b"])
        )
      }
      return nil
    }
    guard let list = columns(key, row, allowsOrder: true) else { return nil }
    return TableIndex(name: name.value, columns: list.map(\.column), isUnique: false, wantedBy: [])
  }

  /// The columns behind `key` or `unique`; each stands once.
  private func columns(_ node: SyntaxNode, _ row: SQLRow, allowsOrder: Bool)
    -> [(column: IndexColumn, span: SourceSpan)]?
  {
    var cursor = ClauseCursor(clause: node, sink: sink)
    cursor.advance()
    var found: [(column: IndexColumn, span: SourceSpan)] = []
    repeat {
      guard let name = cursor.expectName("a column") else { return nil }
      guard row.column(name.value) != nil else {
        cursor.fail(unknown(name, row))
        return nil
      }
      if found.contains(where: { $0.column.column == name.value }) {
        cursor.fail(NameMessage.standsTwice(name, "in this list"))
        return nil
      }
      if let recorder = sink.recorder {
        recorder.refer(.keyAttribute, name.value, at: name.span, in: recorder.owner)
      }
      let order = allowsOrder ? cursor.takeWord(among: ["descending", "ascending"]) : nil
      let column = IndexColumn(name.value, isDescending: order?.value == "descending")
      found.append((column, name.span))
    } while cursor.nextGroup()
    cursor.finish()
    return cursor.hasFailed ? nil : found
  }

  /// A name that is no column; people write the field that stands in one.
  private func unknown(_ name: Located<String>, _ row: SQLRow) -> Diagnostic {
    let column = row.columns.first { workload[row.entity][$0.field].name == name.value }
    guard let column else {
      return NameMessage.unknown(
        "column",
        name.value,
        name.span,
        among: row.columns.map(\.name),
        in: " in this table"
      )
    }
    return Diagnostic(
      NameRules.unknownName,
      "there is no column \(NameMessage.quote(name.value)) in this table",
      at: Label(name.span),
      notes: ["the field `\(name.value)` stands in the column `\(column.name)`"],
      help: ["write the column: `\(column.name)`"],
      fixes: [
        Fix(
          "write `\(column.name)`",
          edits: [TextEdit(name.span, column.name)],
          applicability: .suggest
        )
      ]
    )
  }
}
