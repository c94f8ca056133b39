import DBModelDesign
import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Reads a secondary index of a fixed design: `index NAME { … }` or `local index NAME { … }`.
struct IndexReader {
  let context: Context
  let workload: Workload
  let key: [KeyAttribute]
  let layouts: [ItemLayout]
  let scope: IndexScope
  let node: SyntaxNode

  private var sink: FindingSink { context.sink }

  /// Clauses of a global index that state a partition key.
  private static let partitioning = ["key", "partition"]

  func read(_ firsts: inout [String: SourceSpan]) -> SecondaryIndex? {
    var head = ClauseCursor(clause: node, sink: sink)
    head.advance()
    if scope == .local, head.takeWord("index") == nil {
      head.failMissing("`index` and its name", forms: ["local index NAME { sort a }"])
      return nil
    }
    guard let name = head.expectName("the name of the index") else { return nil }
    let block = head.takeNode(.block)
    if block == nil {
      head.failMissing(
        "the key of the index",
        forms: [scope == .local ? "{ sort a }" : "{ key a, b }"]
      )
    }
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
    let isLocal = scope == .local
    let sheet = ClauseSheet(block, isLocal ? .localIndex : .index, sink: sink) { word in
      isLocal && Self.partitioning.contains(word)
        ? "the partition key of a local index is its table's: only `sort` is stated" : nil
    }
    let found = isLocal ? localKeyParts(sheet, name, block) : keyParts(sheet, name)
    guard let parts = found else { return nil }
    let own = isLocal ? [key[0]] : attributes(parts.partition)
    guard let partition = own, let sort = attributes(parts.sort) else { return nil }
    let wanted = (partition + sort).map(\.name)
    let members = layouts.compactMap { layout -> (entity: EntityID, templates: [KeyTemplate])? in
      var templates = wanted.compactMap { template($0, layout) }
      guard templates.count == wanted.count else { return nil }
      if let count = parts.shards {
        let shard = ShardAttribute.template(count, of: workload[layout.entity])
        templates.insert(shard, at: partition.count)
      }
      return (layout.entity, templates)
    }
    if members.isEmpty {
      sink.report(
        Diagnostic(
          NameRules.wrongTemplate,
          "no item has every key attribute of `\(name.value)`",
          at: Label(name.span),
          help: ["an index holds items that have all of its key attributes"]
        )
      )
      return nil
    }
    guard let projection = projection(sheet, Set(wanted + key.map(\.name))) else { return nil }
    return SecondaryIndex(
      name: name.value,
      scope: scope,
      partitionKey: partition + (parts.shards.map { [ShardAttribute.key($0)] } ?? []),
      sortKey: sort,
      projection: projection,
      members: members,
      places: IndexPlaces(
        name: name.span,
        clause: node.span,
        partition: (sheet.node("key") ?? sheet.node("partition"))?.span,
        isWholeKey: sheet.head(of: "key") != nil
      )
    )
  }

  private struct Parts {
    let partition: [Located<String>]
    let sort: [Located<String>]
    /// Over how many shards a partition key value is spread.
    var shards: Int?
  }

  /// `key a, b`, or `partition a, b over 10 shards` and `sort c`.
  private func keyParts(_ sheet: ClauseSheet, _ name: Located<String>) -> Parts? {
    if let keyHead = sheet.head(of: "key") {
      if let other = sheet.head(of: "partition") ?? sheet.head(of: "sort") {
        sink.report(
          Diagnostic(
            NameRules.conflicting,
            "`key` and `partition` say the same",
            at: Label(other),
            secondary: [Label(keyHead, "`key` stands here")],
            help: ["write `key a, b`, or `partition` and `sort` for several attributes each"]
          )
        )
        return nil
      }
      guard let names = names(sheet, "key"), !names.isEmpty else { return nil }
      guard names.count <= 2 else {
        sink.report(
          Diagnostic(
            NameRules.wrongTemplate,
            "`key` names a partition key and at most one sort key",
            at: Label(names[2].span),
            help: ["write `partition a, b` and `sort c, d` for several of each"]
          )
        )
        return nil
      }
      return Parts(partition: [names[0]], sort: Array(names.dropFirst()))
    }
    guard sheet.head(of: "partition") != nil else {
      sink.report(
        NameMessage.missingItem("the key of the index", at: name.span, forms: ["key a, b"])
      )
      return nil
    }
    guard let (partition, shards) = spreadNames(sheet) else { return nil }
    let sort = sheet.head(of: "sort") == nil ? [] : names(sheet, "sort")
    guard let sort else { return nil }
    // Up to four attributes each (Amazon DynamoDB Developer Guide, multi-attribute keys of global
    // secondary indexes; checked 2026-11-23).
    for (part, most) in [(partition, shards == nil ? 4 : 3), (sort, 4)] where part.count > most {
      sink.report(
        Diagnostic(
          NameRules.wrongTemplate,
          "an index key has at most four attributes of each sort",
          at: Label(part[most].span),
          notes: most < 4 ? ["the number of the shard is one of them"] : [],
          help: ["join some of them in a text"]
        )
      )
      return nil
    }
    if let shards,
      let taken = layouts.first(where: { template(ShardAttribute.name(shards), $0) != nil }),
      taken.synthetic.first(where: { $0.name == ShardAttribute.name(shards) })?.template.shardCount
        == nil
    {
      let attribute = ShardAttribute.name(shards)
      sink.report(
        Diagnostic(
          NameRules.wrongTemplate,
          "`\(attribute)` is no number of a shard in items of `\(workload[taken.entity].name)`",
          at: Label(name.span),
          notes: ["a key over \(shards) shards has an attribute of this name"],
          help: ["take another number of shards, or another name for the attribute"]
        )
      )
      return nil
    }
    return Parts(partition: partition, sort: sort, shards: shards)
  }

  /// `partition a, b`, with `over 10 shards` behind it where each value is spread.
  private func spreadNames(_ sheet: ClauseSheet) -> (names: [Located<String>], shards: Int?)? {
    guard var cursor = sheet.cursor("partition", sink: sink) else { return nil }
    var found: [Located<String>] = []
    repeat {
      guard let name = cursor.expectPath("an attribute") else { return nil }
      found.append(name)
    } while cursor.nextGroup()
    var shards: Int?
    if cursor.takeWord("over") != nil {
      // As many as a key that is derived is spread over at the most.
      shards = cursor.expectWhole("the number of shards", from: 2, upTo: 1_000)?.value
      if cursor.takeWord("shards") == nil, !cursor.hasFailed {
        cursor.failMissing("`shards`", forms: ["over 10 shards"])
      }
    }
    cursor.finish()
    return cursor.hasFailed ? nil : (found, shards)
  }

  /// `sort c`, behind the table's own partition key.
  private func localKeyParts(_ sheet: ClauseSheet, _ name: Located<String>, _ block: SyntaxNode)
    -> Parts?
  {
    guard let sort = names(sheet, "sort") else {
      // What is missing beside a `key` would only repeat that it does not belong there.
      let isForeign = block.clauses.contains { clause in
        clause.groupItems.first?.first?.word.map(Self.partitioning.contains) ?? false
      }
      if sheet.head(of: "sort") == nil, !isForeign {
        sink.report(
          NameMessage.missingItem("the sort key of the index", at: name.span, forms: ["sort a"])
        )
      }
      return nil
    }
    // A table of single items has no collection to order otherwise, and an index of its own
    // partitions has one sort key (Developer Guide, local secondary indexes, checked 2026-11-23).
    let problem: (title: String, at: SourceSpan, help: String)? =
      if key.count < 2 {
        (
          "a table without a sort key has no local index", name.span,
          "give the table a sort key, or make it a global index"
        )
      } else if sort.count > 1 {
        (
          "a local index has one sort key attribute", sort[1].span,
          "join them in a text: `\"{a}#{b}\"` in the items"
        )
      } else if sort[0].value == key[0].name {
        (
          "the partition key of the table is already that of its local index", sort[0].span,
          "sort by another attribute"
        )
      } else {
        nil
      }
    if let problem {
      sink.report(
        Diagnostic(
          NameRules.wrongTemplate,
          problem.title,
          at: Label(problem.at),
          notes: ["a local index is another order of the item collections of its table"],
          help: [problem.help]
        )
      )
      return nil
    }
    return Parts(partition: [Located(key[0].name, name.span)], sort: sort)
  }

  private func names(_ sheet: ClauseSheet, _ clause: String) -> [Located<String>]? {
    guard var cursor = sheet.cursor(clause, sink: sink) else { return nil }
    var found: [Located<String>] = []
    repeat {
      guard let name = cursor.expectPath("an attribute") else { return nil }
      found.append(name)
    } while cursor.nextGroup()
    cursor.finish()
    return cursor.hasFailed ? nil : found
  }

  /// Names with the types they have in the items.
  private func attributes(_ names: [Located<String>]) -> [KeyAttribute]? {
    var found: [KeyAttribute] = []
    for name in names {
      record(name)
      if let own = key.first(where: { $0.name == name.value }) {
        found.append(own)
        continue
      }
      let types = layouts.compactMap { layout in
        template(name.value, layout).map { type(of: $0, layout.entity) }
      }
      guard let type = types.first else {
        let known = layouts.flatMap { layout in
          workload[layout.entity].fields.filter(\.type.isScalar).map(\.name)
            + layout.synthetic.map(\.name)
        }
        sink.report(
          NameMessage.unknown(
            "attribute",
            name.value,
            name.span,
            among: key.map(\.name) + known,
            in: " in the items of this table"
          )
        )
        return nil
      }
      guard types.allSatisfy({ $0 == type }) else {
        sink.report(
          Diagnostic(
            NameRules.wrongTemplate,
            "`\(name.value)` has different types in different items",
            at: Label(name.span),
            notes: ["an index key attribute has one type"],
            help: ["give it one type, or an attribute of its own"]
          )
        )
        return nil
      }
      found.append(KeyAttribute(name: name.value, type: type))
    }
    return found
  }

  /// A name in an index: of a key attribute, or of a field of the items.
  private func record(_ name: Located<String>) {
    guard let recorder = sink.recorder else { return }
    if key.contains(where: { $0.name == name.value })
      || layouts.contains(where: { $0.synthetic.contains { $0.name == name.value } })
    {
      return recorder.refer(.keyAttribute, name.value, at: name.span, in: recorder.owner)
    }
    let path = name.value.split(separator: ".").map(String.init)
    let home = layouts.first { layout in
      path.first.map { context.scopes[layout.entity.rawValue].attributes[$0] != nil } ?? false
    }
    if let home { context.recordField(path, of: home.entity, at: name.span) }
  }

  /// Where an attribute's value comes from in the items of an entity; `nil` where they have none.
  private func template(_ name: String, _ layout: ItemLayout) -> KeyTemplate? {
    if key.first?.name == name { return layout.partitionKey }
    if key.count > 1, key[1].name == name { return layout.sortKey }
    if let synthetic = layout.synthetic.first(where: { $0.name == name }) {
      return synthetic.template
    }
    let field = workload[layout.entity].fields.first { $0.name == name && $0.type.isScalar }
    return field.map { .native($0.id) }
  }

  private func type(of template: KeyTemplate, _ entity: EntityID) -> KeyAttributeType {
    guard case .native(let field) = template else { return .string }
    return DynamoDBTypes.keyType(of: workload[entity][field].type)
  }

  private func projection(_ sheet: ClauseSheet, _ keys: Set<String>) -> IndexProjection? {
    guard let names = names(sheet, "project") else {
      return sheet.head(of: "project") == nil ? .keysOnly : nil
    }
    if names.count == 1, names[0].value == "all" { return .all }
    if names.count == 1, names[0].value == "keys" { return .keysOnly }
    var included: Set<String> = []
    for name in names {
      record(name)
      let exists = layouts.contains { layout in
        workload[layout.entity].attributes.contains { $0.name == name.value }
          || layout.synthetic.contains { $0.name == name.value }
      }
      guard exists || keys.contains(name.value) else {
        let known = layouts.flatMap { workload[$0.entity].attributes.map(\.name) }
        sink.report(
          NameMessage.unknown(
            "attribute",
            name.value,
            name.span,
            among: (names.count == 1 ? ["all", "keys"] : []) + known,
            in: " in the items of this table"
          )
        )
        return nil
      }
      if !keys.contains(name.value) { included.insert(name.value) }
    }
    return .include(included.sorted())
  }
}

/// How values are typed as native key attributes.
enum DynamoDBTypes {
  /// Numbers, times and dates are written as `DBModelQuery` writes them.
  static func keyType(of type: ValueType) -> KeyAttributeType {
    switch type {
    case .integer, .decimal, .timestamp: .number
    case .bytes: .binary
    default: .string
    }
  }
}
