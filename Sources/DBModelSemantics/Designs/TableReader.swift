import DBModelDesign
import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Reads one table of a fixed design.
struct TableReader {
  let context: Context
  let workload: Workload
  let store: StoreID
  let node: SyntaxNode

  private var sink: FindingSink { context.sink }

  func read(_ firsts: inout [String: SourceSpan]) -> DynamoDBTable? {
    var head = ClauseCursor(clause: node, sink: sink)
    head.advance()
    guard let name = head.expectName("the name of the table") else { return nil }
    guard let block = head.takeNode(.block) else {
      head.failMissing("the table's key and items", forms: ["{ key pk: string, sk: string }"])
      return nil
    }
    head.finish()
    if let first = firsts[name.value] {
      sink.report(NameMessage.duplicate("table", name.value, name.span, first: first))
      return nil
    }
    firsts[name.value] = name.span
    if let recorder = sink.recorder {
      recorder.push(recorder.declare(.table, name.value, at: name.span, in: recorder.owner))
    }
    defer { sink.recorder?.pop() }
    let sheet = ClauseSheet(block, .table, sink: sink) {
      DesignWords.note($0, in: workload[store])
    }
    if DesignWords.hasForeign(block, .table) { return nil }
    guard let keyNode = sheet.node("key") else {
      sink.report(
        NameMessage.missingItem(
          "the key of the table",
          at: name.span,
          forms: ["key pk: string, sk: string"]
        )
      )
      return nil
    }
    guard let key = key(keyNode) else { return nil }
    var layouts: [ItemLayout] = []
    var isBroken = false
    var seen: [EntityID: SourceSpan] = [:]
    for item in sheet.nodes("item") {
      guard let layout = layout(item, key) else {
        isBroken = true
        continue
      }
      if let first = seen[layout.entity] {
        sink.report(
          NameMessage.duplicate(
            "item",
            context.entityNames[layout.entity.rawValue],
            item.span,
            first: first
          )
        )
        continue
      }
      seen[layout.entity] = item.span
      layouts.append(layout)
    }
    // An index over items that were reported would only repeat their mistakes.
    if isBroken { return nil }
    if layouts.count > 1 {
      layouts = layouts.map { $0.with(typeTag: workload[$0.entity].name) }
    }
    let indexes = indexes(sheet, key, &layouts)
    return DynamoDBTable(
      name: name.value,
      partitionKey: key[0],
      sortKey: key.count > 1 ? key[1] : nil,
      layouts: layouts,
      indexes: indexes,
      timeToLive: timeToLive(layouts),
      hasStream: workload.flows.contains { flow in
        flow.source == store && flow.mechanism?.value == "stream"
          && flow.entities.contains { entity in layouts.contains { $0.entity == entity.value } }
      },
      span: name.span
    )
  }

  /// The global ones, then the local ones; their names differ. Items get the numbers of the shards
  /// that index keys are spread over.
  private func indexes(
    _ sheet: ClauseSheet,
    _ key: [KeyAttribute],
    _ layouts: inout [ItemLayout]
  ) -> [SecondaryIndex] {
    var names: [String: SourceSpan] = [:]
    var found: [SecondaryIndex] = []
    for (word, scope) in [("index", IndexScope.global), ("local", .local)] {
      for node in sheet.nodes(word) {
        let reader = IndexReader(
          context: context,
          workload: workload,
          key: key,
          layouts: layouts,
          scope: scope,
          node: node
        )
        guard let index = reader.read(&names) else { continue }
        found.append(index)
        layouts = layouts.map { ShardAttribute.added(to: $0, for: index) }
      }
    }
    return found
  }

  private func timeToLive(_ layouts: [ItemLayout]) -> String? {
    layouts.lazy.compactMap { layout in
      workload[layout.entity].attributes.first { $0.flags.contains(.timeToLive) }?.name
    }.first
  }

  /// `key pk: string, sk: string`.
  private func key(_ node: SyntaxNode) -> [KeyAttribute]? {
    var cursor = ClauseCursor(clause: node, sink: sink)
    cursor.advance()
    var attributes: [KeyAttribute] = []
    repeat {
      guard let label = cursor.takeNode(.label), let name = label.name else {
        cursor.failMissing("a key attribute", forms: ["pk: string"])
        return nil
      }
      guard let type = cursor.expectWord(among: ["string", "number", "binary"], "key type") else {
        return nil
      }
      if attributes.contains(where: { $0.name == name }) {
        cursor.fail(NameMessage.repeated(name, label.span, first: node.span))
        return nil
      }
      if let recorder = sink.recorder, let span = label.segmentSpans.first {
        recorder.declare(.keyAttribute, name, at: span, in: recorder.owner)
      }
      attributes.append(KeyAttribute(name: name, type: Self.type(type.value)))
    } while cursor.nextGroup()
    cursor.finish()
    guard attributes.count <= 2, !cursor.hasFailed else {
      cursor.fail(
        Diagnostic(
          NameRules.wrongTemplate,
          "a table's key has one or two attributes",
          at: Label(node.span),
          notes: ["the partition key, and the sort key where there is one"],
          help: ["keep two; an index may have more"]
        )
      )
      return nil
    }
    return attributes
  }

  private static func type(_ word: String) -> KeyAttributeType {
    switch word {
    case "number": .number
    case "binary": .binary
    default: .string
    }
  }

  /// `item Order { pk: "CUST#{customer}", sk: "ORDER#{placed}#{id}" }`.
  private func layout(_ node: SyntaxNode, _ key: [KeyAttribute]) -> ItemLayout? {
    var head = ClauseCursor(clause: node, sink: sink)
    head.advance()
    guard let name = head.expectName("an entity") else { return nil }
    let block = head.takeNode(.block)
    if block == nil { head.failMissing("the key values", forms: ["{ pk: \"A#{id}\" }"]) }
    head.finish()
    guard let id = context.entity(named: name), let block, !head.hasFailed else { return nil }
    guard workload[id].home == store else {
      sink.report(
        Diagnostic(
          NameRules.notInStore,
          "`\(name.value)` does not live in `\(workload[store].name)`",
          at: Label(name.span),
          secondary: [Label(workload[id].nameSpan, "declared here")],
          help: ["write its items down in a design of its own store"]
        )
      )
      return nil
    }
    var templates: [(name: String, template: KeyTemplate, span: SourceSpan?)] = []
    var isBroken = false
    for group in block.flatGroups where !group.children.isEmpty {
      var cursor = ClauseCursor(clause: group, sink: sink)
      guard let label = cursor.takeNode(.label), let attribute = label.name else {
        cursor.failMissing("a key attribute", forms: ["pk: \"A#{id}\""])
        isBroken = true
        continue
      }
      let isBase = key.contains { $0.name == attribute }
      if let recorder = sink.recorder, let span = label.segmentSpans.first {
        if isBase {
          recorder.refer(.keyAttribute, attribute, at: span, in: recorder.owner)
        } else {
          recorder.declare(.keyAttribute, attribute, at: span, in: recorder.owner)
        }
      }
      let reader = TemplateReader(
        context: context,
        workload: workload,
        entity: id,
        isBaseKey: isBase
      )
      let place = cursor.current?.span
      guard let template = reader.read(&cursor) else {
        isBroken = true
        continue
      }
      cursor.finish()
      if templates.contains(where: { $0.name == attribute }) {
        cursor.fail(NameMessage.repeated(attribute, label.span, first: block.span))
        continue
      }
      templates.append((attribute, template, place))
    }
    var base: [KeyTemplate] = []
    for attribute in key {
      guard let found = templates.first(where: { $0.name == attribute.name }) else {
        if !isBroken {
          sink.report(
            NameMessage.missingItem(
              "the value of `\(attribute.name)` for `\(name.value)`",
              at: name.span,
              forms: ["\(attribute.name): \"…{attribute}…\""]
            )
          )
        }
        return nil
      }
      base.append(found.template)
    }
    let synthetic = templates.filter { entry in !key.contains { $0.name == entry.name } }
      .map { (name: $0.name, template: $0.template) }
    return ItemLayout(
      entity: id,
      partitionKey: base[0],
      sortKey: base.count > 1 ? base[1] : nil,
      typeTag: nil,
      synthetic: synthetic,
      partitionKeySpan: templates.first { $0.name == key[0].name }?.span
    )
  }
}
