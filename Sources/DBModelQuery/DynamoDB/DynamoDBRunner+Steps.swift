import DBModelDesign
import DBModelJSON
import DBModelWorkload

extension DynamoDBRunner {
  /// The rows one step returns, over all its repetitions and pages.
  func run(
    _ request: DynamoDBRequest,
    _ scope: CallScope,
    steps: [[EntityRow]]
  ) throws -> [EntityRow] {
    let scopes = scopes(of: request, scope, steps: steps)
    switch request.kind {
    case .query, .scan:
      var rows: [EntityRow] = []
      for scope in scopes {
        rows += try QueryPager(runner: self, request: request, scope: scope).allRows()
      }
      return ShardMerge(request, design)?.merged(rows) ?? rows
    case .getItem, .batchGetItem:
      var keys: [JSONValue] = []
      var seen: Set<JSONValue> = []
      for scope in scopes {
        let writer = RequestWriter(
          workload: workload,
          pattern: scope.pattern,
          operands: scope.operands
        )
        if let key = writer.key(request), seen.insert(key).inserted { keys.append(key) }
      }
      return try items(request, scope, keys: keys).map { try row(of: $0, request) }
    case .putItem, .updateItem, .deleteItem, .conditionCheck:
      throw RunnerError.unsupported("a write among the steps of a read")
    }
  }

  /// One scope for each repetition of a request.
  func scopes(
    of request: DynamoDBRequest,
    _ scope: CallScope,
    steps: [[EntityRow]]
  ) -> [CallScope] {
    switch request.repetition {
    case .once: [scope]
    case .perElement(let list): scope.elements(of: list).map { scope.element($0, of: list) }
    case .perRow(let step): steps[step].map { scope.row($0.values, of: $0.entity) }
    case .perShard(let count): (0..<count).map { scope.shard($0) }
    }
  }

  private func items(
    _ request: DynamoDBRequest,
    _ scope: CallScope,
    keys: [JSONValue]
  ) throws -> [JSONValue] {
    let writer = RequestWriter(
      workload: workload,
      pattern: scope.pattern,
      operands: scope.operands
    )
    if request.kind == .getItem {
      return try keys.compactMap { key in try send(writer.get(request, key: key))["Item"] }
    }
    var found: [JSONValue] = []
    var pending = keys
    while !pending.isEmpty {
      let batch = Array(pending.prefix(100))
      pending.removeFirst(batch.count)
      let answer = try send(writer.batchGet(request, keys: batch))
      guard let responses = answer["Responses"] else {
        throw RunnerError.malformedAnswer(operation: "BatchGetItem")
      }
      found += responses[request.table]?.arrayValue ?? []
      let left = answer["UnprocessedKeys"]?[request.table]?["Keys"]?.arrayValue ?? []
      // An answer that makes no progress would be asked for ever.
      if left.count == batch.count { throw RunnerError.malformedAnswer(operation: "BatchGetItem") }
      pending += left
    }
    return found
  }

  /// The row of an item, which must be of one of the request's entities.
  func row(of item: JSONValue, _ request: DynamoDBRequest) throws -> EntityRow {
    guard let table = design.table(named: request.table), let members = item.members else {
      throw RunnerError.malformedAnswer(operation: request.kind.rawValue)
    }
    let attributes = members.compactMap { member in
      AttributeValue(json: member.value).map { AttributeValue.Member(member.key, $0) }
    }
    let tag = attributes.first { $0.name == ItemCodec.typeAttribute }?.value
    let layouts = request.entities.compactMap { table.layout(of: $0) }
    let layout = layouts.first { layout in
      layout.typeTag.map { tag == .string($0) } ?? (layouts.count == 1)
    }
    // An index that does not project the tag can hold one entity's items only.
    guard let layout = layout ?? (tag == nil && layouts.count == 1 ? layouts.first : nil) else {
      throw RunnerError.unexpectedItem(table: request.table)
    }
    let codec = ItemCodec(workload: workload, layout: layout, table: table)
    return EntityRow(entity: layout.entity, values: codec.carriedRow(of: attributes))
  }
}

extension DynamoDBRunner {
  /// A row with the fields that its key condition fixes: a caller knows what it asked for, so a
  /// projection need not return it.
  func completed(_ row: EntityRow, _ request: DynamoDBRequest, _ scope: CallScope) -> EntityRow {
    let operands = scope.operands
    var values = row.values
    for keyValue in request.keyEquals {
      let fields = fields(of: row.entity, like: keyValue, in: request)
      for (field, operand) in zip(fields, keyValue.operands)
      where values[field.rawValue] == .null {
        values[field.rawValue] = operands.value(operand) ?? .null
      }
    }
    return EntityRow(entity: row.entity, values: values)
  }

  /// The fields of an entity that stand where a key value's template has its own: those of the
  /// template, or of the entity's partition key in a table that several entities share.
  private func fields(
    of entity: EntityID,
    like keyValue: KeyValue,
    in request: DynamoDBRequest
  ) -> [FieldID] {
    if keyValue.entity == entity { return keyValue.template.fields }
    guard let table = design.table(named: request.table), request.index == nil,
      keyValue.attribute.name == table.partitionKey.name
    else { return [] }
    return table.layout(of: entity)?.partitionKey.fields ?? []
  }
}

/// Pages of one Query or Scan.
struct QueryPager {
  let runner: DynamoDBRunner
  let request: DynamoDBRequest
  let scope: CallScope

  func allRows() throws -> [EntityRow] {
    var rows: [EntityRow] = []
    var cursor: JSONValue?
    repeat {
      guard let page = try one(limit: request.limit, after: cursor) else { return rows }
      rows += try page.items.map(row)
      if let limit = request.limit, request.filter == nil, rows.count >= limit {
        return Array(rows.prefix(limit))
      }
      cursor = page.next
    } while cursor != nil
    return rows
  }

  /// Rows up to a number, the key of each to go on from behind it, and the key to go on from; `nil`
  /// where the service has no more.
  func rows(atMost count: Int, after start: JSONValue?) throws -> (
    rows: [EntityRow], keys: [JSONValue], next: JSONValue?
  ) {
    var items: [JSONValue] = []
    var cursor = start
    func result(_ next: JSONValue?) throws -> (
      rows: [EntityRow], keys: [JSONValue], next: JSONValue?
    ) {
      (try items.map(row), items.map(startKey), next)
    }
    while true {
      let wanted = count - items.count
      // A limit counts before the filter, so a filter is given some room.
      let limit = request.filter == nil ? wanted : wanted * 4
      guard let page = try one(limit: limit, after: cursor) else { return try result(nil) }
      if page.items.count > wanted {
        items += page.items.prefix(wanted)
        return try result(items.last.map(startKey))
      }
      items += page.items
      cursor = page.next
      if cursor == nil || items.count >= count { return try result(cursor) }
    }
  }

  private func one(limit: Int?, after cursor: JSONValue?) throws -> (
    items: [JSONValue], next: JSONValue?
  )? {
    let writer = RequestWriter(
      workload: runner.workload,
      pattern: scope.pattern,
      operands: scope.operands
    )
    let names = request.filter == nil && request.shardCount == 1 ? [] : keyNames
    switch writer.query(request, limit: limit, startKey: cursor, keyNames: names) {
    case .nothing: return nil
    case .unsupported(let reason): throw RunnerError.unsupported(reason)
    case .request(let concrete):
      let answer = try runner.send(concrete)
      guard let items = answer["Items"]?.arrayValue else {
        throw RunnerError.malformedAnswer(operation: concrete.operation)
      }
      return (items, answer["LastEvaluatedKey"])
    }
  }

  private func row(_ item: JSONValue) throws -> EntityRow {
    runner.completed(try runner.row(of: item, request), request, scope)
  }

  /// The key attributes of an item, from which the next page starts.
  private func startKey(_ item: JSONValue) -> JSONValue {
    .object(keyNames.compactMap { name in item[name].map { JSONValue.Member(name, $0) } })
  }

  /// The key attributes of the table, and of the index where there is one.
  private var keyNames: [String] {
    let table = runner.design.table(named: request.table)
    var names = [table?.partitionKey.name, table?.sortKey?.name].compactMap { $0 }
    if let index = request.index.flatMap({ table?.index(named: $0) }) {
      names += index.keyAttributes.map(\.name).filter { !names.contains($0) }
    }
    return names
  }
}
