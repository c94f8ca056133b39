import DBModelDesign
import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// The columns of a table and the entity whose rows it holds.
struct SQLRow {
  let entity: EntityID
  let columns: [Column]

  func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}

/// Reads `row Order { order_id: id, city: home.city }`.
struct SQLRowReader {
  let context: Context
  let workload: Workload
  let store: StoreID

  private var sink: FindingSink { context.sink }

  /// - Parameter firsts: Where the rows of each entity stand already.
  func read(_ node: SyntaxNode, _ firsts: inout [EntityID: SourceSpan]) -> SQLRow? {
    var head = ClauseCursor(clause: node, sink: sink)
    head.advance()
    guard let name = head.expectName("an entity") else { return nil }
    let block = head.takeNode(.block)
    if block == nil { head.failMissing("the columns", forms: ["{ id: id }"]) }
    head.finish()
    guard let id = context.entity(named: name), let block, !head.hasFailed else { return nil }
    guard isHeld(id) else {
      sink.report(
        Diagnostic(
          NameRules.notInStore,
          "the rows of `\(name.value)` do not stand in `\(workload[store].name)`",
          at: Label(name.span),
          secondary: [Label(workload[id].nameSpan, "declared here")],
          notes: ["an entity stands in its own store, and where a `flow` copies it"],
          help: ["write its rows down in a design of its own store"]
        )
      )
      return nil
    }
    if let first = firsts[id] {
      sink.report(
        Diagnostic(
          NameRules.duplicateName,
          "the rows of `\(name.value)` stand in two tables",
          at: Label(name.span, "again here"),
          secondary: [Label(first, "first here")],
          help: ["keep the table that holds them"]
        )
      )
      return nil
    }
    firsts[id] = name.span
    return columns(block, of: id, name).map { SQLRow(entity: id, columns: $0) }
  }

  /// At home in the store, or copied there.
  private func isHeld(_ id: EntityID) -> Bool {
    workload[id].home == store
      || workload.flows.contains { flow in
        flow.destination == store && flow.entities.contains { $0.value == id }
      }
  }

  private func columns(_ block: SyntaxNode, of id: EntityID, _ name: Located<String>) -> [Column]? {
    var columns: [Column] = []
    var firsts: [String: SourceSpan] = [:]
    var isBroken = false
    for group in block.flatGroups where !group.children.isEmpty {
      var cursor = ClauseCursor(clause: group, sink: sink)
      guard let label = cursor.takeNode(.label), let column = label.name else {
        cursor.failMissing("a column with its field", forms: ["order_id: id"])
        isBroken = true
        continue
      }
      let span = label.segmentSpans.first ?? label.span
      let path = cursor.expectPath("a field")
      if path != nil { cursor.finish() }
      guard let path, !cursor.hasFailed, let field = field(path, of: id) else {
        isBroken = true
        continue
      }
      if let first = firsts[column] {
        sink.report(NameMessage.duplicate("column", column, span, first: first))
        isBroken = true
        continue
      }
      firsts[column] = span
      if let recorder = sink.recorder {
        recorder.declare(.keyAttribute, column, at: span, in: recorder.owner)
      }
      columns.append(Column(name: column, field: field.id, isNullable: field.isOptional))
    }
    if columns.isEmpty, !isBroken {
      sink.report(
        NameMessage.missingItem(
          "a column of `\(name.value)`",
          at: name.span,
          forms: ["order_id: id"]
        )
      )
      return nil
    }
    return isBroken ? nil : columns
  }

  private func field(_ path: Located<String>, of id: EntityID) -> Field? {
    let entity = workload[id]
    if let field = entity.fields.first(where: { $0.name == path.value }) {
      context.recordField(path.value.split(separator: ".").map(String.init), of: id, at: path.span)
      return field
    }
    sink.report(
      NameMessage.unknown(
        "field",
        path.value,
        path.span,
        among: entity.fields.map(\.name),
        in: " in `\(entity.name)`"
      )
    )
    return nil
  }
}
